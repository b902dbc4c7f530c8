import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import type { BlockView } from "$lib/bindings/BlockView";
import type { Span } from "$lib/bindings/Span";
import { locale } from "$lib/i18n/locale.svelte";
import { frame } from "$lib/navigation/frame.svelte";
import { nav } from "$lib/navigation/nav.svelte";
import { block } from "../../test/blocks";
import BlockColumn from "./BlockColumn.svelte";
import type { Found } from "./layers";
import { rowsOf } from "./rows";

vi.mock("$lib/platform", () => ({ ask: vi.fn(), asError: vi.fn() }));

beforeEach(() => {
  locale.lang = "en";
  frame.leaving = undefined;
});

const onfootnote = vi.fn();
const onback = vi.fn();

function show(shown: BlockView, found: Found[] = []) {
  const row = rowsOf([block([""]), block([""]), shown])[2];
  if (!row) throw new Error("no row");
  const footnote = (label: string) => `zhimai://article/one#fn-${label}`;
  const props = { row, at: 0, found, current: undefined, footnote, onfootnote, onback };
  const { container } = render(BlockColumn, props);
  return container.querySelector<HTMLElement>("[data-block='2']") as HTMLElement;
}

const spans: Span[] = [
  { start: 1, end: 3, kind: "mention", entity: "nvidia" },
  { start: 2, end: 4, kind: "match" },
  { start: 5, end: 7, kind: "term", term: "compute" },
  { start: 5, end: 6, kind: "note", note: "n1" },
  { start: 7, end: 8, kind: "repair", original: "�", certain: false },
];
const TEXT = "與輝達談，算力口";

it.each<[string, Partial<BlockView>]>([
  ["paragraph", {}],
  ["paragraph in a quotation in a list", { quote: 2, indent: 3 }],
  ["heading", { kind: "heading", level: 2 }],
  ["item", { kind: "item", indent: 1 }],
  ["item with a number", { kind: "item", indent: 2, number: 12 }],
  ["task", { kind: "item", indent: 1, checked: true }],
  ["code", { kind: "code", language: "rust" }],
  ["table", { kind: "table", header: true, aligns: ["left", "none"] }],
  ["image", { kind: "image", source: "a.png" }],
  ["footnote", { kind: "footnote", label: "1" }],
])("of a %s holds the text and nothing else, so that selections can be counted", (_, some) => {
  const element = show(block([TEXT], { spans, ...some }));
  expect(element.textContent).toBe(TEXT);
  expect(element.lang).toBe("zh-Hant");
  expect(element.querySelector("a")?.textContent).toBe("輝達");
  expect([...element.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual(["達", "談"]);
  expect([...element.querySelectorAll("[data-term]")].map((term) => term.textContent)).toEqual(["算", "力"]);
  expect(element.querySelector("[data-note='n1']")?.textContent).toBe("算");
  expect(element.querySelector("[data-repair]")?.textContent).toBe("口");
});

it("is empty where there is no text", () => {
  expect(show(block([""])).textContent).toBe("");
});

it("opens the entity that is named", () => {
  show(block([TEXT], { spans }))
    .querySelector("a")
    ?.click();
  expect(nav.address.text).toBe("zhimai://entity/nvidia");
});

it.each([
  ["https://example.com/a", "https://example.com/a"],
  ["HTTP://EXAMPLE.COM", "HTTP://EXAMPLE.COM"],
])("asks before it leaves for %s", (url, asked) => {
  const here = nav.address.text;
  const link = show(block(["see here"], { spans: [{ start: 4, end: 8, kind: "link", url }] })).querySelector(
    "a",
  );
  expect(link?.title).toBe(url);
  link?.click();
  expect(frame.leaving).toBe(asked);
  expect(nav.address.text).toBe(here);
});

it.each([
  "javascript:alert(1)",
  "file:///etc/passwd",
  "mailto:a@example.com",
  "#part",
  "other.html",
  "data:text/html,x",
])("tells where %s leads, and no more", (url) => {
  const element = show(block(["see here"], { spans: [{ start: 4, end: 8, kind: "link", url }] }));
  expect(element.querySelector("a")).toBeNull();
  expect(element.querySelector(".nowhere")?.textContent).toBe("here");
  expect(element.querySelector<HTMLElement>(".nowhere")?.title).toBe(url);
});

it("goes to an address of our own without a question", () => {
  const url = "zhimai://event/deal";
  show(block(["see here"], { spans: [{ start: 4, end: 8, kind: "link", url }] }))
    .querySelector("a")
    ?.click();
  expect([nav.address.text, frame.leaving]).toEqual([url, undefined]);
});

it("sets words as they were meant, under whatever else is in them", () => {
  const element = show(
    block(["重點 and more() gone"], {
      spans: [
        { start: 0, end: 2, kind: "strong" },
        { start: 1, end: 6, kind: "emphasis" },
        { start: 7, end: 13, kind: "code" },
        { start: 14, end: 18, kind: "strike" },
        { start: 15, end: 18, kind: "match" },
      ],
    }),
  );
  const words = (selector: string) => [...element.querySelectorAll(selector)].map((one) => one.textContent);
  expect(words("strong")).toEqual(["重", "點"]);
  expect(words("em")).toEqual([" and"]);
  // Chinese is stressed by dots, not by leaning.
  expect(words(".dotted")).toEqual(["點"]);
  expect(words("code")).toEqual(["more()"]);
  expect(words("del")).toEqual(["g"]);
  expect(words("mark.strike")).toEqual(["one"]);
});

it("goes to a footnote and back", async () => {
  const reference = show(
    block(["有據1。"], { spans: [{ start: 2, end: 3, kind: "footnote", label: "a b" }] }),
  );
  const link = reference.querySelector("a");
  expect(link?.getAttribute("href")).toBe("zhimai://article/one#fn-a b");
  link?.click();
  expect(onfootnote).toHaveBeenCalledWith("a b");
  show(block(["註"], { kind: "footnote", label: "a b" }));
  await fireEvent.click(screen.getByRole("button", { name: "Back to the reference" }));
  expect(onback).toHaveBeenCalledWith("a b");
});

it("keeps the lines of code and copies them", async () => {
  const written = vi.fn(() => Promise.resolve());
  Object.assign(navigator, { clipboard: { writeText: written } });
  const text = "fn a() {\n\t輝達\n}\n";
  expect(show(block([text], { kind: "code" })).textContent).toBe(text);
  await fireEvent.click(screen.getByRole("button", { name: "Copy code" }));
  expect(written).toHaveBeenCalledWith(text);
});

it("has a table's cells, its header, and what is marked in it", () => {
  const text = "公司\t金額\n微軟\t50億\n輝達\t";
  const element = show(
    block([text], {
      kind: "table",
      header: true,
      aligns: ["left", "right"],
      spans: [
        { start: 6, end: 8, kind: "mention", entity: "microsoft" },
        { start: 7, end: 11, kind: "note", note: "n1" },
      ],
    }),
    [{ index: 0, start: 9, end: 11 }],
  );
  expect(element.textContent).toBe(text);
  const cells = [...element.querySelectorAll("tr")].map((row) =>
    [...row.children].map((cell) => `${cell.tagName}:${cell.textContent.trim()}`),
  );
  expect(cells).toEqual([
    ["TH:公司", "TH:金額"],
    ["TD:微軟", "TD:50億"],
    ["TD:輝達", "TD:"],
  ]);
  expect(element.querySelector("a")?.textContent).toBe("微軟");
  expect([...element.querySelectorAll("[data-note]")].map((one) => one.textContent)).toEqual([
    "軟",
    "\t",
    "50",
  ]);
  expect(element.querySelector("mark")?.textContent).toBe("50");
  expect(element.querySelectorAll("td")[1]?.style.textAlign).toBe("end");
});

it("shows tasks, numbers and depth beside the words", () => {
  show(block(["甲"], { kind: "item", indent: 1, checked: true }));
  show(block(["乙"], { kind: "item", indent: 1, checked: false }));
  show(block(["丙"], { kind: "item", indent: 2, number: 7 }));
  expect(screen.getByRole("img", { name: "Done" })).toBeTruthy();
  expect(screen.getByRole("img", { name: "Not done" })).toBeTruthy();
  expect(screen.getByText("7.")).toBeTruthy();
  expect(screen.getAllByRole("listitem").map((item) => item.getAttribute("aria-level"))).toEqual([
    "1",
    "1",
    "2",
  ]);
});

it("tells what a picture shows and where it is, and loads nothing", () => {
  const element = show(block(["圖表"], { kind: "image", source: "https://example.com/a.png" }));
  expect(element.closest("figure")?.textContent).toContain("https://example.com/a.png");
  expect(document.querySelector("img")).toBeNull();
});
