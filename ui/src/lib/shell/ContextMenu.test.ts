import { createEvent, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { locale } from "$lib/i18n/locale.svelte";
import { frame } from "$lib/navigation/frame.svelte";
import { nav } from "$lib/navigation/nav.svelte";
import ContextMenu from "./ContextMenu.svelte";

vi.mock("$lib/platform", () => ({ ask: vi.fn(() => Promise.resolve({})), asError: vi.fn() }));

const written = vi.fn((_: string) => Promise.resolve());
const page = document.createElement("div");
document.body.append(page);
// jsdom has no layout.
Range.prototype.getBoundingClientRect = () => new DOMRect();

beforeEach(() => {
  locale.lang = "en";
  Object.assign(navigator, { clipboard: { writeText: written } });
  written.mockClear();
  page.innerHTML =
    '<p>text <a href="zhimai://entity/nvidia">NVIDIA</a> <a href="https://example.com/">web</a></p>' +
    '<input value="typed"><input type="checkbox"><textarea></textarea>';
  render(ContextMenu);
});
afterEach(() => getSelection()?.removeAllRanges());

const at = (selector: string) => page.querySelector(selector) as HTMLElement;
/** The labels of what may be done, after a press with the right button. */
async function press(target: Element) {
  const event = createEvent.contextMenu(target, { clientX: 10, clientY: 10 });
  await fireEvent(target, event);
  expect(event.defaultPrevented).toBe(true);
  return labels();
}
const labels = () =>
  screen
    .queryAllByRole<HTMLButtonElement>("menuitem")
    .filter((item) => !item.disabled)
    .map((item) => item.textContent.trim());

it.each([
  ["en", "Copy this page's address", ["Open", "Copy link", "Copy link text"], ["Paste", "Select all"]],
  ["zh-Hant", "複製這一頁的位址", ["開啟", "複製網址", "複製連結文字"], ["貼上", "全選"]],
  ["zh-Hans", "复制这一页的地址", ["打开", "复制网址", "复制链接文字"], ["粘贴", "全选"]],
] as const)("is the program's own, in its language (%s)", async (lang, page, link, field) => {
  locale.lang = lang;
  expect(await press(at("p"))).toContain(page);
  expect(await press(at("a"))).toEqual(link);
  expect(await press(at("input"))).toEqual(field);
  expect(await press(at("textarea"))).toEqual([field[0]]);
  expect(await press(at("[type=checkbox]"))).toContain(page);
});

it("offers to cut and copy what is selected in a field", async () => {
  const input = at("input") as HTMLInputElement;
  input.setSelectionRange(0, 3);
  expect(await press(input)).toEqual(["Cut", "Copy", "Paste", "Select all"]);
  input.readOnly = true;
  expect(await press(input)).toEqual(["Copy", "Select all"]);
});

it("offers what the page adds for selected text, and looks for it", async () => {
  frame.offers = () => [{ label: "Copy quote with source", act: () => undefined }];
  getSelection()?.selectAllChildren(at("a"));
  expect(await press(at("p"))).toEqual(["Copy quote with source", "Copy", "Search"]);
  await fireEvent.click(screen.getByRole("menuitem", { name: "Search" }));
  expect(nav.address.text).toBe("zhimai://view/search?q=NVIDIA");
  frame.offers = undefined;
});

it("opens and copies links, and asks before it leaves the window", async () => {
  await press(at("a"));
  await fireEvent.click(screen.getByRole("menuitem", { name: "Copy link" }));
  expect(written).toHaveBeenCalledWith("zhimai://entity/nvidia");
  await press(at("a"));
  await fireEvent.click(screen.getByRole("menuitem", { name: "Open" }));
  expect(nav.address.text).toBe("zhimai://entity/nvidia");
  await press(at("[href^=https]"));
  await fireEvent.click(screen.getByRole("menuitem", { name: "Open" }));
  expect(frame.leaving).toBe("https://example.com/");
});

it.each([
  ["ContextMenu", false],
  ["F10", true],
])("comes by the key %s, and gives the focus back", async (key, shiftKey) => {
  at("input").focus();
  await fireEvent.keyDown(at("input"), { key, shiftKey });
  expect(labels()).toEqual(["Paste", "Select all"]);
  expect(document.activeElement?.textContent).toMatch(/Paste/);
  await fireEvent.keyDown(document.activeElement as Element, { key: "Escape" });
  expect([labels(), document.activeElement]).toEqual([[], at("input")]);
  await fireEvent.keyDown(at("input"), { key, shiftKey, isComposing: true });
  expect(labels()).toEqual([]);
});
