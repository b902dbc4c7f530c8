/*
 * The dictionary that comes with the program, from the first start on: a word in the reader shows its entry with pinyin, English
 * finds Chinese by it, one of the person's own goes first, and without it everything else works and that is said.
 * It is packed beside the program (`./dev test e2e` does); without it these tests fail.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { withDisplay } from "./stage.mjs";
import { openWindow } from "./window.mjs";
import { emptyHome, until } from "./world.mjs";

let display, home, window;
withDisplay((opened) => (display = opened));
beforeEach(() => {
  home = emptyHome();
});
afterEach(async () => {
  await window?.close();
  window = undefined;
  home.remove();
});

const ENTRY = (word) => `[data-entry="${word}"]`;

/** Reads an article that says what one of these tests looks up, and nothing that is known by name. */
async function readArticle(text = "# 電力吃緊\n\n這裡的蟋蟀還會叫，陰霾不散。") {
  const { addresses } = await window.ask("import_text", { name: "", text });
  await window.goTo(addresses[0]);
  await window.find("[data-block]", /蟋蟀/);
  await window.still();
}

/** Presses twice on a word of the article. */
async function pressOn(word) {
  const place = await window.run((word) => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const at = node.parentElement.closest("[data-block]") ? node.data.indexOf(word) : -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + word.length);
      const box = range.getBoundingClientRect();
      return { x: box.left + box.width / 4, y: box.top + box.height / 2 };
    }
    return null;
  }, word);
  assert.ok(place, `${word} is not in the text`);
  await window.doubleClick(place);
}

test("a word that is pressed twice shows its entry with pinyin", async () => {
  window = await openWindow({ display, home });
  await readArticle();
  await pressOn("蟋蟀");
  const told = await window.text(ENTRY("蟋蟀"));
  assert.match(told, /xī shuài/);
  assert.match(told, /cricket/);
  assert.match(told, /CC-CEDICT/);
  await window.picture("look-up");
});

test("by keyboard: a field to type a word in, Chinese or English", async () => {
  window = await openWindow({ display, home });
  await readArticle();
  await window.press("Control", "d");
  await window.find("dialog[open] input");
  await window.type("haze");
  await window.find(ENTRY("陰霾"), /yīn mái/);
  await window.fill("dialog[open] input", undefined, "zzzz");
  await window.find("dialog[open] p", "No term, no name, and in no dictionary.");
  await window.press("Escape");
  await window.gone("dialog[open]");
});

test("English finds Chinese at the first start, and says through which word", async () => {
  window = await openWindow({ display, home });
  await readArticle();
  // The first start brings the index up to date, and then the dictionary.
  await until("the dictionary", async () => (await window.ask("search", { query: "cricket" })).total === 1);
  await window.goTo("zhimai://view/search?q=cricket");
  await window.find("main li mark", "蟋蟀");
  assert.match(await window.text("main li ul li"), /Dictionary\s*cricket\s*=\s*蟋蟀/);
});

test("Settings say whom it is from, and switch it off and on", async () => {
  window = await openWindow({ display, home });
  await readArticle();
  const found = async () => (await window.ask("search", { query: "cricket" })).total;
  await until("the dictionary", async () => (await found()) === 1);
  await window.goTo("zhimai://view/settings");
  await window.find("main label", /CC-CEDICT.*124,260 entries/);
  await window.find("main p", /MDBG; data of 2026-01-04.*CC BY-SA 4\.0/);
  await window.picture("dictionary-setting");
  await window.click("main input[type=checkbox]", /CC-CEDICT/);
  await until("the search without it", async () => (await found()) === 0);
  await window.goTo("zhimai://view/library");
  await window.find("main p", /comes with the program, switched off/);
  const { entries, trouble } = await window.ask("define", { text: "蟋蟀" });
  assert.equal(entries.length, 0);
  assert.match(trouble, /switched off/);
  await window.goTo("zhimai://view/settings");
  await window.click("main input[type=checkbox]", /CC-CEDICT/);
  await until("the search with it", async () => (await found()) === 1);
});

test("one of the person's own goes first", async () => {
  window = await openWindow({ display, home });
  await readArticle();
  await window.ask("import_text", {
    name: "mine",
    text: "陰霾 阴霾 [yin1 mai2] /murk of the markets/murkiness/\n",
  });
  const found = async (query) => (await window.ask("search", { query })).total;
  await until("the own word", async () => (await found("murkiness")) === 1);
  assert.equal(await found("haze"), 0);
  // What the own one has no word for is still the bundled one's.
  assert.equal(await found("cricket"), 1);
  await window.press("Control", "d");
  await window.find("dialog[open] input");
  await window.type("陰霾");
  await window.find(ENTRY("陰霾"), /murk of the markets.*mine/s);
  assert.match(await window.text(ENTRY("陰霾")), /murk of the markets/, "the own entry stands first");
  await window.find(ENTRY("陰霾"), /haze.*CC-CEDICT/s);
});

test("a damaged file is told, and everything else works", async () => {
  const file = join(home.path, "half.dictionary");
  writeFileSync(file, "zhimdict");
  window = await openWindow({ display, home, variables: { ZHIMAI_DICTIONARY: file } });
  await readArticle();
  await pressOn("蟋蟀");
  await window.find("[role=status] p", /damaged or incomplete/);
  await window.goTo("zhimai://view/settings");
  await window.find("main p", /damaged or incomplete/);
  await until(
    "the article to be found",
    async () => (await window.ask("search", { query: "蟋蟀" })).total === 1,
  );
});
