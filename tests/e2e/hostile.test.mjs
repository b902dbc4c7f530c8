/*
 * Files that are made to harm: bombs, lies, depths, lines without an end, and pages that would act. Each is refused with what
 * and where, or comes in as mere text, in bounded memory; nothing of it runs in the window, and nobody is asked for anything.
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bombs, line, MIB, traps, WORD } from "./harm.mjs";
import { lureOnPort, nothingHappened } from "./lure.mjs";
import { choose } from "./picker.mjs";
import { openWindow } from "./window.mjs";
import { emptyHome, until, virtualDisplay } from "./world.mjs";

/** So much the program may take while it reads all of it, in MiB: far less than what would be unpacked. */
const MOST_MEMORY = 1024;

let display, home, window, lure, stage;

before(async () => {
  lure = await lureOnPort();
  display = await virtualDisplay();
  home = emptyHome();
  for (const [folder, files] of [
    ["bombs", bombs()],
    ["traps", traps(lure.address)],
  ]) {
    mkdirSync(join(home.path, folder));
    for (const [name, content] of files) writeFileSync(join(home.path, folder, name), content);
  }
  mkdirSync(join(home.path, "lines"));
  for (const name of ["line.txt", "line.jsonl", "line.csv"]) line(join(home.path, "lines", name), 1024 * MIB);
  window = await openWindow({ display, home });
  stage = { display, window };
  await window.find("main h1");
});

after(async () => {
  await window?.close();
  await display?.close();
  home?.remove();
  lure?.close();
});

/** What the program has taken at most so far, in MiB. */
async function memory() {
  const status = readFileSync(`/proc/${await window.process()}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)[1]) / 1024;
}

async function rehearse(folder) {
  await window.goTo("zhimai://view/library");
  await choose(stage, "Choose a folder…", join(home.path, folder));
  await until(`${folder} to be read`, () =>
    window.run(
      () => document.querySelector("[role=status] h3")?.textContent === "What the import would bring",
    ),
  );
}

const rows = () =>
  window.run(() =>
    [...document.querySelectorAll("[role=status] tbody tr")].map((row) =>
      [...row.cells].map((cell) => cell.textContent.trim()),
    ),
  );

test("bombs and lies are refused with what and where, in bounded memory", async () => {
  await rehearse("bombs");
  await window.picture("hostile-bombs");
  const told = await rows();
  for (const [name, , reason] of bombs()) {
    const row = told.find(([file, , , outcome]) => file.includes(`/${name}`) && outcome === "Refused");
    assert.ok(row, `${name} is not refused: ${JSON.stringify(told)}`);
    assert.match(row[2], reason, name);
  }
  assert.ok((await memory()) < MOST_MEMORY, `${await memory()} MiB`);
});

test("a line of a gigabyte is refused", async () => {
  await rehearse("lines");
  const told = await rows();
  for (const name of ["line.txt", "line.jsonl", "line.csv"]) {
    const row = told.find(([file]) => file.endsWith(`/${name}`));
    assert.ok(row, `${name}: ${JSON.stringify(told)}`);
    assert.match(row[2], /large|long/i, name);
    assert.equal(row[3], "Refused", name);
  }
  assert.ok((await memory()) < MOST_MEMORY, `${await memory()} MiB`);
});

test("pages and documents that would act are text", async () => {
  await rehearse("traps");
  await nothingHappened(window, lure);
  await window.click("[role=status] button", "Import now");
  await window.find("[role=status] h3", "Import finished");
  await nothingHappened(window, lure);
  for (const [name, , word] of traps(lure.address)) {
    const answer = await until(name, async () => {
      const found = await window.ask("search", { query: `"${word}"`, kinds: ["article"] });
      return found.total > 0 && found;
    });
    await window.goTo(`zhimai://article/${encodeURIComponent(answer.hits[0].id)}`);
    await window.find("article [data-block]");
    await nothingHappened(window, lure);
  }
  await window.picture("hostile-page");
  await window.goTo(`zhimai://view/search?q=${WORD}`);
  await window.find("[data-hit]");
  await nothingHappened(window, lure);
  assert.deepEqual(lure.counts(), [0, 0]);
});
