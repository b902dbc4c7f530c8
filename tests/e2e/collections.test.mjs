/*
 * Collections: one is made, articles move to it, it is hidden, and search finds nothing in it and says so; it is shown, exported,
 * removed and brought back, and its file is opened in another library, in which nothing of it was.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { findings } from "./axe.mjs";
import { withWindow } from "./stage.mjs";
import { emptyHome, until, zhimai } from "./world.mjs";

let window, home;
withWindow(async (opened) => {
  ({ window, home } = opened);
  await window.find("main h1");
});

const there = emptyHome();
after(() => there.remove());

/** Words that stand in what is imported here and nowhere else. */
const EXACTLY = '"糰子店"';
const line = (id, text) => JSON.stringify({ id, title: `標題${id}`, text });
const collections = async () => (await window.ask("status", {})).collections;
const named = async (title) => (await collections()).find((one) => one.title === title);
const search = (query, more = {}) => window.ask("search", { query, kinds: ["article"], ...more });

async function library(language = "en", theme = "light") {
  await window.ask("save_settings", { ...(await window.ask("settings", {})), language, theme });
  await window.reload();
  await window.find("nav");
  await window.goTo("zhimai://view/library");
  await window.find("[data-collection]");
}

/** Chooses something from the menu of a collection. */
async function choose(title, item) {
  await window.click("button", `Actions for “${title}”`);
  await window.click("[role=menuitem]", item);
}

test("a collection is made, filled, hidden and shown, and search says so", async () => {
  await window.ask("import_text", {
    name: "first.jsonl",
    text: [line("x1", "糰子店開張甲版"), line("x2", "糰子店開張乙版")].join("\n"),
  });
  await library();
  await window.click("button", "New collection…");
  await window.fill("dialog input", "Name", "糰子");
  await window.fill("dialog textarea", "Description (may be empty)", "關於糰子的一切");
  await window.still();
  await window.picture("collection-new");
  await window.click("dialog button", "Save");
  await until("the collection to be there", async () => (await named("糰子")) !== undefined);
  const { id } = await named("糰子");
  const moved = await window.ask("edit_articles", {
    which: { ids: ["x1"] },
    fields: [{ field: "collection", value: id }],
  });
  assert.equal(moved.articles, 1);
  await until("both to be found", async () => (await search(EXACTLY)).total === 2);
  await library();
  await choose("糰子", "Hide from search");
  await until("it to be hidden", async () => (await named("糰子")).hidden);
  const found = await search(EXACTLY);
  assert.equal(found.total, 1);
  assert.match(found.hidden, /One collection is hidden from search: 糰子/);
  // It is listed and read all the same.
  assert.equal((await window.ask("articles", { collection: id })).total, 1);
  assert.equal((await window.ask("article", { id: "x1" })).id, "x1");
  for (const [language, theme] of [
    ["zh-Hant", "dark"],
    ["zh-Hans", "light"],
    ["en", "light"],
  ]) {
    await library(language, theme);
    await window.run(() => document.querySelector("[data-collection]").closest("section").scrollIntoView());
    await window.still();
    await window.picture(`collections-${language}-${theme}`);
    assert.deepEqual(await findings(window), []);
  }
  await window.goTo(`zhimai://view/search?q=${encodeURIComponent(EXACTLY)}`);
  await window.find("p", /One collection is hidden from search: 糰子/);
  await window.still();
  await window.picture("collections-search");
  await window.click("button", "Search there too");
  await window.find("p", /This search also looked into what is hidden otherwise: 糰子/);
  await until(
    "both hits",
    async () => (await window.run(() => document.querySelectorAll("[data-hit]").length)) === 2,
  );
  await library();
  await choose("糰子", "Search it again");
  await until("it to be found again", async () => (await search(EXACTLY)).total === 2);
});

test("a collection is removed and comes back, by the button below the list", async () => {
  await library();
  await choose("糰子", "Remove");
  await window.find("dialog", /Remove the collection “糰子”\?/);
  await window.run(() => {
    const select = document.querySelector("dialog select");
    select.value = "";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await window.still();
  await window.picture("collection-remove");
  await window.click("dialog button", "Remove");
  await until("it to be gone", async () => (await named("糰子")) === undefined);
  await until("its article to be gone", async () => (await search(EXACTLY)).total === 1);
  await library();
  await window.click("button", "Bring back “糰子”");
  await until("it to be back", async () => (await named("糰子"))?.articles === 1);
  await until("its article to be found", async () => (await search(EXACTLY)).total === 2);
});

test("a file of it is opened in another library, once, and a damaged one is told", async () => {
  const file = join(there.path, "dumplings.zhimai.zip");
  assert.match(await zhimai(home, "collections", "export", "糰子", "--to", file), /SHA-256 [0-9a-f]{64}/);
  await zhimai(there, "init", "--empty");
  const rehearsed = await zhimai(there, "import", "--dry-run", file);
  assert.match(rehearsed, /added: 1[^]*new collection: 糰子 \(articles: 1\)\n {2}關於糰子的一切/);
  assert.match(await zhimai(there, "import", file), /added: 1/);
  assert.match(await zhimai(there, "import", file), /added: 0 .*there already: 1/);
  assert.match(await zhimai(there, "collections"), /糰子 {2}articles: 1/);
  assert.match(await zhimai(there, "search", EXACTLY), /標題x1/);
  const cut = join(there.path, "cut.zip");
  writeFileSync(cut, readFileSync(file).subarray(0, -40));
  await assert.rejects(zhimai(there, "import", cut), /ended with 1/);
  assert.match(await zhimai(there, "collections", "hide", "糰子"), /hidden from search/);
  const left = await zhimai(there, "search", EXACTLY);
  assert.match(left, /One collection is hidden from search: 糰子\. To search them too: --hidden/);
  assert.doesNotMatch(left, /標題x1/);
  assert.match(await zhimai(there, "search", "--hidden", EXACTLY), /標題x1/);
});
