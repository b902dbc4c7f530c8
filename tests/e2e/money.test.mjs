/*
 * Money as a person looks at it: the ribbons and the list in step, keys that follow the money, one in the middle, filters
 * that are in the address, loops, what is saved, and the page of a deal.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { savedSvg } from "./saving.mjs";
import { withWindow } from "./stage.mjs";
import { until } from "./world.mjs";

const PICTURE = ".picture[role=group]";
const RIBBON = "svg g.ribbon[data-deal]";

let window;
withWindow(async (opened) => {
  ({ window } = opened);
  await window.find("main h1");
});

async function open(query = "", sign = RIBBON) {
  await window.goTo(`zhimai://view/money${query}`);
  await window.find(sign);
  await window.still();
}

const address = () => window.run(() => document.querySelector("main").dataset.address);
const asked = async (name) => new URL((await address()).replace("zhimai:", "http:")).searchParams.get(name);

/** What the picture and the list show of what is selected. */
const shown = () =>
  window.run(() => ({
    ribbons: document.querySelectorAll("g.ribbon[data-deal]").length,
    rings: document.querySelectorAll("path.ring").length,
    row: document.querySelector("tr[aria-current=true]")?.dataset.deal,
    line: document.querySelector("[aria-label='Selected deal']")?.innerText.replace(/\s+/g, " "),
    rows: document.querySelectorAll(".list tr[data-deal]").length,
  }));

const settled = (what, passes) =>
  until(what, async () => {
    const now = await shown();
    return passes(now) && now;
  });

const deals = (request = {}) =>
  window.ask("deals", {
    entities: [],
    kinds: [],
    statuses: [],
    from: null,
    to: null,
    minimum: null,
    currency: "",
    ...request,
  });

test("the rail leads to ribbons of the deals of one currency, and says what it does not draw", async () => {
  await window.click("nav a", "Money");
  await window.find("main h1", "Money flows");
  await window.find(RIBBON);
  const { ribbons } = await shown();
  const list = await deals();
  const drawable = list.deals.filter(({ amount }) => amount?.currency === "USD").length;
  assert.ok(ribbons > 20 && ribbons <= 60 && ribbons <= drawable, `${ribbons} of ${drawable}`);
  const told = await window.run(() =>
    [...document.querySelectorAll(".rest button")].map(({ innerText }) => innerText),
  );
  const left = told.map((text) => Number(/\d+/.exec(text)[0]));
  assert.equal(
    left.reduce((sum, n) => sum + n, ribbons),
    list.deals.length,
    told.join(", "),
  );
  await window.click(".rest button", /in other currencies/);
  await window.find("figcaption tr[data-deal]");
  assert.deepEqual(await findings(window), []);
  await window.picture("money-ribbons");
});

test("keys go from ribbon to ribbon and along the money, the list goes along, and Enter opens the deal", async () => {
  await open();
  await window.focus(PICTURE);
  await window.press("ArrowDown");
  const first = await settled("a deal", ({ rings }) => rings === 1);
  assert.ok(first.row, "its row is marked");
  await window.press("ArrowDown");
  const second = await settled("the next", ({ row }) => row && row !== first.row);
  assert.notEqual(second.line, first.line);
  await window.press("ArrowUp");
  await settled("the first again", ({ row }) => row === first.row);
  const list = await deals();
  const top = (link) =>
    list.owners.find(({ owned }) => owned === link?.address)?.owner.address ?? link?.address;
  const drawn = await window.run(() =>
    [...document.querySelectorAll("g.ribbon[data-deal]")].map(({ dataset }) => dataset.deal),
  );
  const ribbons = drawn.map((id) => list.deals.find((deal) => deal.id === id));
  const from = ribbons.find((one) => one.to && ribbons.some((other) => top(other.from) === top(one.to)));
  await open(`?deal=${encodeURIComponent(from.id)}`);
  await window.focus(PICTURE);
  await window.press("ArrowRight");
  const further = await settled("where the money goes", ({ row }) => row && row !== from.id);
  const to = list.deals.find(({ id }) => id === further.row);
  assert.equal(top(to.from), top(from.to));
  await window.press("Enter");
  await window.find("main h1", new RegExp(`${to.from.label} → ${to.to?.label ?? ""}`));
  await window.press("Alt", "ArrowLeft");
  await settled("the same deal selected", ({ row }) => row === to.id);
});

test("who is in a row of the list is marked in the picture, and the other figures are one click below", async () => {
  await open();
  const wanted = (await deals()).deals.find(({ other_sums }) => other_sums.length > 1);
  await window.goTo(`zhimai://view/money?picture=table&deal=${encodeURIComponent(wanted.id)}`);
  await window.find("tr[aria-current=true]");
  await window.click("tr[aria-current=true] button[aria-expanded=false]");
  await window.find(".accounts [role=group] article, .accounts article");
  const accounts = await window.run(() => document.querySelectorAll(".accounts ol > li article").length);
  assert.equal(accounts, wanted.accounts);
  assert.deepEqual(await findings(window), []);
});

test("the table sorts by its columns, and the order comes back with the address", async () => {
  await open("?picture=table", ".list tr[data-deal]");
  await window.click("th button", "Amount");
  await until("the order in the address", async () => (await asked("order")) === "-sum");
  const first = () => window.run(() => document.querySelector(".list tr[data-deal]").dataset.deal);
  const largest = await first();
  const { deals: all } = await deals();
  const sums = all.filter(({ amount }) => amount?.currency === "USD").map(({ amount }) => amount.high);
  assert.equal(all.find(({ id }) => id === largest).amount.high, Math.max(...sums));
  await window.click("nav a", "Library");
  await window.find("main h1", "Library");
  await window.press("Alt", "ArrowLeft");
  await window.find(".list tr[data-deal]");
  assert.equal(await first(), largest);
});

test("a link far down the table leads where it says: the page stays while it is pressed, and when one comes back", async () => {
  await open("?picture=table", ".list tr[data-deal]");
  const scrolled = () => window.run(() => document.querySelector("main").scrollTop);
  const link = await window.run(() => {
    document.querySelector("main").scrollTop = 700;
    const links = [...document.querySelectorAll(".list tr[data-deal] td.sum a")];
    const seen = links.find((one) => one.getBoundingClientRect().top > innerHeight / 2);
    const { left, top, height } = seen.getBoundingClientRect();
    return { x: left + 8, y: top + height / 2, address: seen.getAttribute("href") };
  });
  await window.clickAt(link);
  await until("the deal", async () => (await address()) === link.address);
  await window.press("Alt", "ArrowLeft");
  await until("the place in the table", async () => (await scrolled()) === 700);
});

test("filters narrow all that is shown, stand in the address, and are taken away again", async () => {
  await open();
  const before = await shown();
  await window.click("button", "Filter");
  await window.click("[role=dialog] label", /^Equity/);
  await until("the kind in the address", async () => (await asked("kind")) === "equity");
  await window.press("Escape");
  const fewer = await settled("fewer ribbons", ({ ribbons }) => ribbons !== before.ribbons);
  const kinds = await window.run(() => document.querySelectorAll(".sums > table tr").length);
  assert.equal(kinds, 1, "sums of one kind");
  await window.click("button", "Remove filter: Equity");
  await settled("all ribbons", ({ ribbons }) => ribbons === before.ribbons);
  assert.notEqual(fewer.ribbons, before.ribbons);
});

test("a name in the picture leads to the money around it, with at most twenty neighbours", async () => {
  await open("?picture=network&centre=openai");
  const ends = await window.run(() =>
    [...document.querySelectorAll("svg g[data-end]")].map((end) => end.dataset.end),
  );
  assert.ok(ends.includes("zhimai://entity/openai"));
  assert.ok(ends.length > 8 && ends.length <= 21, `${ends.length} ends`);
  await window.find(PICTURE, /Money to and from OpenAI/);
  assert.deepEqual(await findings(window), []);
  await window.picture("money-network");
  await window.run(() => {
    const other = document.querySelector("svg g[data-end='zhimai://entity/nvidia']");
    other.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  });
  await until("NVIDIA in the middle", async () => (await asked("centre")) === "nvidia");
  await window.press("Alt", "ArrowLeft");
  await until("OpenAI in the middle again", async () => (await asked("centre")) === "openai");
});

test("loops are told leg by leg, may be read as circular, and light up in the picture", async () => {
  await open("?picture=loops", "[data-loop]");
  await window.find("main", /may be read as circular/);
  const loops = await window.ask("loops", { entities: [] });
  const listed = await window.run(() =>
    [...document.querySelectorAll("[data-loop]")].map(({ dataset }) => dataset.loop),
  );
  assert.deepEqual(
    listed,
    loops.loops.map(({ id }) => id),
  );
  // Microsoft into Anthropic, and back for Azure; and others that are known of.
  for (const known of [
    "anthropic microsoft",
    "cerebras openai",
    "coreweave openai",
    "anthropic micron",
    "lambda nvidia",
    "amd crusoe",
    "amd humain",
    "bloom-energy oracle",
    "nscale nvidia",
    "fluidstack terawulf google",
  ])
    assert.ok(listed.includes(known), known);
  const two = loops.loops.find(({ id }) => id === "anthropic microsoft");
  const legs = await window.run(
    (id) => document.querySelectorAll(`[data-loop="${id}"] > ol > li`).length,
    two.id,
  );
  assert.equal(legs, 2);
  await window.click("[data-loop] button", "Show in the picture");
  await until("the loop in the address", async () => (await asked("loop")) === loops.loops[0].id);
  await window.find("[data-loop].lit");
  assert.deepEqual(await findings(window), []);
});

test("the page of a deal has all accounts, its course and a place for notes, and leads back", async () => {
  const { deals: all } = await deals();
  const wanted = all.find(({ accounts, from, to }) => accounts > 1 && from && to);
  await window.goTo(wanted.address);
  await window.find("main h1", new RegExp(wanted.to.label));
  const section = (name) =>
    window.run(
      (name) =>
        [...document.querySelectorAll("main section")]
          .find((one) => one.querySelector("h2")?.innerText.startsWith(name))
          ?.querySelectorAll("li article, li").length,
      name,
    );
  assert.ok((await section("Accounts")) >= wanted.accounts);
  assert.ok((await section("How it went")) > 0);
  await window.find("button", "New note on this");
  assert.deepEqual(await findings(window), []);
  await window.picture("money-deal");
  await window.click("main a", "See it among the money flows");
  await settled("it selected", ({ line }) => line?.includes(wanted.to.label));
});

test("a headline total is taken apart: opposite directions are told", async () => {
  const event = await window.ask("event", { id: "alliance-2025" });
  const opposite = event.totals.find(({ directions }) => directions.length > 1);
  const part = opposite.parts[0];
  await window.goTo(part.address);
  await window.find("section.total", /opposite directions/);
});

test("a saved picture holds the legend and the faces for it, and every ribbon says what it is", async () => {
  await open();
  const { ribbons } = await shown();
  const found = await savedSvg(window);
  assert.equal(found.wrong, "");
  for (const said of ["Money flows", "Equity", "Paid or committed", "Up to"])
    assert.ok(found.texts.includes(said), said);
  assert.ok(found.faces > 0);
  assert.ok(found.titles.filter((title) => / → .* · /.test(title)).length >= ribbons);
  await window.reload();
  await window.find("main h1");
});

test("in dark colours, small and large, nothing keeps anybody out", async () => {
  const settings = await window.ask("settings", {});
  await window.ask("save_settings", { ...settings, theme: "dark" });
  await window.reload();
  await window.find("[data-theme=dark] main");
  await open();
  assert.deepEqual(await findings(window), []);
  await window.picture("money-dark");
  await window.resize(1024, 700);
  await window.still();
  const wide = await window.run(
    () => document.querySelector("main").scrollWidth - document.querySelector("main").clientWidth,
  );
  assert.equal(wide, 0, "nothing is wider than the page");
  await window.picture("money-small");
});
