import { render } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";
import type { Span } from "$lib/bindings/Span";
import { nav } from "$lib/navigation/nav.svelte";
import ReaderColumn from "./ReaderColumn.svelte";

vi.mock("$lib/platform", () => ({ ask: vi.fn(), asError: vi.fn() }));

const spans: Span[] = [
  { start: 1, end: 3, kind: "mention", entity: "nvidia" },
  { start: 2, end: 4, kind: "match" },
  { start: 5, end: 7, kind: "term", term: "compute" },
  { start: 5, end: 6, kind: "note", note: "n1" },
  { start: 7, end: 8, kind: "repair", original: "�", certain: false },
];

function column(text = "與輝達談，算力口") {
  const props = { column: { lang: "zh-Hant", text, spans }, paragraph: 2, at: 0, heading: false, found: [] };
  const { container } = render(ReaderColumn, { ...props, current: undefined });
  return container.querySelector<HTMLElement>("[data-paragraph='2']") as HTMLElement;
}

it("holds the text and nothing else, so that selections can be counted", () => {
  expect(column().textContent).toBe("與輝達談，算力口");
  expect(column("").textContent).toBe("");
});

it("shows what is in the text", () => {
  const element = column();
  expect(element.lang).toBe("zh-Hant");
  expect(element.querySelector("a")?.textContent).toBe("輝達");
  expect([...element.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual(["達", "談"]);
  expect([...element.querySelectorAll("[data-term]")].map((term) => term.textContent)).toEqual(["算", "力"]);
  expect(element.querySelector("[data-note='n1']")?.textContent).toBe("算");
  expect(element.querySelector("[data-repair]")?.textContent).toBe("口");
});

it("opens the entity that is named", () => {
  column().querySelector("a")?.click();
  expect(nav.address.text).toBe("zhimai://entity/nvidia");
});
