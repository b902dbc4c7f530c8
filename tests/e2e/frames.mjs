/*
 * The timeline with very many events, in the real window: how long each frame takes while it is moved and zoomed.
 */

/**
 * Gives the page made events in place of the library's answer, since putting that many in takes longer than all there is to
 * measure; everything from the answer to the screen is as always. They lie over some eight years, most of them in two.
 */
export function giveEvents(window, count) {
  return window.run((count) => {
    // A number that looks thrown, and is the same at every run.
    const thrown = (i, below) => (Math.imul(i + 1, 0x9e3779b1) >>> 0) % below;
    const kinds = ["investment", "funding", "product", "model-release", "statement", "regulation"];
    const companies = ["nvidia", "openai", "anthropic", "microsoft", "google", "amazon"];
    const made = (i) => {
      const first = 18_000 + thrown(i, i % 4 === 0 ? 2600 : 500);
      const last = i % 5 === 0 ? first + thrown(i, 90) : first;
      const label = new Date(first * 86_400_000).toISOString().slice(0, 10);
      const company = companies[thrown(i, companies.length)];
      return {
        address: `zhimai://event/made-${i}`,
        id: `made-${i}`,
        title: `第${i}件事${"，而且題目很長".repeat(i % 4)}`,
        summary: "",
        date: {
          label,
          edtf: label,
          first_day: first,
          last_day: last,
          precision: last > first ? "interval" : "day",
          approximate: false,
        },
        kind: kinds[thrown(i, kinds.length)],
        participants: [{ address: `zhimai://entity/${company}`, label: company }],
        conflicted: i % 7 === 0,
        amount: null,
        claims: i % 9,
      };
    };
    const items = Array.from({ length: count }, (_, i) => made(i));
    items.sort((a, b) => a.date.first_day - b.date.first_day);
    const facet = (value) => ({ value, label: value, count: 1 });
    const answer = JSON.stringify({ items, entities: companies.map(facet), kinds: kinds.map(facet) });
    const { fetch } = globalThis;
    globalThis.fetch = (what, given) => {
      const asked = typeof given?.body === "string" ? given.body : new TextDecoder().decode(given?.body);
      if (!asked.includes('"name":"timeline"')) return fetch(what, given);
      const headers = { "content-type": "application/json", "Tauri-Response": "ok" };
      return Promise.resolve(new Response(answer, { headers }));
    };
  }, count);
}

/** What is done to the picture in each frame, and how often. */
export const MOVES = [
  ["panned", 60, { deltaY: 40, shiftKey: true }],
  ["zoomed in", 30, { deltaY: -40, ctrlKey: true }],
  ["panned nearer", 60, { deltaY: -40, shiftKey: true }],
  ["zoomed out", 60, { deltaY: 40, ctrlKey: true }],
];

/** Turns the wheel once a frame; how long each frame took, in milliseconds. */
export function frames(window, times, turn) {
  return window.wait(
    async (times, turn) => {
      const picture = document.querySelector("svg.lanes");
      const scroller = picture.parentElement.getBoundingClientRect();
      const at = { clientX: scroller.x + scroller.width / 2, clientY: scroller.y + scroller.height / 2 };
      const frame = () => new Promise(requestAnimationFrame);
      const took = [];
      let before = await frame();
      for (let i = 0; i < times; i++) {
        picture.dispatchEvent(new WheelEvent("wheel", { ...at, ...turn, bubbles: true, cancelable: true }));
        const now = await frame();
        took.push(now - before);
        before = now;
      }
      return took;
    },
    times,
    turn,
  );
}
