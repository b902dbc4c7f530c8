import { fireEvent, render, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { createRawSnippet, tick } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { locale } from "$lib/i18n/locale.svelte";
import { announce, announced } from "./announce.svelte";
import Button from "./Button.svelte";
import Chip from "./Chip.svelte";
import ErrorNote from "./ErrorNote.svelte";
import Live from "./Live.svelte";
import Marked from "./Marked.svelte";
import Menu from "./Menu.svelte";
import ProgressBar from "./ProgressBar.svelte";
import Segmented from "./Segmented.svelte";
import Tabs from "./Tabs.svelte";

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

/** What axe finds in the document as it stands. Colours need a real window. */
async function findings() {
  const result = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return result.violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((n) => n.html).join(" ")}`,
  );
}

it("marks by code points", () => {
  const { container } = render(Marked, { marked: { text: "😀輝達與微軟", marks: [[1, 3]] } });
  expect(container.textContent).toBe("😀輝達與微軟");
  expect(container.querySelector("mark")?.textContent).toBe("輝達");
});

it("walks through tabs with the arrows", async () => {
  const onselect = vi.fn();
  const tabs = ["a", "b", "c"].map((id) => ({ id, label: id }));
  render(Tabs, { tabs, selected: "c", label: "kinds", onselect });
  await fireEvent.keyDown(screen.getByRole("tab", { selected: true }), { key: "ArrowRight" });
  expect(onselect).toHaveBeenLastCalledWith("a");
  await fireEvent.keyDown(screen.getByRole("tab", { selected: true }), { key: "ArrowLeft" });
  expect(onselect).toHaveBeenLastCalledWith("b");
  await fireEvent.keyDown(screen.getByRole("tab", { selected: true }), {
    key: "ArrowLeft",
    isComposing: true,
  });
  expect(onselect).toHaveBeenCalledTimes(2);
  expect(await findings()).toEqual([]);
});

it("chooses one of a few", async () => {
  const onselect = vi.fn();
  const choices = [
    { id: "zh-Hant", label: "繁", title: "繁體中文" },
    { id: "en", label: "EN", title: "English" },
  ];
  render(Segmented, { choices, selected: "zh-Hant", label: "language", onselect });
  await fireEvent.click(screen.getByRole("radio", { name: "English" }));
  expect(onselect).toHaveBeenCalledWith("en");
  expect(await findings()).toEqual([]);
});

it("opens a menu, walks it, and gives the focus back", async () => {
  const act = vi.fn();
  render(Menu, {
    label: "more",
    items: [
      { label: "one", act: vi.fn() },
      { label: "two", act },
    ],
  });
  const button = screen.getByRole("button", { name: "more" });
  await fireEvent.click(button);
  const one = await screen.findByRole("menuitem", { name: "one" });
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(one);
  });
  await fireEvent.keyDown(one, { key: "ArrowDown" });
  expect(document.activeElement?.textContent).toContain("two");
  expect(await findings()).toEqual([]);
  await fireEvent.click(document.activeElement as Element);
  expect(act).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(button);
});

it("says and shows for a while, with something to do about it", async () => {
  locale.lang = "en";
  render(Live);
  const act = vi.fn();
  announce("Moved to the bin", { label: "Undo", act });
  await fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(act).toHaveBeenCalledOnce();
  expect(announced.shown).toBeUndefined();
  expect(screen.getByRole("status").textContent).toBe("Moved to the bin");
});

describe("what is shown for a while", () => {
  const close = () => screen.getByRole("button", { name: "Close" });
  let field: HTMLElement;

  beforeEach(() => {
    vi.useFakeTimers();
    locale.lang = "en";
    render(Live);
    render(Button, { children: words("Delete") });
    field = screen.getByRole("button", { name: "Delete" });
    field.focus();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Whether it is still there when so many milliseconds have passed. */
  async function after(ms: number): Promise<boolean> {
    await vi.advanceTimersByTimeAsync(ms);
    return screen.queryByRole("button", { name: "Close" }) !== null;
  }

  async function show(...what: Parameters<typeof announce>) {
    announce(...what);
    await tick();
  }

  it("goes by itself, later where there is something to do", async () => {
    await show("Copied");
    expect([await after(3900), await after(200)]).toEqual([true, false]);
    await show("Deleted", { label: "Undo", act: vi.fn() });
    expect([await after(9900), await after(200)]).toEqual([true, false]);
    expect(document.activeElement).toBe(field);
  });

  it("stays while the keyboard or the pointer is at it", async () => {
    await show("Copied");
    close().focus();
    expect(await after(60_000)).toBe(true);
    field.focus();
    expect([await after(3900), await after(200)]).toEqual([true, false]);
    await show("Copied");
    const toast = close().parentElement as Element;
    await fireEvent.pointerEnter(toast);
    expect(await after(60_000)).toBe(true);
    await fireEvent.pointerLeave(toast);
    expect([await after(3900), await after(200)]).toEqual([true, false]);
  });

  it.each([
    ["the cross", () => fireEvent.click(close())],
    ["Escape", () => fireEvent.keyDown(close(), { key: "Escape" })],
    ["what is done about it", () => fireEvent.click(screen.getByRole("button", { name: "Undo" }))],
    ["something else that is shown", () => show("Copied")],
  ])("gives the focus back at %s", async (_, go) => {
    await show("Deleted", { label: "Undo", act: vi.fn() });
    screen.getByRole("button", { name: "Undo" }).focus();
    await go();
    await after(0);
    expect(document.activeElement).toBe(field);
    expect(await after(4100)).toBe(false);
  });

  it("leaves the focus where what was done has put it", async () => {
    render(Button, { children: words("Restored") });
    const restored = screen.getByRole("button", { name: "Restored" });
    const act = async () => {
      await Promise.resolve();
      restored.focus();
    };
    await show("Deleted", { label: "Undo", act });
    screen.getByRole("button", { name: "Undo" }).focus();
    await fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    await after(0);
    expect(document.activeElement).toBe(restored);
  });
});

it("names everything that is small", async () => {
  render(Button, { icon: "bin", label: "Delete" });
  render(Button, { children: words("Save"), look: "primary" });
  render(Chip, { children: words("NVIDIA"), onremove: vi.fn(), removeLabel: "Remove NVIDIA" });
  render(Chip, { children: words("AI"), onclick: vi.fn(), pressed: true });
  render(ProgressBar, { done: 3, total: 10, label: "Import" });
  render(ErrorNote, {
    error: { code: "storage", message: "The disk is full.", detail: "ENOSPC" },
    onretry: vi.fn(),
  });
  expect(screen.getByRole("progressbar", { name: "Import" })).toHaveProperty("value", 3);
  expect(screen.getByRole("alert").textContent).toContain("The disk is full.");
  expect(await findings()).toEqual([]);
});
