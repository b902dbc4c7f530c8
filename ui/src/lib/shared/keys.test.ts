import { describe, expect, it } from "vitest";
import { chord, composing, keycaps } from "./keys";

const key = (init: KeyboardEventInit & { keyCode?: number }) => new KeyboardEvent("keydown", init);

describe("keys", () => {
  it("knows the keys of an input method", () => {
    expect(composing(key({ key: "Enter", isComposing: true }))).toBe(true);
    expect(composing(key({ key: "Process", keyCode: 229 }))).toBe(true);
    expect(composing(key({ key: "Enter" }))).toBe(false);
    expect(composing(key({ key: "a" }))).toBe(false);
  });

  it.each<[KeyboardEventInit, string]>([
    [{ key: "k", ctrlKey: true }, "Mod+K"],
    [{ key: "P", ctrlKey: true, shiftKey: true }, "Mod+Shift+P"],
    [{ key: "?", shiftKey: true }, "?"],
    [{ key: "/" }, "/"],
    [{ key: "ArrowLeft", altKey: true }, "Alt+ArrowLeft"],
    [{ key: "Tab", shiftKey: true }, "Shift+Tab"],
    [{ key: " " }, "Space"],
  ])("%j is %s", (init, name) => {
    expect(chord(key(init))).toBe(name);
  });

  it("shows keys as they are printed", () => {
    expect(keycaps("Mod+Shift+P")).toEqual(["Ctrl", "Shift", "P"]);
    expect(keycaps("Alt+ArrowLeft")).toEqual(["Alt", "←"]);
    expect(keycaps("+")).toEqual(["+"]);
  });
});
