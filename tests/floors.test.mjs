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
  search: 3,
  import: 3,
  knowledge: 3,
  library: 4,
  cli: 5,
  desktop: 5,
};
/** Measures everything from outside, so it may know everything. */
const OUTSIDE = ["bench"];
/** Who alone may use what. */
const ALONE = [
  [/^tauri/, ["desktop"]],
  [/^rusqlite$/, ["store"]],
  [/^tantivy/, ["search"]],
  [/^clap/, ["cli"]],
  [/^anyhow$/, ["cli", "desktop"]],
];

const metadata = execFileSync("cargo", ["metadata", "--no-deps", "--format-version", "1"], {
  maxBuffer: 1 << 26,
});
const crates = JSON.parse(metadata)
  .packages.map(({ name, dependencies }) => ({
    name: name.replace(/^zhimai-/, ""),
    uses: dependencies.filter(({ kind }) => kind !== "dev").map((dependency) => dependency.name),
  }))
  .filter(({ name }) => !OUTSIDE.includes(name));

test("every crate has a floor", () => {
  assert.deepEqual(crates.map(({ name }) => name).sort(), Object.keys(FLOOR).sort());
});

for (const { name, uses } of crates) {
  test(`${name} uses only what is below it`, () => {
    const ours = uses.filter((use) => use.startsWith("zhimai-")).map((use) => use.replace(/^zhimai-/, ""));
    for (const use of ours) assert.ok(FLOOR[use] < FLOOR[name], `${name} uses ${use}`);
    for (const [library, owners] of ALONE)
      for (const use of uses)
        assert.ok(!library.test(use) || owners.includes(name), `${name} uses ${use}, which is for ${owners}`);
  });
}
