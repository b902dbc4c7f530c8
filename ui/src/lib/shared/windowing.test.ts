import { fireEvent, render } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import Rows from "../../test/Rows.svelte";
import type { Windowing } from "./windowing.svelte";

/** Rows are 20 pixels high as guessed; where the list is scrolled to is all the layout that there is here. */
const HIGH = 20;
let scrolled = 0;
let rows: Windowing;

beforeEach(() => {
  scrolled = 0;
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 400 });
  Object.defineProperty(Element.prototype, "scrollTop", {
    configurable: true,
    get: () => scrolled,
    set: (to: number) => {
      scrolled = Math.max(0, to);
    },
  });
  Element.prototype.getBoundingClientRect = function (this: Element) {
    if (this.tagName === "UL") return new DOMRect(0, -scrolled, 100, 1e6);
    const row = this instanceof HTMLElement ? this.dataset["row"] : undefined;
    return row === undefined
      ? new DOMRect(0, 0, 100, 400)
      : new DOMRect(0, Number(row) * HIGH - scrolled, 100, HIGH);
  };
});
afterEach(() => {
  getSelection()?.removeAllRanges();
  Reflect.deleteProperty(HTMLElement.prototype, "clientHeight");
});

const show = (count: number) =>
  render(Rows, {
    count,
    tell: (made: Windowing) => {
      rows = made;
    },
  });
const drawn = () =>
  [...document.querySelectorAll<HTMLElement>("[data-row]")].map((row) => Number(row.dataset["row"]));
/** All heights, of what is drawn and what is not: it must always be the same. */
const height = () =>
  [...document.querySelectorAll<HTMLElement>("[data-gap]")].reduce(
    (sum, gap) => sum + Number(gap.dataset["gap"]),
    0,
  ) +
  drawn().length * HIGH;
async function scrollTo(place: number) {
  scrolled = place;
  await fireEvent.scroll(document.querySelector("div[style]") as Element);
  await tick();
}

it("draws a short list whole", () => {
  show(60);
  expect(drawn()).toEqual(Array.from({ length: 60 }, (_, i) => i));
  expect(document.querySelector("[data-gap]")).toBeNull();
});

it("draws of a long one what is near the viewport", async () => {
  show(10_000);
  expect([drawn()[0], drawn().length < 80, height()]).toEqual([0, true, 200_000]);
  await scrollTo(100_000);
  expect(drawn()).toContain(5000);
  expect([drawn().length < 100, drawn().includes(0), height()]).toEqual([true, false, 200_000]);
});

it("goes to a row, and knows where it is", async () => {
  show(10_000);
  expect(rows.place()).toBeUndefined();
  expect((await rows.show(7000, { top: -5 }))?.textContent).toBe("7000");
  expect([scrolled, rows.place()]).toEqual([140_005, { row: 7000, top: -5 }]);
  expect(await rows.show(10_000)).toBeUndefined();
  expect(await rows.show(-1)).toBeUndefined();
});

it("keeps what has the focus, and where a selection begins and ends", async () => {
  show(10_000);
  const [first] = document.querySelectorAll("button");
  first?.focus();
  await scrollTo(100_000);
  expect(drawn().slice(0, 2)).toEqual([0, expect.any(Number)]);
  expect([document.activeElement, height()]).toEqual([first, 200_000]);
  first?.blur();
  await tick();
  expect(drawn()).not.toContain(0);
  await rows.hold([3, 9999]);
  expect([drawn()[0], drawn().at(-1)]).toEqual([3, 9999]);
  getSelection()?.setBaseAndExtent(rows.element(3) as Node, 0, rows.element(9999) as Node, 1);
  document.dispatchEvent(new Event("selectionchange"));
  await scrollTo(50_000);
  expect([drawn()[0], drawn().at(-1), height()]).toEqual([3, 9999, 200_000]);
});

it("draws all for the printer", async () => {
  show(1000);
  await fireEvent(window, new Event("beforeprint"));
  expect(drawn().length).toBe(1000);
  await fireEvent(window, new Event("afterprint"));
  expect(drawn().length).toBeLessThan(100);
});

it("goes to the beginning and the end by keys, and leaves them to whoever uses them otherwise", async () => {
  Object.defineProperty(Element.prototype, "scrollHeight", { configurable: true, get: () => 1000 * HIGH });
  show(1000);
  await fireEvent.keyDown(document.body, { key: "End" });
  await tick();
  expect(drawn().at(-1)).toBe(999);
  await fireEvent.keyDown(document.body, { key: "Home", ctrlKey: true });
  await tick();
  expect(drawn()[0]).toBe(0);

  const field = document.body.appendChild(document.createElement("input"));
  const elsewhere = document.body.appendChild(document.createElement("button"));
  for (const other of [field, elsewhere]) expect(await fireEvent.keyDown(other, { key: "End" })).toBe(true);
  expect(await fireEvent.keyDown(document.body, { key: "End", shiftKey: true })).toBe(true);
  expect(scrolled).toBe(0);
  field.remove();
  elsewhere.remove();
  Reflect.deleteProperty(Element.prototype, "scrollHeight");
});
