/*
 * The front page as a person meets it: what stands there, ways in by key and by mouse, and the way back.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { withWindow } from "./stage.mjs";
import { openWindow } from "./window.mjs";
import { emptyHome, until, zhimai } from "./world.mjs";

const FRONT = "zhimai://view/search";

let display, window, home;
withWindow(async (opened) => {
  ({ display, window, home } = opened);
  await window.find("[data-front]");
});

const front = async () => {
  await window.goTo(FRONT);
  await window.find("[data-front]");
  await window.still();
};
const here = () => window.run(() => document.querySelector("main").dataset.address);
const focused = () => window.run(() => document.activeElement?.textContent.replace(/\s+/g, " ").trim() ?? "");
const scrolled = () => window.run(() => document.querySelector("main").scrollTop);

test("opens with a lead story, its money, where to begin and what happened last", async () => {
  const page = await window.ask("front_page", {});
  await window.find("h2 a", page.lead.event.title);
  for (const deal of page.lead.money) {
    await window.find(".money a", deal.from.label);
    await window.find(".money a", deal.to.label);
    await window.find(".money a", deal.amount.label);
  }
  for (const { title } of [...page.start, ...page.events]) await window.find("h3 a", title);
  await window.find("h2", "What you imported last");
  assert.deepEqual(await findings(window), []);
});

test("every link is reached by the tab key, opened by Enter, and come back to", async () => {
  await front();
  await window.run(() => document.querySelector("main").focus());
  const all = await window.run(() => document.querySelectorAll("[data-front] a[href]").length);
  const reached = new Set();
  // Each of the links, and the buttons among them.
  for (let i = 0; i < all + 30; i++) {
    await window.press("Tab");
    const at = await window.run(() =>
      [...document.querySelectorAll("[data-front] a[href]")].indexOf(document.activeElement),
    );
    if (at >= 0) reached.add(at);
  }
  assert.equal(reached.size, all);
  const { start } = await window.ask("front_page", {});
  await window.focus("h3 a", start[0].title);
  await window.press("Enter");
  await until("the article", async () => (await here()) === start[0].address);
  await window.find("h1");
  await window.press("Alt", "ArrowLeft");
  await until("the link to have the focus again", async () => (await focused()) === start[0].title);
});

test("a click leads away, and back leads to the same place on the page", async () => {
  await front();
  await window.run(() => document.querySelector("main").scrollTo(0, 1e6));
  await window.still();
  const place = await scrolled();
  assert.ok(place > 0);
  await window.click(".own a", /articles in the library$/);
  await window.find("h1", "Library");
  await window.click("button", "Back");
  await window.find("[data-front]");
  await until("the place", async () => Math.abs((await scrolled()) - place) < 2);
  assert.match(await focused(), /articles in the library$/);
});

test("a sum leads to its deal, and the total to its claim", async () => {
  await front();
  const { money, total } = (await window.ask("front_page", {})).lead;
  await window.click(".money a", money[0].amount.label);
  await until("the deal", async () => (await here()) === money[0].address);
  await window.find("main h1");
  await window.click("button", "Back");
  await window.find("[data-front]");
  await window.click(".total a", total.claim.text);
  await window.find("[aria-current=true] .text", total.claim.text);
  await until("the claim to have the focus", async () => (await focused()).includes(total.claim.text));
  assert.equal(await here(), `zhimai://event/${total.claim.id}`);
  assert.ok(
    await window.run(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }),
  );
});

test("what is imported elsewhere stands there soon, undated too", async () => {
  await front();
  const file = join(home.path, "水冷.md");
  writeFileSync(file, "# 水冷機櫃筆記\n\n沒有日期的文章。\n");
  await zhimai(home, "import", file);
  await window.find(".own a", "水冷機櫃筆記");
  await window.find(".own p", /undated/);
});

test("what is typed takes its place, Escape brings it back", async () => {
  await front();
  await window.press("Control", "k");
  await window.type("NVDA");
  await window.find("[data-hit]");
  assert.equal(await scrolled(), 0);
  await window.press("Escape");
  await window.find("[data-front]");
});

test("a search that is kept is opened from it", async () => {
  await window.goTo("zhimai://view/search?q=輝達");
  await window.click("button", "Save search");
  await window.fill("input", "Name", "Chips");
  await window.press("Enter");
  await window.gone("dialog");
  await front();
  await window.click("button", "Chips");
  await window.find("[data-hit]");
  assert.equal(await window.run(() => document.querySelector("#search-field").value), "輝達");
});

test("a library without a collection says how to begin, and then shows what was imported", async () => {
  const other = emptyHome();
  await zhimai(other, "init", "--empty");
  const its = await openWindow({ display, home: other });
  try {
    await its.find("h2", "The library is empty");
    await its.find("button", "Import files…");
    assert.deepEqual(await findings(its), []);
    await its.picture("front-empty");
    const file = join(other.path, "own.md");
    writeFileSync(file, "# Own text\n\nWords.\n");
    await zhimai(other, "import", file);
    await its.find(".own a", "Own text");
    await its.gone("h2", "The library is empty");
    await its.picture("front-own");
  } finally {
    await its.close();
    other.remove();
  }
});

test("nothing runs over its place, however large the text and small the window", async () => {
  const settings = await window.ask("settings", {});
  for (const text_scale of [100, 200])
    for (const language of ["zh-Hant", "zh-Hans", "en"]) {
      await window.ask("save_settings", { ...settings, language, text_scale, last_address: FRONT });
      await window.reload();
      await window.find("[data-front]");
      for (const [width, height] of [
        [1024, 700],
        [1280, 840],
      ]) {
        await window.resize(width, height);
        await window.still();
        assert.deepEqual(
          await window.run(overruns),
          [],
          `${width} × ${height}, ${text_scale} %, ${language}`,
        );
      }
    }
  await window.ask("save_settings", { ...settings, language: "en", text_scale: 100 });
  await window.reload();
});

/** Runs in the page: what is wider than its place, or stands beyond the page's edge. */
function overruns() {
  const page = document.querySelector("main").getBoundingClientRect();
  return [...document.querySelectorAll("[data-front] *")]
    .filter((element) => element.getClientRects().length > 0 && !element.closest(".visually-hidden"))
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < page.left - 1 || right > page.right + 1;
    })
    .map((element) => element.outerHTML.slice(0, 80));
}
