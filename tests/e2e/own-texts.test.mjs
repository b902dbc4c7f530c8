/*
 * One's own texts: who wrote them, repairs that are undone, and right Traditional.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { withWindow } from "./stage.mjs";
import { until, zhimai } from "./world.mjs";

// `人工智能的投资是` in UTF-8, as GBK has it.
const GARBLED = "浜哄伐鏅鸿兘鐨勬姇璧勬槸";
const TEXTS = {
  "signed.md": `---\ntitle: 署名的一篇\nauthor: 王小明\nsource: 某報\n---\n一段。\n`,
  "garbled.md": `---\ntitle: 亂碼的一篇\n---\n開頭不變。\n\n${GARBLED}\n\n結尾不變。\n`,
  "machine.md": "---\ntitle: 逐字轉的一篇\n---\n云算力并對制造最后，關系復雜，稱贊游戲。\n\n皇后在公里外。\n",
};

let home, window;
const ids = {};
withWindow(async (opened) => {
  ({ home, window } = opened);
  await window.find("main h1");
  for (const [name, text] of Object.entries(TEXTS)) {
    writeFileSync(join(home.path, name), text);
    await zhimai(home, "import", join(home.path, name));
    ids[name] = await found(`"${/title: (.+)/.exec(text)[1]}"`);
  }
});

/** The article that a search finds first. */
async function found(query) {
  const { hits } = await until(query, async () => {
    const answer = await window.ask("search", { query, kinds: ["article"] }).catch(() => undefined);
    return answer?.hits.length > 0 && answer;
  });
  return hits[0].id;
}

test("who wrote a text stands beside its source, and is asked for", async () => {
  assert.equal(await found("作者:王小明"), ids["signed.md"]);
  await window.goTo(`zhimai://article/${ids["signed.md"]}`);
  await window.find("article header", /某報[^]*王小明/);
});

test("a repaired text is shown as it stood in its file, also when that comes again, and repaired", async () => {
  await window.goTo(`zhimai://article/${ids["garbled.md"]}`);
  await window.find("article [data-repair]", "人工智能的投资是");
  await window.click("article header button", "Show it as it stood in the file");
  await window.find("article [data-block]", GARBLED);
  await zhimai(home, "import", join(home.path, "garbled.md"));
  await window.find("article header .remark", /as it stood in the file; 1 damaged place/);
  assert.deepEqual(await findings(window), []);
  await window.click("article header button", "Show it repaired");
  await window.find("article [data-repair]", "人工智能的投资是");
});

test("a text that a program made Traditional is shown in right Traditional, and as it came again", async () => {
  await window.goTo(`zhimai://article/${ids["machine.md"]}`);
  await window.find("article header .remark", /character by character/);
  await window.click("article header button", "Show it in right Traditional");
  await window.find("article [data-block]", "雲算力並對製造最後，關係複雜，稱讚遊戲。");
  await window.find("article [data-repair]", "雲");
  assert.deepEqual(await findings(window), []);
  assert.equal(await found("製造最後"), ids["machine.md"]);
  await window.click("article header button", "Show it as it came");
  await window.find("article [data-block]", "云算力并對制造最后，關系復雜，稱贊游戲。");
});
