import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import type { Span } from "$lib/bindings/Span";
import type { StatementView } from "$lib/bindings/StatementView";
import { locale } from "$lib/i18n/locale.svelte";
import { article } from "../../test/answers";
import { block } from "../../test/blocks";
import ReaderPanel from "./ReaderPanel.svelte";

vi.mock("$lib/platform", () => ({ ask: vi.fn(() => Promise.resolve([])), asError: vi.fn() }));

beforeEach(() => {
  locale.lang = "en";
});

const VERDICTS = ["supported", "unclear", "contradicted", "unsupported"] as const;
const statements: StatementView[] = Array.from({ length: 74 }, (_, i) => ({
  ...(article.statements[0] as StatementView),
  id: `s${String(i)}`,
  text: `statement ${String(i)}`,
  verdict: VERDICTS[i % 4] ?? "unclear",
}));

const TEXT = "業務張口。".repeat(20);
const spans: Span[] = Array.from({ length: 20 }, (_, i) => ({
  start: i * 5,
  end: i * 5 + 1,
  kind: "repair",
  original: `業(${String(i)})`,
  certain: i % 3 !== 0,
}));
const blocks = [block([TEXT], { spans })];
const ongo = vi.fn();
const show = (some: object) =>
  render(ReaderPanel, { article: { ...article, ...some }, ongo, onnote: vi.fn(), onnewnote: vi.fn() });
const texts = (selector: string) =>
  [...document.querySelectorAll(selector)].map((one) => one.textContent.trim());

it("keeps the order of the statements when all of them are shown", async () => {
  show({ statements });
  const few = texts("li .text");
  expect(few).toEqual([
    "statement 2",
    "statement 6",
    "statement 10",
    "statement 14",
    "statement 18",
    "statement 22",
  ]);
  await fireEvent.click(screen.getByRole("button", { name: "Show all 74" }));
  const all = texts("li .text");
  expect(all.length).toBe(74);
  expect(all.slice(0, few.length)).toEqual(few);
  expect(all.slice(18, 20)).toEqual(["statement 3", "statement 7"]);
});

it("lists the repairs that are not certain first, each with its place", async () => {
  show({ blocks });
  await fireEvent.click(screen.getByRole("button", { name: "Show all 20" }));
  const unsure = [0, 3, 6, 9, 12, 15, 18].map((i) => `業(${String(i)})`);
  expect(texts("del").slice(0, 8)).toEqual([...unsure, "業(1)"]);
  expect(texts("ins").every((shown) => shown === "業")).toBe(true);
  await fireEvent.click(screen.getByText("業(3)"));
  expect(ongo).toHaveBeenCalledWith(0, 15);
});
