import { cleanup } from "@testing-library/svelte";
import { afterEach } from "vitest";

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

afterEach(() => {
  cleanup();
});
