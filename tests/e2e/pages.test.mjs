/*
 * Pages of companies and events speak of deals, and two are compared side by side.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { withWindow } from "./stage.mjs";
import { until } from "./world.mjs";

let window;
withWindow(async (opened) => {
  ({ window } = opened);
  await window.find("main h1");
});

const here = () => window.run(() => document.querySelector("main").dataset.address);
const sideways = () =>
  window.run(() => {
    const main = document.querySelector("main");
    return main.scrollWidth - main.clientWidth;
  });

test("an event says who pays whom, each deal once, with its headline total taken apart", async () => {
  await window.goTo("zhimai://event/alliance-2025");
  await window.find("#deals h2", /^Who pays whom/);
  const event = await window.ask("event", { id: "alliance-2025" });
  const rows = await window.run(() =>
    [...document.querySelectorAll("#deals > .money > .table [data-deal]")].map((row) => row.dataset.deal),
  );
  assert.equal(new Set(rows).size, rows.length);
  assert.deepEqual(rows.toSorted(), event.deals.deals.map(({ id }) => id).toSorted());
  await window.find("#deals .total .says", /opposite directions/);
  const leftOut = await window.run(() => document.querySelector("#deals .sums summary") !== null);
  assert.equal(leftOut, event.deals.left_out.length > 0);
  await window.find("#deals .sums th", /Compute purchase/);
  await window.picture("event-deals");
  assert.equal(await sideways(), 0);
  assert.deepEqual(await findings(window), []);
});

test("claims stand under the money that they tell of, each once", async () => {
  const event = await window.ask("event", { id: "alliance-2025" });
  const shown = await window.run(() =>
    [...document.querySelectorAll("#claims [data-claim]")].map(({ dataset }) => dataset.claim),
  );
  assert.deepEqual(shown.toSorted(), event.claims.map(({ id }) => id).toSorted());
  const headings = await window.run(() => document.querySelectorAll("#claims h3").length);
  assert.equal(headings, event.accounts.length + 1);
  await window.click("#deals [data-deal] .more button");
  await window.find("#deals .accounts article");
});

test("an address with a claim leads to it", async () => {
  await window.goTo("zhimai://event/alliance-2025#3");
  await window.find("[aria-current=true] .text");
  await until("the claim to have the focus", () =>
    window.run(() => document.activeElement.dataset.claim === "alliance-2025#3"),
  );
});

test("a company has its money over time, its partners and its contents", async () => {
  await window.goTo("zhimai://entity/openai");
  await window.find("main h1", "OpenAI");
  await window.find("#money svg[role=img]");
  await window.click("#money summary", "The same as a table");
  await window.find("#money figure td", /Equity/);
  await window.find("#partners a", "Microsoft");
  await window.still();
  await window.picture("company-deals");
  assert.equal(await sideways(), 0);
  assert.deepEqual(await findings(window), []);
  await window.resize(1270, 800);
  await window.click("nav[aria-label='On this page'] a", /^Conflicting claims/);
  await until("the part", () => window.run(() => document.activeElement.id === "conflicts"));
});

test("people, products and models have what makes sense for them", async () => {
  for (const [id, name] of [
    ["sam-altman", "Sam Altman"],
    ["claude-opus-4-5", /Opus 4.5/],
    ["chatgpt", "ChatGPT"],
  ]) {
    await window.goTo(`zhimai://entity/${id}`);
    await window.find("main h1", name);
    const page = await window.ask("entity", { id });
    const deals = page.deals_in.deals.length + page.deals_out.deals.length;
    const has = (part) => window.run((part) => document.getElementById(part) !== null, part);
    assert.equal(await has("money"), deals > 0, id);
    assert.equal(await has("relations"), page.relations.length > 0, id);
    assert.equal(await sideways(), 0, id);
    assert.deepEqual(await findings(window), [], id);
  }
});

test("two are compared, chosen from a page by keys", async () => {
  await window.goTo("zhimai://entity/nvidia");
  await window.find("main h1", "NVIDIA");
  await window.click("button", "Compare with another");
  await window.find("main h1", "Compare two");
  assert.equal(await here(), "zhimai://view/compare?a=nvidia");
  await window.focus("[role=combobox]", "The other");
  await window.type("輝達");
  await window.press("Escape");
  await window.type("openai");
  await window.find("[role=option]", /OpenAI/);
  await window.press("Enter");
  await until("both", async () => (await here()) === "zhimai://view/compare?a=nvidia&b=openai");
  await window.find("main h2 a", "NVIDIA");
  await window.find("main h2 a", "OpenAI");
  for (const part of [
    /^Deals between them/,
    /^Loops of money through both/,
    /^Whom both deal with/,
    /^Events with both/,
  ])
    await window.find("main h2", part);
  await window.still();
  await window.picture("compare");
  assert.equal(await sideways(), 0);
  assert.deepEqual(await findings(window), []);
  await window.click("button", "Swap");
  await until("the other way", async () => (await here()) === "zhimai://view/compare?a=openai&b=nvidia");
});

test("two are compared from the palette, and as known on a day", async () => {
  await window.goTo("zhimai://entity/microsoft");
  await window.find("main h1", "Microsoft");
  await window.press("Control", "Shift", "p");
  await window.find("dialog[open] [role=combobox]");
  await window.type("compare two");
  await window.press("Enter");
  await until("the view", async () => (await here()) === "zhimai://view/compare?a=microsoft");
  await window.goTo("zhimai://view/compare?a=microsoft&b=anthropic&known=2025-11-17");
  await window.find("main h2 a", "Anthropic");
  const then = await window.run(() => document.querySelectorAll("main [data-deal]").length);
  await window.click(".known button", "Show everything known now");
  await until("the alliance", () =>
    window.run((then) => document.querySelectorAll("main [data-deal]").length > then, then),
  );
});
