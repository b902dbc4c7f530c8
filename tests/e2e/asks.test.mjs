/*
 * Searches about money in the real window: a question and its deals, disputes, an event with what tells it, all by keys too.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withWindow } from "./stage.mjs";
import { until } from "./world.mjs";

let window;
withWindow(async (opened) => {
  ({ window } = opened);
  await until("the index", async () => (await window.ask("status", {})).index.state === "ready");
});

/** What the page shows. */
const shown = () =>
  window.run(() => {
    const text = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
    const card = document.querySelector("[data-deals]");
    return {
      address: document.querySelector("main").dataset.address,
      total: Number(/[\d,]+/.exec(text(document.querySelector(".total")))?.[0].replaceAll(",", "")),
      reading: text(card?.querySelector("h2")),
      deals: [...(card?.querySelectorAll("[data-deal]") ?? [])].map((row) => row.dataset.deal),
      hits: [...document.querySelectorAll("#results ol > li")].map((hit) =>
        [...hit.querySelectorAll("[data-hit]")].map((link) => link.getAttribute("href").split("?")[0]),
      ),
      chips: [...document.querySelectorAll(".tools .chip")].map(text),
      focus: document.activeElement?.getAttribute("href") ?? "",
    };
  });

const open = async (query) => {
  await window.goTo(`zhimai://view/search?${new URLSearchParams(query)}`);
  await window.still();
};

test("a question is answered with its deals, and a deal of it opens by keys", async () => {
  for (const query of ["誰投資了Anthropic", "谁投资了Anthropic", "who invested in Anthropic"]) {
    await open({ q: query });
    await until(`deals for ${query}`, async () => (await shown()).deals.length > 0);
    const { reading, hits } = await shown();
    assert.match(reading, /^Who invested in Anthropic: \d+ deals$/);
    assert.ok(hits.length > 0, "the hits stay as they are");
  }
  const [deal] = (await shown()).deals;
  // From the search field to the card, and on to its first deal.
  await window.press("Control", "k");
  await window.press("ArrowDown");
  await until("the card has the focus", async () => (await shown()).focus.startsWith("zhimai://view/money?"));
  for (let tabs = 0; tabs < 30; tabs++) {
    if ((await shown()).focus === `zhimai://deal/${encodeURIComponent(deal)}`) break;
    await window.press("Tab");
  }
  await window.press("Enter");
  await until("the deal", async () => (await shown()).address.startsWith("zhimai://deal/"));
  assert.equal(decodeURIComponent((await shown()).address.slice("zhimai://deal/".length)), deal);
});

test("the card leads to the same deals under money flows", async () => {
  await open({ q: "who invested in Anthropic" });
  await until("deals", async () => (await shown()).deals.length > 0);
  const count = Number(/\d+/.exec((await shown()).reading.replace(/.*:/, ""))[0]);
  await window.press("Control", "k");
  await window.press("ArrowDown");
  await window.press("Enter");
  await until("the money view", async () => (await shown()).address.startsWith("zhimai://view/money"));
  const taker = new URLSearchParams((await shown()).address.split("?")[1]).get("taker");
  const asked = { takers: [taker], kinds: ["equity"] };
  assert.equal((await window.ask("deals", asked)).deals.length, count);
});

test("what only looks like a question has no card", async () => {
  for (const query of ["Anthropic", '"who invested in Anthropic"', "how to invest in OpenAI"]) {
    await open({ q: query });
    await until("an answer", async () => Number.isFinite((await shown()).total));
    assert.equal((await shown()).reading, "", query);
  }
});

test("a dispute opens from a search, and a filter narrows to what is disputed", async () => {
  await open({ q: "disputed:yes Microsoft Anthropic" });
  await until("hits", async () => (await shown()).hits.length > 0);
  const [[first]] = (await shown()).hits;
  await window.press("Control", "k");
  await window.press("ArrowDown");
  await window.press("Enter");
  await until("the page", async () => (await shown()).address.startsWith(first));
  const event = "zhimai://event/alliance-2025";
  await window.goTo(event);
  await until("the conflict", () => window.run(() => document.querySelector(".conflict") !== null));
  await open({ q: "Microsoft" });
  await until("hits", async () => (await shown()).hits.length > 0);
  const all = (await shown()).total;
  await open({ q: "Microsoft", disputed: "yes" });
  await until("fewer", async () => (await shown()).total < all);
  assert.deepEqual((await shown()).chips, ["Disputed"]);
  await window.run(() => document.querySelector(".tools .chip .remove").click());
  await until("all again", async () => (await shown()).total === all);
});

test("an event and its article are one hit, both of which the arrows reach", async () => {
  await open({ q: "微軟 Anthropic" });
  await until("hits", async () => (await shown()).hits.length > 0);
  const [group] = (await shown()).hits;
  assert.deepEqual([...group].sort(), [
    "zhimai://article/brief-alliance-2025",
    "zhimai://event/alliance-2025",
  ]);
  await window.press("Control", "k");
  for (const address of group) {
    await window.press("ArrowDown");
    await until(address, async () => (await shown()).focus.split("?")[0] === address);
  }
});
