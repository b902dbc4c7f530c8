import { cleanup } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, vi } from "vitest";

// jsdom has no layout, so nothing ever changes its size.
globalThis.ResizeObserver ??= class {
  observe() {
    return undefined;
  }
  unobserve() {
    return undefined;
  }
  disconnect() {
    return undefined;
  }
};

// So nothing scrolls either.
Element.prototype.scrollIntoView ??= () => undefined;

// Nor has it a top layer.
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};

// A derived value that is read after its view has gone says for ever what it said then: text was lost that way.
const inert: string[] = [];
const { warn } = console;
beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation((...said: unknown[]) => {
    if (String(said[0]).includes("derived_inert")) inert.push(new Error("read too late").stack ?? "");
    else warn(...said);
  });
});

afterEach(() => {
  cleanup();
  expect(inert.splice(0), "derived values read after their view had gone").toEqual([]);
});
