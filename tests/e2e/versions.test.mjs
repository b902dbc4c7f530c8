/*
 * An article that changed: what it was stays, both can be compared, and a note stays only where it certainly belongs.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { withWindow } from "./stage.mjs";
import { PATIENCE_MS, until, zhimai } from "./world.mjs";

const ADDRESS = "url: https://example.com/changed";
const FILLER = Array.from({ length: 80 }, (_, i) => `這是沒有變的第${i}段，講的是別的事。`).join("\n\n");
const text = (sum, more) =>
  `---\n${ADDRESS}\ndate: 2026-01-01\n---\n# 會改的文章\n\n開頭不變。\n\n金額是 ${sum} 億美元，分階段投入。\n\n${more}\n\n${FILLER}\n\n結尾不變。\n`;

let home, window, id, file;
withWindow(async (opened) => {
  ({ home, window } = opened);
  await window.find("main h1");
  file = join(home.path, "changed.md");
  writeFileSync(file, text("100", "這一段後來整段刪去了。"));
  await zhimai(home, "import", file);
  const { hits } = await until("the article", async () => {
    const answer = await window
      .ask("search", { query: '"會改的文章"', kinds: ["article"] })
      .catch(() => undefined);
    return answer?.hits.length > 0 && answer;
  });
  id = hits[0].id;
});

/** Notes a passage, as the reader does. */
async function note(quote, zh) {
  const article = await window.ask("article", { id, reading: "original", query: "" });
  const block = article.blocks.findIndex(({ columns }) => columns[0].text.includes(quote));
  const start = article.blocks[block].columns[0].text.indexOf(quote);
  const selection = {
    reading: "original",
    column: 0,
    start_paragraph: block,
    start,
    end_paragraph: block,
    end: start + quote.length,
  };
  return window.ask("save_note", { on: article.address, zh, selection });
}

test("one version needs no word, and what was noted is marked", async () => {
  await note("開頭不變", "留得住的筆記");
  await note("這一段後來整段刪去了", "無處可放的筆記");
  await window.goTo(`zhimai://article/${id}`);
  await window.find("article [data-note]", /開頭不變/);
  await window.find("article [data-note]", /整段刪去/);
  await window.gone("aside h2", /earlier version/);
});

test("a changed text is a version of the same article, and an open window shows it", async () => {
  writeFileSync(file, text("最多 150", "公司後來更正了先前的說法，原因沒有透露。"));
  await zhimai(home, "import", file);
  await window.find("article [data-block]", /最多 150 億/);
  await window.find("aside h2", "1 earlier version");
});

test("a note whose place is gone is told with its quote, and nothing is marked for it", async () => {
  await window.find("article [data-note]", /開頭不變/);
  const marked = await window.run(() =>
    [...document.querySelectorAll("article [data-note]")].map((one) => one.textContent),
  );
  assert.deepEqual(marked, ["開頭不變"]);
  await window.find("aside [data-note-entry]", /整段刪去了[^]*無處可放的筆記[^]*Place uncertain/);
  await window.click("aside [data-note-entry]", /無處可放的筆記/);
  await window.find("aside .detached", /not certain/);
});

test("both are compared word by word, from the panel, and by keys", async () => {
  // The note that is open in the panel gives way.
  await window.click("aside button", "Back to context");
  await window.click("aside a", "Compare");
  await window.find("main .row.changed");
  const seen = await window.run(() => ({
    removed: [...document.querySelectorAll("main del")].map((one) => one.textContent).join("|"),
    added: [...document.querySelectorAll("main ins")].map((one) => one.textContent).join("|"),
    address: document.querySelector("main").dataset.address,
    decorated: [...document.querySelectorAll("main :is(del, ins)")].every(
      (one) => getComputedStyle(one).textDecorationLine !== "none",
    ),
  }));
  assert.match(seen.address, /compare=1\.\.2$/);
  assert.match(seen.removed, /100/);
  assert.match(seen.added, /最多/);
  assert.doesNotMatch(seen.removed, /億美元，分階段/);
  assert.ok(seen.decorated);
  await window.find("[role=status]", /^Change 1 of \d+$/);
  await window.press("n");
  await window.find("[role=status]", /^Change 2 of \d+$/);
  await window.press("p");
  await window.find("[role=status]", /^Change 1 of \d+$/);
  await window.picture("compare");
});

test("side by side where there is room, else one under the other", async () => {
  const beside = () =>
    window.run(() => {
      const [older, newer] = document.querySelectorAll("main .row.changed :is(.older, .newer)");
      const [left, right] = [older, newer].map((one) => one.getBoundingClientRect());
      return left.right <= right.left;
    });
  assert.equal(await beside(), true);
  await window.resize(700, 700);
  await until("one column", async () => !(await beside()));
  await window.picture("compare-narrow");
  await window.resize(1280, 840);
});

test("axe finds nothing serious, in either theme", async () => {
  for (const theme of ["light", "dark"]) {
    await window.goTo("zhimai://view/notes");
    await window.still();
    // Right before the page is loaded anew: it writes its own settings when one goes to another place.
    await window.ask("save_settings", { ...(await window.ask("settings", {})), theme });
    await window.reload();
    await window.find(`[data-theme=${theme}] main h1`);
    await window.goTo(`zhimai://article/${id}?compare=1..2`);
    await window.find("main .row.changed");
    await window.still();
    assert.deepEqual(await findings(window), []);
  }
});

test("a note that is open beside its article says at once when its passage is gone, and keeps what is typed", async () => {
  await window.goTo(`zhimai://article/${id}`);
  await window.click("aside [data-note-entry]", /留得住的筆記/);
  await window.find("aside textarea");
  await window.gone("aside .detached");
  await window.focus("aside textarea");
  await window.press("Control", "End");
  await window.type(" typed before");
  writeFileSync(
    file,
    text("最多 150", "公司後來更正了先前的說法，原因沒有透露。").replace("開頭不變。", "從頭寫過了。"),
  );
  await zhimai(home, "import", file);
  const since = performance.now();
  await window.find("aside .detached", /not certain/);
  const ms = Math.round(performance.now() - since);
  assert.ok(ms <= PATIENCE_MS / 20, `it was told after ${ms} ms`);
  await window.type(" and after");
  const typed = () => window.run(() => document.querySelector("aside textarea").value);
  assert.equal(await typed(), "留得住的筆記 typed before and after");
  await until("what was typed to be saved", async () => {
    const notes = await window.ask("notes", {});
    return notes.some(({ zh, detached }) => detached && zh === "留得住的筆記 typed before and after");
  });
  console.log(`detached: ${ms} ms`);
});
