import { beforeEach, expect, it, vi } from "vitest";
import type { ArticleView } from "$lib/bindings/ArticleView";
import type { Reading } from "$lib/bindings/Reading";
import { locale } from "$lib/i18n/locale.svelte";
import { ask } from "$lib/platform";
import { article } from "../../test/answers";
import { block } from "../../test/blocks";
import { openedArticle } from "./opened";

vi.mock(import("$lib/platform"), async (original) => ({ ...(await original()), ask: vi.fn() }));

const READINGS: Reading[] = ["original", "hant", "hans", "en", "parallel"];
/** The readings in which something is marked. */
let marked: Reading[];
/** The language of the original. */
let written: string;
let kind: string;
let asked: Reading[];

beforeEach(() => {
  locale.lang = "en";
  [marked, written, kind, asked] = [[], "zh-Hant", "imported", []];
  (vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>).mockImplementation(
    (_: string, { reading }: { reading: Reading }): Promise<ArticleView> => {
      asked.push(reading);
      const lang = reading === "en" ? "en" : reading === "original" ? written : "zh-Hant";
      const spans = marked.includes(reading) ? [{ start: 0, end: 1, kind: "match" as const }] : [];
      const blocks = [block(["text"], { lang, spans })];
      return Promise.resolve({ ...article, kind, reading, readings: READINGS, blocks });
    },
  );
});

const open = async (query: string, liked: Reading, named?: Reading) =>
  (await openedArticle({ id: "one", query, named, liked })).reading;

it("opens the translation where only that one holds what was searched for", async () => {
  marked = ["en"];
  expect(await open("reactor", "original")).toBe("en");
  expect(await open("reactor", "hans")).toBe("en");
});

it("opens the Chinese of an English original, in the characters of the reader", async () => {
  [written, marked] = ["en", ["hant", "hans"]];
  expect(await open("反應爐", "original")).toBe("hant");
  [locale.lang, locale.region] = ["zh-Hans", "cn"];
  expect(await open("反應爐", "original")).toBe("hans");
});

it("stays with the reading that has a mark, that was named, or without a query", async () => {
  marked = ["original", "en"];
  expect(await open("reactor", "original")).toBe("original");
  marked = ["en"];
  expect(await open("reactor", "original", "original")).toBe("original");
  expect(await open("", "original")).toBe("original");
  expect(await open("reactor", "parallel")).toBe("parallel");
  expect(asked).toEqual(["en", "original", "original", "en", "original", "parallel"]);
});

it("stays with the reading that the person likes where nothing is marked in either", async () => {
  expect(await open("reactor", "original")).toBe("original");
});

it("opens what is bundled in English where the window is, and what was imported as it came", async () => {
  expect(await open("", "original")).toBe("original");
  [kind, locale.region] = ["profile", "tw"];
  expect(await open("", "original")).toBe("en");
  expect(await open("", "original", "original")).toBe("original");
  expect(await open("", "hans")).toBe("hans");
  marked = ["original", "hant", "hans"];
  expect(await open("反應爐", "original")).toBe("hant");
  locale.lang = "zh-Hant";
  expect(await open("", "original")).toBe("original");
});
