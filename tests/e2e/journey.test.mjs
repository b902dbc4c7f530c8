/*
 * One person's way through: search in one script, read what is written in the other, follow the company and the time,
 * write it down in both languages, and find it again after a restart. Each step goes on where the last one ended.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow } from "./window.mjs";
import { emptyHome, until, virtualDisplay } from "./world.mjs";

const NOTE = {
  zh: "追蹤水冷機櫃的交期",
  en: "Watch liquid-cooled rack lead times",
};

let display, home, window;
before(async () => {
  display = await virtualDisplay();
  home = emptyHome();
  window = await openWindow({ display, home });
});
after(async () => {
  await window?.close();
  await display?.close();
  home?.remove();
});

test("a search in Simplified finds the article in Traditional", async () => {
  await window.find("main h1");
  await window.press("Control", "k");
  await window.type("英伟达 450亿");
  await window.find("[data-hit]");
  await window.click("[role=tab]", /^Articles/);
  await window.still();
  await window.find("[data-hit][href^='zhimai://article/alliance-retold']");
  await window.still();
  await window.picture("journey-1-search");
  await window.click("[data-hit][href^='zhimai://article/alliance-retold']");
  await window.click("[role=radiogroup][aria-label=Reading] label", "繁");
  await window.find("main article [data-block]", /輝達|英偉達/);
  assert.doesNotMatch(await window.text("main article"), /英伟达/);
});

test("it is read in parallel, Chinese beside English", async () => {
  await window.click("[role=radiogroup][aria-label=Reading] label", "Parallel");
  await window.find("article [lang=en]", /Nvidia|NVIDIA/);
  const rows = await window.run(() =>
    [...document.querySelectorAll("article [data-row]")].map((row) =>
      [...row.querySelectorAll("[lang]")].map((column) => ({
        lang: column.lang,
        left: column.getBoundingClientRect().left,
        empty: column.textContent.trim() === "",
      })),
    ),
  );
  assert.ok(rows.length > 10, `${rows.length} paragraphs`);
  for (const [chinese, english] of rows) {
    assert.equal(chinese.lang.slice(0, 2), "zh");
    assert.equal(english.lang, "en");
    assert.ok(
      chinese.left < english.left && !chinese.empty && !english.empty,
      JSON.stringify([chinese, english]),
    );
  }
  await window.picture("journey-2-parallel");
});

test("a mention leads to the company", async () => {
  await window.click("article [data-entity=nvidia]");
  await window.find("main h1", /nvidia/i);
  assert.match(await window.text("main"), /輝達[^]*英伟达|英伟达[^]*輝達/);
  await window.picture("journey-3-company");
});

test("the timeline is zoomed with keys, and the list keeps step", async () => {
  await window.press("Alt", "2");
  await window.find("h1", "Timeline");
  const shown = () => window.run(() => document.querySelector("svg.lanes").getAttribute("aria-label"));
  await window.find("svg [data-mark]");
  const dense = await shown();
  await window.click("button", "Show all");
  const all = await until("everything", async () => count(await shown()) > count(dense) && (await shown()));
  await window.focus("[role=group][aria-label='Timeline of events'][tabindex]");
  for (let i = 0; i < 3; i++) await window.press("+");
  const nearer = await until("a nearer view", async () => (await shown()) !== all && (await shown()));
  assert.ok(count(nearer) < count(all), `${all} → ${nearer}`);
  await until("the list to keep step", async () =>
    (await window.run(() => document.querySelector("main").innerText)).includes(`${count(nearer)} event`),
  );
  await window.picture("journey-4-timeline");
  await window.press("+");
  await until(
    "the key to zoom",
    async () => count(await shown()) <= count(nearer) && (await shown()) !== nearer,
  );
  await window.press("0");
  await until("all again", async () => count(await shown()) === count(all));
});

test("a note is written in both languages", async () => {
  await window.goTo("zhimai://view/notes?new=1");
  await window.click("textarea", "Chinese");
  await window.type(NOTE.zh);
  await window.click("textarea", "English");
  await window.type(NOTE.en);
  await window.find("main *", "Saved");
  await window.picture("journey-5-note");
  const [note] = await window.ask("notes", {});
  assert.deepEqual({ zh: note.zh, en: note.en }, NOTE);
});

test("a search is saved under a name", async () => {
  await window.goTo("zhimai://view/search?q=OpenAI&kind=event&sort=oldest");
  await window.click("button", "Save search");
  await window.fill("dialog input", "Name", "OpenAI 始末");
  await window.press("Enter");
  await until("the search to be kept", async () => (await window.ask("saved_searches", {})).length === 1);
  await window.gone("dialog[open]");
  await window.picture("journey-6-saved");
});

test("after a restart the note is found by search, in either script", async () => {
  await window.close();
  window = await openWindow({ display, home });
  await window.find("main h1");
  for (const [typed, shown] of [
    ["水冷机柜", NOTE.zh],
    ["liquid-cooled", NOTE.zh],
  ]) {
    await window.goTo("zhimai://view/search");
    await window.find("nav a[aria-current=page]", "Search");
    await window.press("Control", "k");
    await window.type(typed);
    await window.find("[data-hit][href^='zhimai://note/']");
    // What is pressed may not move away under the pointer.
    await window.still();
    await window.click("[data-hit][href^='zhimai://note/']");
    await until(`the note for ${typed}`, () =>
      window.run(
        (text) => [...document.querySelectorAll("textarea")].some((field) => field.value === text),
        shown,
      ),
    );
  }
  await window.picture("journey-7-found-again");
});

test("the saved search is opened from the front page, with all that narrows it", async () => {
  await window.goTo("zhimai://view/search");
  await window.click("button", "OpenAI 始末");
  await window.find("[role=tab][aria-selected=true]", /^Events/);
  await window.find("[data-hit][href^='zhimai://event/']");
  const sort = await window.run(() => document.querySelector("main select").value);
  assert.equal(sort, "oldest");
});

test("back leads the whole way back", async () => {
  await window.press("Alt", "ArrowLeft");
  await window.find("button", "OpenAI 始末");
  await window.press("Alt", "ArrowLeft");
  await window.find("textarea", "Chinese");
});

/** The number of events that the picture says it shows. */
function count(label) {
  return Number(/([\d,]+) events?\b/.exec(label)?.[1].replace(",", ""));
}
