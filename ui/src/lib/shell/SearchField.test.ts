import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import { frame } from "$lib/navigation/frame.svelte";
import { nav } from "$lib/navigation/nav.svelte";
import { settings } from "$lib/platform/settings.svelte";
import SearchField from "./SearchField.svelte";

vi.mock("$lib/platform", () => ({ ask: vi.fn(() => Promise.resolve({})), asError: vi.fn() }));

const field = () => screen.getByRole<HTMLInputElement>("textbox");
const here = () => nav.address.text;
const query = () => nav.address.parameters.get("q");

async function type(text: string) {
  await fireEvent.input(field(), { target: { value: text } });
}

beforeEach(() => {
  nav.go("zhimai://entity/nvidia");
  frame.cameFrom = undefined;
  render(SearchField);
});

it("opens the search page at the first letter, and changes its query after that", async () => {
  await type("英");
  const page = nav.key;
  await type("英伟");
  expect([query(), nav.key]).toEqual(["英伟", page]);
  await fireEvent.keyDown(field(), { key: "Escape" });
  expect(here()).toBe("zhimai://entity/nvidia");
});

it("searches nothing while an input method composes", async () => {
  await fireEvent.compositionStart(field());
  await type("ying");
  await fireEvent.keyDown(field(), { key: "Escape", isComposing: true });
  await fireEvent.keyDown(field(), { key: "Enter", keyCode: 229 });
  expect([here(), field().value]).toEqual(["zhimai://entity/nvidia", "ying"]);
  expect(settings.now.searches).toEqual([]);
  field().value = "英";
  await fireEvent.input(field());
  await fireEvent.compositionEnd(field());
  expect(query()).toBe("英");
});

it("keeps the filters of the page while the query changes", async () => {
  nav.go("zhimai://view/search?q=a&entity=nvidia&entity=openai&kind=event");
  await type("b");
  expect(query()).toBe("b");
  expect(nav.address.parameters.getAll("entity")).toEqual(["nvidia", "openai"]);
  expect(nav.address.parameters.get("kind")).toBe("event");
});

it("shows what the page searches", async () => {
  nav.go("zhimai://view/search?q=%E8%BC%9D%E9%81%94");
  await vi.waitFor(() => {
    expect(field().value).toBe("輝達");
  });
});
