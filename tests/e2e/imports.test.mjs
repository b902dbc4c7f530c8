/*
 * Past imports in the library: one is taken back, what holds an article is told, and it is brought back again, by keys and by
 * clicks, in three languages.
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

const line = (id, text) => JSON.stringify({ id, title: `標題${id}`, text });
const importText = (name, lines) => window.ask("import_text", { name, text: lines.join("\n") });
/** How many articles have exactly these words. */
const found = async (words) =>
  (await window.ask("search", { query: `"${words}"`, kinds: ["article"] })).total;

async function inLanguage(language, theme) {
  await window.ask("save_settings", { ...(await window.ask("settings", {})), language, theme });
  await window.reload();
  await window.find("nav");
  await window.goTo("zhimai://view/library");
}

test("an import is taken back and brought back, and a note holds its article", async () => {
  await importText("first.jsonl", [line("x1", "糰子店開張甲版"), line("x2", "糰子店開張乙版")]);
  await importText("second.jsonl", [
    line("x1", "糰子店改寫丙版"),
    line("x3", "糰子店新增丁版"),
    line("x4", "糰子店新增戊版"),
  ]);
  await window.ask("save_note", { en: "mine", on: "zhimai://article/x4" });
  await inLanguage("en", "light");
  await window.find("h2", "Past imports");
  await window.click("button", /^Take back: .*second\.jsonl$/);
  await window.find("dialog p", /You can bring it all back afterwards/);
  await window.still();
  await window.picture("import-undo");
  await window.click("dialog button", "Take back");
  await window.find("[role=status]", /Taken back: 1 removed, 1 as before\. 1 left as it is:/);
  await window.find("[role=status] li", /標題x4: you wrote a note on it/);
  await until("what was taken back to be gone from the index", async () => (await found("新增丁版")) === 0);
  await until("the former text to be found", async () => (await found("糰子店開張甲版")) > 0);
  assert.equal(await found("新增戊版"), 1);
  for (const [language, theme, name, partly] of [
    ["zh-Hant", "dark", "匯入紀錄", /已撤回，留下 1 篇/],
    ["zh-Hans", "light", "导入记录", /已撤回，留下 1 篇/],
    ["en", "light", "Past imports", /taken back but for 1/],
  ]) {
    await inLanguage(language, theme);
    await window.find("h2", name);
    await window.find("span", partly);
    await window.run((name) => {
      const heading = [...document.querySelectorAll("h2")].find((h2) => h2.textContent.includes(name));
      heading.scrollIntoView();
    }, name);
    await window.still();
    await window.picture(`imports-${language}-${theme}`);
    assert.deepEqual(await findings(window), []);
  }
  // By keys.
  await window.run(() => {
    [...document.querySelectorAll("button")]
      .find((button) => button.textContent.trim() === "Bring back")
      .focus();
  });
  await window.press("Enter");
  await window.find("[role=status]", /Brought back: 1 there again, 1 as imported\./);
  await until("what came back to be found", async () => (await found("新增丁版")) === 1);
  assert.equal((await window.ask("article_versions", { id: "x1" })).length, 2);
});
