/*
 * The money view with very many deals, in the real window: how long each frame takes while one goes through the picture by keys,
 * and while the table is scrolled.
 */

/**
 * Gives the page many deals in place of the library's answer, since putting that many in takes longer than all there is to
 * measure; everything from the answer to the screen is as always. They are the library's own, over and over, between 400 made
 * names of which few take part in most.
 */
export function giveDeals(window, count) {
  return window.run((count) => {
    let seed = 1;
    // A number that looks thrown, and is the same at every run.
    const thrown = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const name = () => {
      const label = `N${Math.floor(400 * thrown() ** 3)}`;
      return { address: `zhimai://entity/made-${label.toLowerCase()}`, label };
    };
    const made = (deal, i) => ({
      ...deal,
      id: `${deal.id}-${i}`,
      address: `${deal.address}-${i}`,
      from: deal.from && name(),
      to: deal.to && name(),
    });
    const { fetch } = globalThis;
    globalThis.fetch = async (what, given) => {
      const asked = typeof given?.body === "string" ? given.body : new TextDecoder().decode(given?.body);
      const answer = await fetch(what, given);
      if (!asked.includes('"name":"deals"')) return answer;
      const list = await answer.json();
      const deals = Array.from({ length: count }, (_, i) => made(list.deals[i % list.deals.length], i));
      return new Response(JSON.stringify({ ...list, deals, totals: [], left_out: [] }), answer);
    };
  }, count);
}

/** What is done in each frame, how often, and where. */
export const STEPS = [
  ["a deal further in the picture, a frame", 60, "zhimai://view/money", "ArrowDown"],
  ["a deal further around one company, a frame", 60, "zhimai://view/money?picture=network", "ArrowDown"],
  ["the table scrolled, a frame", 60, "zhimai://view/money?picture=table", undefined],
];

/** What shows that a form of the view stands. */
export const signOf = (key) => (key ? ".picture path.grip, .picture path" : "tr[data-deal]");

/** Presses a key once a frame, or scrolls; how long each frame took, in milliseconds. */
export function steps(window, times, key) {
  return window.wait(
    async (times, key) => {
      const place = document.querySelector(key ? ".picture" : "tr[data-deal]");
      if (key) place.focus();
      let scroller = place.parentElement;
      while (!key && scroller.parentElement && scroller.scrollHeight <= scroller.clientHeight + 1)
        scroller = scroller.parentElement;
      const frame = () => new Promise(requestAnimationFrame);
      const took = [];
      let before = await frame();
      for (let i = 0; i < times; i++) {
        if (key) place.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        else scroller.scrollTop += 60;
        const now = await frame();
        took.push(now - before);
        before = now;
      }
      return took;
    },
    times,
    key,
  );
}
