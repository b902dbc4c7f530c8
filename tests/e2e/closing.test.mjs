/*
 * How the window closes: with what was typed a moment ago, even when the system asks for it, and never stuck.
 */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
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

test("what was typed a moment ago is saved, and so is the place", async () => {
  window = await openWindow({ display, home });
  await window.find("main h1");
  await window.goTo("zhimai://view/notes?new=1");
  await window.click("textarea", "Chinese");
  await window.type("剛寫下");
  await window.askToEnd();
  await window.ended();
  window = await openWindow({ display, home });
  await window.find("h1", "Notes");
  const [note] = await window.ask("notes", {});
  assert.equal(note.zh, "剛寫下");
});

test("a page that hangs does not keep the window open", async () => {
  window = await openWindow({ display, home });
  await window.find("main h1");
  // The driver gets its answer first.
  await window.run(() => {
    setTimeout(() => {
      for (;;);
    }, 1000);
  });
  await pause(1500);
  const began = Date.now();
  await window.askToEnd();
  await window.ended();
  assert.ok(Date.now() - began < 10_000, `${Date.now() - began} ms`);
});

test("the person is asked when a note cannot be saved", async () => {
  window = await openWindow({ display, home });
  await window.find("main h1");
  const note = await window.ask("save_note", { zh: "先前", en: "" });
  await window.goTo(`zhimai://view/notes?note=${note.id}`);
  await window.find("textarea", "Chinese");
  // Changed elsewhere, so that what is typed here needs a decision.
  await window.ask("save_note", { id: note.id, version: note.version, zh: "別處改過", en: "" });
  await window.click("textarea", "Chinese");
  await window.type("這裡也改");
  await window.find("[role=alert]");
  await window.askToEnd();
  await window.find("dialog[open]", "Some notes are not saved");
  await window.still();
  await window.picture("closing-asks");
  await window.click("dialog button", "Keep open");
  await window.gone("dialog[open]");
  const held = () =>
    window.run(() =>
      [...document.querySelectorAll("textarea")].some((field) => /這裡也改/.test(field.value)),
    );
  await until("the text to be still there", held);
});
