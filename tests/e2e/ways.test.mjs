/*
 * Small things that a person does all day, where a window easily goes wrong: the right button, the palette, a date that
 * cannot be read, large text, Simplified characters, a panel that comes and goes, a terminal beside the window.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { withWindow } from "./stage.mjs";
import { until, zhimai } from "./world.mjs";

let home, window;
withWindow(async (opened) => {
  ({ home, window } = opened);
  await window.find("main h1");
  await window.wait(async () => {
    const status = () =>
      window.__TAURI_INTERNALS__.invoke("ask", { lang: "en", name: "status", request: {} });
    while ((await status()).index.state === "building")
      await new Promise((resolve) => setTimeout(resolve, 100));
  });
});

/** Whether anything is wider than what it is in, so that a bar to scroll sideways comes. */
const sideways = () =>
  window.run(() => {
    const main = document.querySelector("main");
    return main.scrollWidth - main.clientWidth;
  });
const change = async (some) => {
  // The page may be writing its own settings just then, such as its address.
  await until("the settings", async () => {
    await window.ask("save_settings", { ...(await window.ask("settings", {})), ...some });
    await window.reload();
    await window.find("main h1");
    const kept = await window.ask("settings", {});
    return Object.entries(some).every(([name, value]) => kept[name] === value);
  });
};

describe("the right button", () => {
  for (const [language, words, link] of [
    ["en", "Copy this page's address", "Copy link"],
    ["zh-Hant", "複製這一頁的位址", "複製網址"],
    ["zh-Hans", "复制这一页的地址", "复制网址"],
  ])
    test(`opens the program's own menu (${language})`, async () => {
      await change({ language });
      await window.goTo("zhimai://view/companies");
      await window.rightClick("main h1");
      await window.find("[role=menuitem]", words);
      await window.picture(`menu-${language}`);
      await window.press("Escape");
      await window.gone("[role=menuitem]");
      await window.rightClick("main .entities a");
      await window.find("[role=menuitem]", link);
      await window.press("Escape");
      await window.gone("[role=menuitem]");
    });

  test("is told of nowhere that the web view would answer itself", async () => {
    await change({ language: "en" });
    for (const [address, selector] of [
      ["zhimai://view/timeline", "svg.lanes"],
      ["zhimai://article/alliance-retold?reading=original", "article [data-block='3']"],
      ["zhimai://view/settings", "main input[type=range]"],
      ["zhimai://view/notes", "main input"],
    ]) {
      await window.goTo(address);
      await window.find(selector);
      await window.run(() => {
        window.untold = [];
        addEventListener("contextmenu", (event) => window.untold.push(event.defaultPrevented), {
          once: true,
        });
      });
      await window.rightClick(selector);
      assert.deepEqual(await window.run(() => window.untold), [true], selector);
      await window.press("Escape");
    }
  });

  test("comes by Shift+F10 too, and cuts and pastes", async () => {
    await window.press("Control", "k");
    await window.type("abc");
    await window.press("Control", "a");
    await window.press("Shift", "F10");
    await window.click("[role=menuitem]", "Cut");
    assert.equal(await window.run(() => document.querySelector("#search-field").value), "");
    await window.press("Shift", "F10");
    await window.click("[role=menuitem]", "Paste");
    await until("what was cut", () =>
      window.run(
        () =>
          document.querySelector("#search-field").value === "abc" ||
          /Ctrl\+V/.test(document.querySelector(".toast")?.textContent ?? ""),
      ),
    );
    await window.press("Escape");
  });
});

test("the palette opens empty and finds companies and events", async () => {
  await window.press("Control", "Shift", "p");
  await window.find("dialog[open] [role=combobox]");
  await window.type("nvidia");
  await window.find("dialog[open] [role=option]", /Company/);
  await window.find("dialog[open] [role=option]", /Event/);
  await window.picture("palette");
  await window.press("Escape");
  await window.gone("dialog[open]");
  await window.press("Control", "Shift", "p");
  await window.find("dialog[open] [role=combobox]");
  assert.equal(await window.run(() => document.querySelector("[role=combobox]").value), "");
  await window.type("dark");
  await window.find("dialog[open] [role=option]", /Switch light and dark/);
  await window.press("Escape");
  await window.gone("dialog[open]");
});

test("a date that cannot be read leaves nothing behind, and makes nothing wider", async () => {
  await window.goTo("zhimai://view/timeline?known=2025-12-31");
  await window.find("svg [data-mark]");
  await window.still();
  await window.focus(".known input");
  // As an input method puts it in: not every driver has keys for it.
  await window.run(() => {
    const field = document.querySelector(".known input");
    field.value = "昨天";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, data: "昨天" }));
  });
  await window.press("Enter");
  await window.find("[role=alert]");
  assert.equal(await sideways(), 0);
  await window.picture("timeline-wrong-date");
  await window.click("button", "Show everything known now");
  await window.gone("[role=alert]");
  assert.equal(await sideways(), 0);
});

test("what is pasted goes into the text", async () => {
  await window.goTo("zhimai://view/library");
  await window.click("main button", /^Paste/);
  await window.find("dialog[open] textarea");
  assert.equal(await window.run(() => document.activeElement.tagName), "TEXTAREA");
  await window.press("Escape");
  await window.gone("dialog[open]");
});

test("the library shows what a terminal imports", async () => {
  await window.goTo("zhimai://view/library");
  await window.find("main h1", "Library");
  await window.still();
  const file = join(home.path, "terminal.md");
  writeFileSync(file, "---\ndate: 2027-01-01\n---\n# 從終端機來的文章\n\n內容在這裡。\n");
  await zhimai(home, "import", file);
  await window.find("main td a", "從終端機來的文章");
  await window.goTo("zhimai://view/notes");
  await window.find("main h1");
  await zhimai(home, "note", "add", "--zh", "終端機寫的筆記");
  await window.find("[data-note-entry]", /終端機寫的筆記/);
});

test("Ctrl with + − 0 sets the size of the text, and it is kept", async () => {
  const size = () => window.run(() => getComputedStyle(document.documentElement).fontSize);
  await window.press("Control", "+");
  await until("larger text", async () => (await size()) === "17.6px");
  await window.press("Control", "-");
  await window.press("Control", "-");
  await until("smaller text", async () => (await size()) === "14.4px");
  await until("that it is kept", async () => (await window.ask("settings", {})).text_scale === 90);
  await window.press("Control", "0");
  await until("text as it was", async () => (await size()) === "16px");
});

describe("at twice the size, in a small window", () => {
  before(async () => {
    await window.resize(1024, 700);
    await change({ text_scale: 200 });
  });
  after(async () => {
    await change({ text_scale: 100 });
    await window.resize(1280, 800);
  });

  test("results can be seen, and every view can be reached", async () => {
    await window.goTo("zhimai://view/search?q=nvidia");
    await window.find("[data-hit]");
    await window.still();
    await window.picture("twice-search");
    const seen = await window.run(() => {
      const inside = (element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      };
      return {
        hits: [...document.querySelectorAll("[data-hit]")].filter(inside).length,
        views: [...document.querySelectorAll("nav.rail a")].filter(inside).length,
        bar: document.querySelector("header.bar").getBoundingClientRect().height,
      };
    });
    assert.ok(seen.hits >= 1, JSON.stringify(seen));
    assert.equal(seen.views, 8);
    assert.ok(seen.bar < 140, `the bar is ${seen.bar} pixels high`);
    for (const name of ["Timeline", "Companies", "Money", "Notes", "Glossary", "Library", "Settings"]) {
      await window.click("nav.rail a", name);
      await window.find("main h1");
      assert.equal(await sideways(), 0, name);
    }
  });
});

test("in Simplified, what is not somebody's text is Simplified, and set so", async () => {
  await change({ language: "zh-Hans" });
  for (const address of ["zhimai://view/search", "zhimai://view/search?q=英伟达", "zhimai://view/timeline"]) {
    await window.goTo(address);
    await window.find("main h1");
    await window.still();
    await window.picture(`hans-${address.length}`);
    const wrong = await window.run(() => {
      const TRADITIONAL =
        /[與為這個們來時國對會發後學說過還進經關開無動現種應實體機點業產電題門問間資訊億萬輝達軟]/;
      const own = [...document.querySelectorAll("[lang]:not(:lang(zh-Hans)):not(:lang(en))")]
        .filter((element) => !element.closest("[role=radiogroup]") && !TRADITIONAL.test(element.textContent))
        .map((element) => `${element.lang}: ${element.textContent.trim().slice(0, 40)}`);
      const chips = [...document.querySelectorAll("button, .chip, .overline, .kind")]
        .map((element) => element.textContent.trim())
        .filter((text) => TRADITIONAL.test(text));
      return [...own, ...chips];
    });
    assert.deepEqual(wrong, [], address);
  }
  await change({ language: "en" });
});

describe("the panel at the side", () => {
  for (const [width, height] of [
    [1280, 800],
    [1600, 1000],
  ])
    test(`leaves the columns where they are (${width} × ${height})`, async () => {
      await window.resize(width, height);
      for (const [address, column] of [
        ["zhimai://view/search?q=nvidia", "[data-hit]"],
        ["zhimai://article/alliance-retold", "article h1"],
      ]) {
        await window.goTo(address);
        await window.find(column);
        await window.still();
        const left = () =>
          window.run((column) => {
            const { left, width } = document
              .querySelector(column)
              .closest("li, article")
              .getBoundingClientRect();
            return [left, width];
          }, column);
        const before = await left();
        const open = () => window.run(() => document.querySelector("aside") !== null);
        const was = await open();
        await window.press("Control", "b");
        await until("the panel to change", async () => (await open()) !== was);
        assert.deepEqual(await left(), before, address);
        await window.press("Control", "b");
        await until("the panel to change back", async () => (await open()) === was);
        assert.deepEqual(await left(), before, address);
      }
    });
});

test("what was repaired is marked in the text, and listed with what is not certain first", async () => {
  // As a converter leaves it that puts readings after characters and loses bytes.
  const damaged =
    "這個產業(yè)的關(guān)鍵,是聯(lián)盟與業(yè)務(wù)。股價張?zhí)靸r，不容?,F(xiàn)在要看關(guān)系與產(chǎn)能。";
  await window.ask("import_text", { name: "damaged", text: `# 損壞\n\n${damaged}` });
  const { articles } = await window.ask("articles", { collection: "", limit: 500, offset: 0 });
  const { id } = articles.find(({ title }) => title === "損壞");
  const { repairs } = await window.ask("article", { id, reading: "original", query: "" });
  assert.ok(repairs >= 8, `${repairs} repairs`);
  await window.goTo(`zhimai://article/${id}`);
  await window.find("article [data-repair]");
  await window.still();
  await window.picture("repaired");
  const marks = await window.run(() =>
    [...document.querySelectorAll("article [data-repair]")].map((mark) => {
      const { textDecorationLine, textDecorationStyle } = getComputedStyle(mark);
      return `${textDecorationLine} ${textDecorationStyle}`;
    }),
  );
  assert.deepEqual(marks, Array(repairs).fill("underline wavy"));
  const certain = await window.run(() =>
    [...document.querySelectorAll("aside li:has(del)")].map((item) => item.querySelector(".soft") === null),
  );
  assert.deepEqual(certain, certain.toSorted());
  assert.equal(certain[0], false);
});
