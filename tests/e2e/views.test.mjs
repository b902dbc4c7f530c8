/*
 * Every view, in both themes and all three languages: it opens, a picture of it is kept, and axe finds nothing serious.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { findings } from "./axe.mjs";
import { withDisplay } from "./stage.mjs";
import { openWindow } from "./window.mjs";
import { emptyHome } from "./world.mjs";

/** A view's name, its address, and what is there once it has opened. */
const VIEWS = [
  ["settings", "zhimai://view/settings", "main h1"],
  ["front", "zhimai://view/search", "[data-front]"],
  ["search", "zhimai://view/search?q=英偉達", "[data-hit]"],
  ["search-nothing", "zhimai://view/search?q=zzqqxxyy", "main"],
  ["article", "zhimai://article/alliance-retold", "main h1"],
  ["company", "zhimai://entity/nvidia", "main h1"],
  ["event", "zhimai://event/alliance-2025", "main h1"],
  ["timeline", "zhimai://view/timeline", "svg [data-mark]"],
  ["companies", "zhimai://view/companies", "main h1"],
  ["notes", "zhimai://view/notes", "main"],
  ["glossary", "zhimai://view/glossary", "main h1"],
  ["library", "zhimai://view/library", "main h1"],
  ["nothing-here", "zhimai://view/no-such-view", "main"],
];

let display;
withDisplay((opened) => (display = opened));

for (const theme of ["light", "dark"]) {
  describe(`in ${theme} colours`, () => {
    let home, window;
    before(async () => {
      home = emptyHome();
      window = await openWindow({ display, home });
      await window.wait(indexed);
      // At once before the page begins anew: it keeps its own settings, too, such as where the person is.
      const settings = await window.ask("settings", {});
      await window.ask("save_settings", { ...settings, theme });
      await window.reload();
      await window.find(`[data-theme=${theme}] main`);
    });
    after(async () => {
      await window?.close();
      home?.remove();
    });

    test("axe would see it", async () => {
      await window.run(() => {
        const bad = Object.assign(document.createElement("button"), {
          id: "bad",
        });
        document.querySelector("main").append(bad);
      });
      const found = await findings(window);
      await window.run(() => document.querySelector("#bad").remove());
      assert.ok(
        found.some((finding) => finding.includes("button-name")),
        JSON.stringify(found),
      );
    });

    for (const [name, address, sign] of VIEWS) {
      test(name, async () => {
        await window.goTo(address);
        await window.find(sign);
        await window.still();
        await window.picture(`${name}-${theme}`);
        assert.deepEqual(await findings(window), []);
      });
    }
  });
}

for (const [language, lang, searchWord, theirs] of [
  ["zh-Hant", "zh-Hant-TW", "搜尋", "時間線"],
  ["zh-Hant-HK", "zh-Hant-HK", "搜尋", "時間線"],
  ["zh-Hans", "zh-Hans-CN", "搜索", "时间线"],
  ["en", "en", "Search", "Timeline"],
]) {
  test(`follows a system that speaks ${language}`, async () => {
    const home = emptyHome();
    const window = await openWindow({ display, home, language });
    try {
      await window.find("nav a", searchWord);
      await window.click("nav a", theirs);
      await window.find("h1", theirs);
      assert.equal(await window.run(() => document.documentElement.lang), lang);
      await window.picture(`timeline-${language}`);
    } finally {
      await window.close();
      home.remove();
    }
  });
}

/** Runs in the page: waits until the index is complete. */
async function indexed() {
  for (;;) {
    const { index } = await window.__TAURI_INTERNALS__.invoke("ask", {
      lang: "en",
      name: "status",
      request: {},
    });
    if (index.state !== "building") return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
