import { fireEvent, render, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { createRawSnippet } from "svelte";
import { expect, it, vi } from "vitest";
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
