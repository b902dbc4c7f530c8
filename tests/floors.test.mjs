/*
 * The floors of docs/ARCHITECTURE.md: a crate uses only crates below its own, and some libraries live in one crate alone.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

const FLOOR = {
  text: 0,
  model: 1,
  store: 2,
  gazetteer: 2,
  dictionary: 2,
  search: 3,
  import: 3,
  knowledge: 3,
  library: 4,
  api: 5,
  cli: 6,
  desktop: 6,
};
/** Measures everything from outside, so it may know everything. */
const OUTSIDE = ["bench"];
/** Who alone may use what. */
const ALONE = [
  [/^(tauri|wry)/, ["desktop"]],
  [/^rusqlite/, ["store"]],
  [/^tantivy/, ["search"]],
  [/^clap/, ["cli"]],
  [/^anyhow$/, ["cli", "desktop"]],
  [/^ts-rs$/, ["api"]],
];
/** What some must not know, though it lies below them. */
const APART = [["store", ["search", "import", "knowledge"]]];

/** The crates of the workspace by name, each with the names of what it uses, tests aside. */
function crates() {
  const metadata = execFileSync("cargo", ["metadata", "--no-deps", "--format-version", "1"], {
    maxBuffer: 1 << 26,
  });
  return JSON.parse(metadata)
    .packages.map(({ name, dependencies }) => ({
      name: name.replace(/^zhimai-/, ""),
      uses: dependencies.filter(({ kind }) => kind !== "dev").map((dependency) => dependency.name),
    }))
    .filter(({ name }) => !OUTSIDE.includes(name));
}

/** What in a crate breaks the rules, in words. */
function broken({ name, uses }) {
  if (!(name in FLOOR)) return [`${name} has no floor`];
  return uses.flatMap((use) => {
    const ours = use.startsWith("zhimai-") ? use.replace(/^zhimai-/, "") : undefined;
    const told = [];
    if (ours && !(ours in FLOOR)) told.push(`${ours} has no floor`);
    else if (ours && FLOOR[ours] >= FLOOR[name])
      told.push(`${name} (${FLOOR[name]}) uses ${ours} (${FLOOR[ours]})`);
    for (const [what, who] of APART)
      if (ours === what && who.includes(name)) told.push(`${name} must not know ${what}`);
    for (const [library, owners] of ALONE)
      if (library.test(use) && !owners.includes(name))
        told.push(`${name} uses ${use}, which is for ${owners}`);
    return told;
  });
}

test("every crate has a floor, and every floor its crates", () => {
  assert.deepEqual(
    crates()
      .map(({ name }) => name)
      .sort(),
    Object.keys(FLOOR).sort(),
  );
});

test("the floors hold", () => {
  const all = crates();
  const store = all.find(({ name }) => name === "store");
  assert.ok(store.uses.includes("rusqlite"), "what the crates use is not read rightly");
  assert.deepEqual(all.flatMap(broken), []);
});

test("what breaks the rules is found", () => {
  const found = (name, ...uses) => broken({ name, uses });
  assert.deepEqual(found("model", "serde", "zhimai-text"), []);
  assert.deepEqual(found("text", "zhimai-model"), ["text (0) uses model (1)"]);
  assert.deepEqual(found("search", "zhimai-store", "rusqlite"), [
    "search must not know store",
    "search uses rusqlite, which is for store",
  ]);
  assert.deepEqual(found("cli", "tauri-plugin-dialog"), [
    "cli uses tauri-plugin-dialog, which is for desktop",
  ]);
  assert.deepEqual(found("library", "zhimai-new"), ["new has no floor"]);
  assert.deepEqual(found("new"), ["new has no floor"]);
});
