/*
 * The Chinese of the reader's region: preset from the system, chosen in the settings, and followed by names, titles, texts,
 * quotation marks and faces. An imported text stays as it came until its words are asked for.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow } from "./window.mjs";
import { emptyHome, until, virtualDisplay } from "./world.mjs";

const IMPORTED = "英伟达的芯片供不应求，数据中心投资达1.5万亿美元。他看着屏幕说：“数据很多。”";

let display, home, window;
before(async () => {
  display = await virtualDisplay();
  home = emptyHome();
  window = await openWindow({ display, home, language: "zh-Hant-HK" });
});
after(async () => {
  await window?.close();
  await display?.close();
  home?.remove();
});

const rootLang = () => window.run(() => document.documentElement.lang);

/** Goes to the settings and chooses a region. */
async function choose(region, lang) {
  await window.goTo("zhimai://view/settings");
  await window.click("main [role=radiogroup] label", region);
  await until(lang, async () => (await rootLang()) === lang);
}

/** What the page of an entity and an article of the collection show. */
async function shown() {
  await window.goTo("zhimai://entity/nvidia");
  await window.find("main h1");
  await window.still();
  const name = await window.text("main h1");
  await window.goTo("zhimai://article/alliance-retold");
  await window.find("main article [data-block]");
  await window.still();
  return window.run((name) => {
    const block = document.querySelector("main article [data-block]");
    const text = document.querySelector("main article").textContent;
    return { name, lang: block.lang, text, face: getComputedStyle(block).fontFamily.split(",")[0] };
  }, name);
}

test("a system of Hong Kong is greeted in its words", async () => {
  await window.find("main h1");
  assert.equal(await rootLang(), "zh-Hant-HK");
  const { name, lang, text, face } = await shown();
  assert.equal(name, "英偉達");
  assert.equal(lang, "zh-Hant-HK");
  assert.match(text, /英偉達/);
  assert.match(text, /「/);
  assert.match(face, /HK/);
  await window.picture("region-hk");
});

test("names, texts, quotation marks and faces follow the choice, and come back", async () => {
  await choose("中國大陸", "zh-Hans-CN");
  const mainland = await shown();
  assert.equal(mainland.name, "英伟达");
  assert.equal(mainland.lang, "zh-Hans-CN");
  assert.match(mainland.text, /英伟达/);
  assert.match(mainland.text, /“/);
  assert.doesNotMatch(mainland.text, /[「輝達億]/);
  await window.picture("region-cn");

  await choose("台湾", "zh-Hant-TW");
  const taiwan = await shown();
  assert.equal(taiwan.name, "輝達");
  assert.equal(taiwan.lang, "zh-Hant-TW");
  assert.match(taiwan.text, /「/);
  await window.picture("region-tw");

  await choose("香港", "zh-Hant-HK");
  assert.equal((await shown()).name, "英偉達");
});

test("the choice is kept, and the language switch keeps the region of its script", async () => {
  await window.click("[role=radiogroup] label", "简");
  await until("Simplified", async () => (await rootLang()) === "zh-Hans-CN");
  await window.click("[role=radiogroup] label", "繁");
  await until("Hong Kong again", async () => (await rootLang()) === "zh-Hant-HK");
  await until("the settings to be kept", async () => (await window.ask("settings", {})).region === "hk");
});

test("an imported text is as it came, and in the words of the region when asked", async () => {
  const { addresses } = await window.ask("import_text", { name: "a.txt", text: IMPORTED });
  await window.goTo(addresses[0]);
  await window.find("main article [data-block]");
  const text = () => window.text("main article [data-block]");
  assert.equal(await text(), IMPORTED);
  await window.click("main .tools button", "香港用語");
  await until("its words", async () => (await text()) !== IMPORTED);
  assert.equal(await text(), "英偉達的芯片供不應求，數據中心投資達1.5萬億美元。他看着螢幕說：「數據很多。」");
  assert.equal(
    await window.run(() => document.querySelector("main article [data-block]").lang),
    "zh-Hant-HK",
  );
  await window.picture("region-imported");
  await window.click("main .tools button", "香港用語");
  await until("the original", async () => (await text()) === IMPORTED);
});
