/*
 * A folder that is followed, and a file of which there was a problem, in three languages: the terminal chooses the folder, as
 * the window's own dialog is the system's.
 */
import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { withWindow } from "./stage.mjs";
import { until, zhimai } from "./world.mjs";

let window, folder;
const write = (name, text) => {
  writeFileSync(join(folder, name), text);
};
const article = (title, text) => `# ${title}\n\n${text}\n`;

withWindow(
  async (opened) => {
    ({ window } = opened);
    await window.find("main h1");
  },
  async (home) => {
    folder = join(home.path, "news");
    mkdirSync(folder);
    write("first.md", article("糰子店開張", "開張第一日。"));
    await zhimai(home, "init", "--empty");
    await zhimai(home, "watch", "add", folder);
    // This is caught up when the window opens.
    write("second.md", article("糰子店加蓋", "加蓋第二層。"));
    write("bad.json", "{");
  },
);

const titles = async () => (await window.ask("articles", {})).articles.map(({ title }) => title).sort();
const watched = async () => (await window.ask("watched", {})).folders[0];
const found = async (words) =>
  (await window.ask("search", { query: `"${words}"`, kinds: ["article"] })).total;

async function inLanguage(language, theme) {
  await window.ask("save_settings", { ...(await window.ask("settings", {})), language, theme });
  await window.reload();
  await window.find("nav");
  await window.goTo("zhimai://view/library");
}

/** Brings a section of the page into view. */
async function show(name) {
  // Its count may stand in it, too.
  await window.find("h2", new RegExp(`^${name}`));
  await window.run((name) => {
    [...document.querySelectorAll("h2")].find((h2) => h2.textContent.includes(name)).scrollIntoView();
  }, name);
  await window.still();
}

test("what changes in a followed folder follows in the window", async () => {
  await window.goTo("zhimai://view/library");
  await until("what came while the window was closed", async () => (await titles()).length === 2);
  await until("it to be found", async () => (await found("加蓋第二層")) === 1);
  await until("it to be followed", async () => (await watched()).state === "followed");
  write("third.md", article("糰子店分號", "分號第三家。"));
  // The page hears of it by itself.
  await window.find("main a", "糰子店分號");
  write("first.md", article("糰子店開張", "開張第一日，改寫過。"));
  await until("the change", async () => (await found("改寫過")) === 1);
  renameSync(join(folder, "third.md"), join(folder, "branch.md"));
  rmSync(join(folder, "second.md"));
  await until("what was removed to go", async () => (await titles()).length === 2);
  await window.gone("main a", "糰子店加蓋");
  assert.deepEqual(await titles(), ["糰子店分號", "糰子店開張"]);
  const { files } = await watched();
  assert.equal(files, 3);
});

test("a folder that is gone is told and waited for, and one can be paused", async () => {
  const away = `${folder}-away`;
  renameSync(folder, away);
  for (const [language, theme, name, state] of [
    ["zh-Hant", "dark", "跟隨的資料夾", "資料夾不在"],
    ["zh-Hans", "light", "跟随的文件夹", "文件夹不在"],
    ["en", "light", "Watched folders", "Missing"],
  ]) {
    await inLanguage(language, theme);
    await window.find("span", state);
    await show(name);
    await window.picture(`watched-${language}-${theme}`);
    assert.deepEqual(await findings(window), []);
  }
  assert.equal((await titles()).length, 2);
  renameSync(away, folder);
  await window.find("span", "Following");
  await window.click("button", "Pause: news");
  await window.find("span", "Paused");
  write("later.md", article("糰子店歇業", "歇業一日。"));
  await window.click("button", "Go on: news");
  await window.find("main a", "糰子店歇業");
});

test("a file that was mended is read again, and its problem goes", async () => {
  await inLanguage("en", "light");
  await show("Tray of problems");
  await window.find("li .file", /bad\.json$/);
  // Only the terminal's folder is followed; another import has a problem, too.
  await window.ask("import_text", { name: "pasted.json", text: "{" });
  for (const [language, theme, name] of [
    ["zh-Hans", "dark", "问题匣"],
    ["zh-Hant", "light", "問題匣"],
    ["en", "dark", "Tray of problems"],
  ]) {
    await inLanguage(language, theme);
    await show(name);
    await window.find("li .file", "pasted.json");
    await window.picture(`problems-${language}-${theme}`);
    assert.deepEqual(await findings(window), []);
  }
  await window.click("button", "Pause: news");
  await window.find("span", "Paused");
  write("bad.json", JSON.stringify({ title: "糰子店改正", text: "改正一處。" }));
  await window.click("button", /^Try again: .*bad\.json$/);
  await window.find("h3", "Import finished");
  await window.gone("li .file", /bad\.json$/);
  await window.find("li .file", "pasted.json");
  assert.ok((await titles()).includes("糰子店改正"));
  await window.click("button", "Clear: pasted.json");
  await window.find("p", "No problems.");
});

test("what is followed no more keeps its articles", async () => {
  const before = await titles();
  await show("Watched folders");
  await window.click("button", "Stop following: news");
  await window.find("dialog p", /stay in the library/);
  await window.click("dialog button", "Stop following");
  await window.find("p", "No folder is followed.");
  assert.deepEqual(await titles(), before);
});
