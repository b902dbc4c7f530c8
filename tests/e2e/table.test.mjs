/*
 * The library as a table: put in order and narrowed, chosen from by keys and by the pointer, many edited and removed at once,
 * and that taken back, in three languages; it follows what a terminal changes.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { withWindow } from "./stage.mjs";
import { until, zhimai } from "./world.mjs";

let home, window;
withWindow(async (opened) => {
  ({ home, window } = opened);
  await window.find("main h1");
});

const COUNT = 400;
const line = (n) =>
  JSON.stringify({
    id: `t${n}`,
    title: `糰子新聞第${String(n).padStart(3, "0")}則`,
    source: n % 2 === 0 ? "甲報" : "乙報",
    date: `2025-${String((n % 12) + 1).padStart(2, "0")}`,
    text: `糰子店第${n}次開張。`.repeat((n % 7) + 1),
  });

const total = async (request) => (await window.ask("articles", { words: "糰子新聞", ...request })).total;

async function inLanguage(language, theme, address = "zhimai://view/library?words=糰子新聞") {
  await window.ask("save_settings", { ...(await window.ask("settings", {})), language, theme });
  await window.reload();
  await window.find("nav");
  await window.goTo(address);
  await window.find("table[role=grid]");
  await window.run(() => {
    document.querySelector("table[role=grid]").closest("section").scrollIntoView();
  });
}

/** What is chosen, as the bar says it. */
const chosen = (text) => window.find("[role=status]", text);

/** Clicks a row of the table with keys held. */
const clickRow = (row, held = {}) =>
  window.run(
    (row, held) => {
      const cell = document.querySelector(`[data-row="${row}"] td.date`);
      cell.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...held }));
      document.querySelector(`[data-row="${row}"]`).focus();
    },
    row,
    held,
  );

test("a table is put in order, chosen from, edited, and that is taken back", async () => {
  const text = Array.from({ length: COUNT }, (_, n) => line(n)).join("\n");
  await window.ask("import_text", { name: "many.jsonl", text });
  await inLanguage("en", "light");
  assert.equal(await total({}), COUNT);
  const drawn = await window.run(() => document.querySelectorAll("table[role=grid] [data-row]").length);
  assert.ok(drawn < 150, `only what is near the viewport is drawn, not ${drawn}`);
  await window.click("th button", "Title");
  await until("the titles to be in order", () =>
    window.run(() => document.querySelector('[data-row="0"] .title')?.textContent.includes("000")),
  );
  assert.equal(
    await window.run(() => document.querySelector("th.title").getAttribute("aria-sort")),
    "ascending",
  );
  await clickRow(1);
  await chosen("1 article chosen");
  await clickRow(3, { ctrlKey: true });
  await chosen("2 articles chosen");
  await clickRow(1);
  await clickRow(8, { shiftKey: true });
  await chosen("8 articles chosen");
  await window.press("F2");
  await window.find("dialog[open] h2", "Edit 8 articles");
  await window.find("dialog[open] .now", "not all the same");
  await window.still();
  await window.picture("table-edit-en");
  await window.run(() => {
    const mode = [...document.querySelectorAll("dialog[open] select")].at(1);
    mode.value = "set";
    mode.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await window.find("dialog[open] input[type=text]");
  await window.run(() => {
    const field = document.querySelector("dialog[open] input[type=text]");
    field.value = "丙報";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await window.click("dialog[open] button", "Edit");
  await window.find(".toast", /8 articles edited\./);
  assert.equal(await total({ words: "糰子新聞 丙報" }), 8);
  await window.find("p .from", "Edited source: 8 articles");
  await window.click(".toast button", "Undo");
  await window.find(".toast", /8 articles are as before\./);
  assert.equal(await total({ words: "糰子新聞 丙報" }), 0);
});

test("by keys alone all that match are chosen, removed, and brought back", async () => {
  await inLanguage("en", "light", "zhimai://view/library?words=糰子新聞&sort=title");
  const left = await total({ words: "糰子新聞 甲報" });
  await inLanguage("en", "light", "zhimai://view/library?words=糰子新聞+甲報&sort=title");
  await window.run(() => {
    document.querySelector('[data-row="0"]').focus();
  });
  await window.press("ArrowDown");
  await window.press(" ");
  await chosen("1 article chosen");
  await window.press("Shift", "ArrowDown");
  await chosen("2 articles chosen");
  await window.press("Control", "a");
  await chosen(`${left} articles chosen`);
  await window.press("Delete");
  await window.find("dialog[open] h2", `Remove ${left} articles?`);
  await window.click("dialog[open] button", "Remove");
  await window.find(".toast", new RegExp(`${left} articles removed\\.`));
  assert.equal(await total({}), COUNT - left);
  await window.run(() => document.activeElement?.blur());
  await window.press("Control", "z");
  await window.find(".toast", new RegExp(`${left} articles are as before\\.`));
  assert.equal(await total({}), COUNT);
});

test("what is chosen is still so when one comes back, and another program's changes are followed", async () => {
  await inLanguage("en", "light", "zhimai://view/library?words=糰子新聞&sort=title");
  await clickRow(0);
  await window.press("Enter");
  await window.find("h1", /第000則/);
  await window.press("Alt", "ArrowLeft");
  await window.find("table[role=grid]");
  await chosen("1 article chosen");
  await zhimai(home, "articles", "remove", "t7");
  await until("the table to have one less", () =>
    window.run(
      (n) => document.querySelector("table[role=grid]").getAttribute("aria-rowcount") === String(n),
      COUNT,
    ),
  );
  await zhimai(home, "articles", "undo");
  await until("all of them to be there again", () =>
    window.run(
      (n) => document.querySelector("table[role=grid]").getAttribute("aria-rowcount") === String(n),
      COUNT + 1,
    ),
  );
  await chosen("1 article chosen");
});

test("the table is sound in three languages and both themes", async () => {
  for (const [language, theme] of [
    ["zh-Hant", "dark"],
    ["zh-Hans", "light"],
    ["en", "dark"],
  ]) {
    await inLanguage(language, theme);
    await clickRow(2);
    await clickRow(4, { shiftKey: true });
    await window.still();
    await window.picture(`table-${language}-${theme}`);
    assert.deepEqual(await findings(window), []);
  }
  for (const [width, height] of [
    [1024, 700],
    [1600, 1000],
    [2560, 1440],
  ]) {
    await window.resize(width, height);
    await window.still();
    await window.picture(`table-${width}`);
    const over = await window.run(() => {
      const table = document.querySelector("table[role=grid]").parentElement;
      return table.scrollWidth - table.clientWidth;
    });
    assert.ok(over <= 0, `the table is ${over} px wider than its place at ${width}`);
  }
  // Large letters leave room for few columns, and those take it all.
  await window.ask("save_settings", { ...(await window.ask("settings", {})), text_scale: 200 });
  await window.reload();
  for (const [width, height] of [
    [1024, 700],
    [1600, 1000],
  ]) {
    await window.resize(width, height);
    await window.find("table[role=grid] [data-row]");
    await window.still();
    const left = await window.run(() => {
      const row = document.querySelector("table[role=grid] [data-row]");
      const cells = [...row.cells].filter((cell) => cell.getClientRects().length > 0);
      const { right } = document.querySelector("table[role=grid]").getBoundingClientRect();
      return right - cells.at(-1).getBoundingClientRect().right;
    });
    assert.ok(Math.abs(left) <= 1, `the cells of a row end ${left} px before the table at ${width}`);
  }
});
