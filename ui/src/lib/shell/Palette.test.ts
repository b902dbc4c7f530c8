import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import type { EntitySummary } from "$lib/bindings/EntitySummary";
import type { Hit } from "$lib/bindings/Hit";
import { locale } from "$lib/i18n/locale.svelte";
import { frame } from "$lib/navigation/frame.svelte";
import { nav } from "$lib/navigation/nav.svelte";
import { ask } from "$lib/platform";
import { nvidia, searchAnswer } from "../../test/answers";
import Palette from "./Palette.svelte";

vi.mock(import("$lib/platform"), async (original) => ({ ...(await original()), ask: vi.fn() }));

const found = (kind: Hit["kind"], id: string, text: string): Hit => ({
  ...(searchAnswer.hits[0] as Hit),
  kind,
  entity_kind: kind === "entity" ? "company" : null,
  id,
  address: `zhimai://${kind}/${id}`,
  title: { text, marks: [] },
});
const HITS = [
  found("entity", "nvidia", "NVIDIA"),
  found("event", "alliance-2025", "The alliance"),
  found("article", "one", "輝達投資"),
  found("term", "gpu", "圖形處理器"),
  found("note", "n1", "My note"),
];
let searched: Record<string, unknown>[];
let card: EntitySummary | null;

beforeEach(() => {
  locale.lang = "en";
  frame.palette = false;
  searched = [];
  card = null;
  (vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>).mockImplementation(
    (name: string, request: Record<string, unknown>) => {
      if (name !== "search") return Promise.resolve([]);
      searched.push(request);
      const hits = String(request["query"]).startsWith("nv") ? HITS : [];
      return Promise.resolve({ ...searchAnswer, hits, card });
    },
  );
});

const field = () => screen.findByRole<HTMLInputElement>("combobox");
const type = async (text: string) => fireEvent.input(await field(), { target: { value: text } });
const options = () =>
  screen.queryAllByRole("option").map((option) => option.textContent.replace(/\s+/g, " ").trim());

it("is empty each time that it opens", async () => {
  render(Palette);
  frame.palette = true;
  await type("nvidia");
  expect((await screen.findAllByRole("option", { name: /NVIDIA/ })).length).toBe(1);
  frame.palette = false;
  await vi.waitFor(() => {
    expect(screen.queryByRole("combobox")).toBeNull();
  });
  frame.palette = true;
  expect((await field()).value).toBe("");
  await type("dark");
  expect((await field()).value).toBe("dark");
  expect(options()).toEqual([expect.stringContaining("Switch light and dark")]);
});

it.each([
  ["en", ["Company", "Event", "Article", "Term", "Note"]],
  ["zh-Hant", ["公司", "事件", "文章", "詞彙", "筆記"]],
  ["zh-Hans", ["公司", "事件", "文章", "词汇", "笔记"]],
] as const)("finds things of every kind, as search ranks them (%s)", async (lang, kinds) => {
  locale.lang = lang;
  render(Palette);
  frame.palette = true;
  await type("nv");
  await vi.waitFor(() => {
    expect(options()).toEqual(HITS.map(({ title }, i) => `${title.text} ${kinds[i] ?? ""}`));
  });
  // A number of its own would cancel the search of the page behind.
  expect(searched.at(-1)).toMatchObject({ query: "nv", typing: true, sequence: 0 });
  await fireEvent.keyDown(await field(), { key: "ArrowDown" });
  await fireEvent.keyDown(await field(), { key: "Enter" });
  expect(nav.address.text).toBe("zhimai://event/alliance-2025");
  expect(frame.palette).toBe(false);
});

it("waits for the end of a composition", async () => {
  render(Palette);
  frame.palette = true;
  const input = await field();
  input.value = "nv";
  await fireEvent(input, new InputEvent("input", { isComposing: true }));
  expect(searched).toEqual([]);
  await fireEvent.compositionEnd(input);
  await vi.waitFor(() => {
    expect(searched.length).toBe(1);
  });
});

it("puts what is called so first, as the search page does", async () => {
  card = { ...nvidia, address: "zhimai://term/gpu" };
  render(Palette);
  frame.palette = true;
  await type("nv");
  await vi.waitFor(() => {
    expect(options().slice(0, 2)).toEqual(["圖形處理器 Term", "NVIDIA Company"]);
  });
});
