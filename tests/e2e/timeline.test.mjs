/*
 * The timeline as a person uses it: where it opens, the wheel, the keys, the card, counts that open, marks sized by sums,
 * links of lanes, what is saved, and paper.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { savedSvg } from "./saving.mjs";
import { withWindow } from "./stage.mjs";
import { until } from "./world.mjs";

const PICTURE = ".scroller[role=group]";

let window;
withWindow(async (opened) => {
  ({ window } = opened);
  await window.find("main h1");
  await open("");
});

async function open(query) {
  await window.goTo(`zhimai://view/timeline${query}`);
  await window.find("svg [data-mark]");
  await window.still();
}

/** Where the page is, and what the picture shows: the days, how many events, how far down it is scrolled. */
const shown = () =>
  window.run((picture) => {
    const scroller = document.querySelector(picture);
    const [from, to] = [...document.querySelectorAll(".dates input")].map(({ value }) => value);
    return {
      from,
      to,
      count: Number(/(\d+) events?/.exec(document.querySelector("svg.lanes").getAttribute("aria-label"))[1]),
      top: scroller.scrollTop,
      marks: document.querySelectorAll("[data-mark]").length,
      selected: document.querySelector("[role=option][aria-selected=true] .title")?.textContent,
      card: document.querySelector("[data-event-card]")?.innerText,
    };
  }, PICTURE);

/** Waits until the picture shows something that passes, and gives that. */
const settled = (what, passes) =>
  until(what, async () => {
    const now = await shown();
    return passes(now) && now;
  });

/** Turns the wheel over the middle of the picture with a key held, which the driver does not tell the page. */
const turn = (deltaY, keys) =>
  window.run(
    (picture, given) => {
      const { x, y, width, height } = document.querySelector(picture).getBoundingClientRect();
      const at = { clientX: x + width / 2, clientY: y + height / 2 };
      document
        .elementFromPoint(at.clientX, at.clientY)
        .dispatchEvent(new WheelEvent("wheel", { ...at, ...given, bubbles: true, cancelable: true }));
    },
    PICTURE,
    { deltaY, ...keys },
  );

const days = ({ from, to }) => (new Date(to) - new Date(from)) / 86_400_000;

test("it opens on the stretch where most happened, and Show all shows the rest", async () => {
  const before = await shown();
  await window.click("button", "Show all");
  const all = await settled("everything", ({ count }) => count > before.count);
  assert.ok(before.count * 3 > all.count, `${before.count} of ${all.count}`);
  assert.ok(days(before) * 4 < days(all), `${days(before)} days of ${days(all)}`);
});

test("the wheel scrolls the lanes, with Shift it moves in time, with Ctrl it zooms where the pointer is", async () => {
  await open("?lanes=company");
  const before = await shown();
  await window.wheel(PICTURE, undefined, 200);
  const down = await settled("lanes further down", ({ top }) => top > 0);
  assert.deepEqual([down.from, down.to], [before.from, before.to]);
  await turn(-300, { shiftKey: true });
  const earlier = await settled("earlier days", ({ from }) => from < before.from);
  assert.equal(earlier.top, down.top);
  assert.ok(Math.abs(days(earlier) - days(before)) <= 2, JSON.stringify([before, earlier]));
  await turn(-240, { ctrlKey: true });
  const nearer = await settled("fewer days", (now) => days(now) < days(earlier));
  assert.ok(nearer.from > earlier.from && nearer.to < earlier.to, JSON.stringify([earlier, nearer]));
});

test("keys go from event to event, the list goes along, and Enter opens", async () => {
  await open("");
  await window.focus(PICTURE);
  await window.press("ArrowRight");
  const first = await settled("a card", ({ card }) => card);
  assert.ok(first.card.includes(first.selected), JSON.stringify(first));
  await window.press("ArrowRight");
  const second = await settled("the next", ({ selected }) => selected !== first.selected);
  assert.ok(second.card.includes(second.selected));
  await window.press("ArrowLeft");
  await settled("the first again", ({ selected }) => selected === first.selected);
  await window.press("ArrowDown");
  await settled("another row", ({ selected }) => selected !== first.selected);
  await window.press("End");
  const last = await settled("the last", ({ to }) => to > second.to || to === second.to);
  await window.press("Shift", "ArrowLeft");
  await settled("earlier days", ({ from }) => from < last.from);
  await window.press("+");
  await settled("fewer days", (now) => days(now) < days(last));
  await window.press("0");
  await settled("everything", ({ count }) => count > last.count);
  await window.press("Home");
  const start = await settled("the first of all", ({ selected }) => selected && selected !== last.selected);
  await window.press("Escape");
  await window.gone("[data-event-card]");
  await window.press("Enter");
  await window.find("main h1", start.selected);
});

test("moving in the list marks the event in the picture", async () => {
  await open("");
  await window.focus("[role=listbox]");
  await window.press("ArrowDown");
  await window.press("ArrowDown");
  await window.find("svg .halo.selected");
});

test("what the pointer rests on is told: date, headline, claims, sum", async () => {
  await open("?event=alliance-2025");
  const place = await until("the event in the picture", () =>
    window.run(() => {
      const box = document.querySelector(".halo.selected")?.getBoundingClientRect();
      return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }),
  );
  await window.pointAt(place);
  const { card } = await settled("a card", ({ card }) => card);
  const { title, date, claims } = await window
    .ask("timeline", { entities: [], kinds: [], from: null, to: null, as_of: null })
    .then(({ items }) => items.find(({ id }) => id === "alliance-2025"));
  for (const told of [title, date.label, `${claims} claim`]) assert.ok(card.includes(told), card);
  await window.picture("timeline-card");
  assert.deepEqual(await findings(window), []);
  await window.pointAt({ x: 5, y: 5 });
  await window.gone("[data-event-card]");
});

test("a count opens by the step that it needs, and no further", async () => {
  await open("?lanes=company");
  await window.click("button", "Show all");
  const before = await shown();
  const place = await until("a count", () =>
    window.run((picture) => {
      const scroller = document.querySelector(picture).getBoundingClientRect();
      const counts = [...document.querySelectorAll("[data-mark]")].filter((mark) =>
        mark.querySelector("rect[rx]"),
      );
      const boxes = counts
        .filter((mark) => /^\d+$/.test(mark.querySelector("text")?.textContent ?? ""))
        .map((mark) => mark.querySelector("rect").getBoundingClientRect());
      const box = boxes.find(({ top, bottom }) => top > scroller.top + 60 && bottom < scroller.bottom);
      return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }, PICTURE),
  );
  await window.clickAt(place);
  const after = await settled("a nearer view", (now) => days(now) < days(before));
  assert.ok(after.selected, "its first event is selected");
  assert.ok(days(after) * 12 > days(before), `from ${days(before)} to ${days(after)} days`);
});

test("marks are sized by the sums of one currency, and the legend says so", async () => {
  await open("");
  const widest = () =>
    window.run(() =>
      Math.max(...[...document.querySelectorAll("[data-mark] path")].map((path) => path.getBBox().width)),
    );
  const before = await widest();
  await window.click("label", "By sum in US dollars");
  await until("larger marks", async () => (await widest()) > before * 2);
  await window.click("summary", "Legend");
  await window.find("details li", /Area by sum; the largest is .*\$/);
  await window.find("details li", /Events without a sum in US dollars have a fixed size/);
  await window.picture("timeline-sums");
  assert.deepEqual(await findings(window), []);
});

test("the name of a lane leads to its company", async () => {
  await open("?lanes=company");
  const name = await window.text(".scroller a.name");
  await window.click(".scroller a.name");
  await window.find("main h1", name);
});

test("it comes back as it was left", async () => {
  await open("?lanes=kind&size=USD");
  await window.focus(PICTURE);
  await window.press("+");
  await window.press("+");
  const left = await shown();
  const address = () => window.run(() => document.querySelector("main").dataset.address);
  await until("the address to say so", async () => (await address()).includes(`from=${left.from}`));
  const kept = await address();
  await window.goTo("zhimai://view/library");
  await window.find("main h1", "Library");
  await window.goTo(kept);
  await window.find("svg [data-mark]");
  const back = await settled("the same days", ({ from, to }) => from === left.from && to === left.to);
  assert.equal(back.count, left.count);
});

test("a saved SVG holds the legend, its text as text, and the faces for it", async () => {
  await open("?lanes=company&size=USD");
  const found = await savedSvg(window);
  console.log(`${found.faces} parts of faces, ${found.bytes} characters`);
  assert.equal(found.wrong, "");
  for (const said of ["Timeline", "Accounts differ", "Several events"])
    assert.ok(found.texts.includes(said), said);
  assert.ok(found.texts.some((text) => text.startsWith("Area by sum")));
  assert.ok(found.faces > 0);
});

test("on paper all of the picture and all events stand, and no button", async () => {
  await open("?lanes=company");
  const printed = await window.run((picture) => {
    dispatchEvent(new Event("beforeprint"));
    const marks = document.querySelectorAll("[data-mark]").length;
    // What only paper gets, for the screen.
    const paper = new CSSStyleSheet();
    for (const sheet of document.styleSheets)
      for (const rule of sheet.cssRules)
        if (rule instanceof CSSMediaRule && rule.media.mediaText === "print")
          for (const { cssText } of rule.cssRules) paper.insertRule(cssText, paper.cssRules.length);
    document.adoptedStyleSheets = [paper];
    const overflow = getComputedStyle(document.querySelector(picture)).overflowY;
    const buttons = [...document.querySelectorAll(".timeline button")].filter(
      (one) => one.getClientRects().length,
    );
    const wide = document.querySelector("svg.lanes").getBoundingClientRect().width;
    const result = { marks, overflow, buttons: buttons.length, wide, page: innerWidth };
    return result;
  }, PICTURE);
  await window.still();
  await window.picture("timeline-paper");
  await window.reload();
  await window.find("svg [data-mark]");
  const { marks } = await shown();
  assert.ok(printed.marks > marks, `${printed.marks} on paper, ${marks} in sight`);
  assert.deepEqual([printed.overflow, printed.buttons], ["visible", 0]);
  assert.ok(printed.wide <= printed.page);
});
