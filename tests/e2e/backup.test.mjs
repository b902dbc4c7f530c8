/*
 * The backup that is made when the window closes, put back in the open window; and a library that is damaged.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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

/** A library with a note in it and a backup that was made when the window closed. */
async function backedUp() {
  window = await openWindow({ display, home });
  await window.find("main h1");
  const note = await window.ask("save_note", { zh: "舊的內容" });
  await window.askToEnd();
  await window.ended();
  const [name, ...more] = readdirSync(join(home.path, "library", "backups"));
  assert.match(name, /^library-.*\.zhimai$/);
  assert.deepEqual(more, []);
  return note;
}

test("a backup is made at closing and put back, and the library from before is kept", async () => {
  const note = await backedUp();
  window = await openWindow({ display, home });
  await window.find("main h1");
  await window.ask("save_note", { id: note.id, version: note.version, zh: "新的內容" });
  await window.goTo("zhimai://view/library");
  await window.find("h2", "Backup");
  await window.click("button", "Check the library");
  await window.find("[role=status]", "The library is sound.");
  for (const theme of ["light", "dark"]) {
    await window.ask("save_settings", { ...(await window.ask("settings", {})), theme, language: "zh-Hant" });
    await window.reload();
    await window.find("nav");
    await window.goTo("zhimai://view/library");
    await window.click("button", /還原 .* 的備份/);
    await window.find("dialog td");
    await window.still();
    await window.picture(`restore-${theme}`);
    await window.press("Escape");
    await window.run(() => {
      document.querySelector("[aria-label=每日備份]").scrollIntoView();
    });
    await window.picture(`backups-${theme}`);
  }
  await window.ask("save_settings", { ...(await window.ask("settings", {})), theme: "", language: "en" });
  await window.reload();
  await window.find("nav");
  await window.goTo("zhimai://view/library");
  await window.click("button", /Restore the backup of/);
  await window.find("dialog li", "新的內容");
  await window.run(() => {
    globalThis.before = true;
  });
  await window.click("dialog button", "Restore");
  const anew = () => window.run(() => globalThis.before === undefined).catch(() => false);
  await until("the page to start anew", anew);
  await window.find("nav");
  await window.goTo("zhimai://view/library");
  await window.find("p", /Libraries from before a restore are all kept/);
  assert.equal((await window.ask("note", { id: note.id })).zh, "舊的內容");
  const aside = join(home.path, "library", "set-aside");
  const [kept] = readdirSync(aside);
  assert.ok(readFileSync(join(aside, kept, "library.db")).includes("新的內容"));
  // It is a library like any other from here on.
  await window.goTo(`zhimai://view/notes?note=${note.id}`);
  await window.find("textarea", "Chinese");
});

test("a damaged library says so at the start and offers the newest backup", async () => {
  const note = await backedUp();
  const database = join(home.path, "library", "library.db");
  const noise = "damaged".repeat(5000);
  writeFileSync(database, noise);
  for (const language of ["zh-Hant", "zh-Hans", "en"]) {
    window = await openWindow({ display, home, language });
    await window.find(
      "h1",
      { "zh-Hant": "文庫打不開", "zh-Hans": "文库打不开", en: "The library cannot be opened" }[language],
    );
    await window.find("p", /1 則筆記|1 条笔记|1 note,/);
    await window.still();
    await window.picture(`damaged-${language}`);
    if (language !== "en") await window.close();
  }
  assert.equal(readFileSync(database, "utf8"), noise);
  await window.click("button", "Restore this backup");
  await window.find("nav");
  assert.equal((await window.ask("note", { id: note.id })).zh, "舊的內容");
  const aside = join(home.path, "library", "set-aside");
  const [kept] = readdirSync(aside);
  assert.equal(readFileSync(join(aside, kept, "library.db"), "utf8"), noise);
  assert.ok(existsSync(database));
});
