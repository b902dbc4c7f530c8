/*
 * Each format that can be imported, from a small file made here: chosen in the system's dialog, rehearsed, taken in, found by
 * search, and read in the window. What is no such file is refused with a reason.
 */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { choose } from "./picker.mjs";
import { DICTIONARIES, REFUSED, SAMPLES, VAULTS } from "./samples.mjs";
import { withWindow } from "./stage.mjs";
import { until } from "./world.mjs";

/** A picture of one dot. */
const DOT = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

let stage, window, home;

function lay(folder, name, content) {
  const path = join(home.path, folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function layAll(at) {
  home = at;
  for (const { file, content } of SAMPLES) lay("samples", file, content);
  for (const { files } of DICTIONARIES) for (const [name, content] of files) lay("samples", name, content);
  for (const [name, content] of REFUSED) lay("refused", name, content);
  for (const { program, mark, page, link } of VAULTS) {
    lay(program, mark, "{}");
    lay(program, page, `三家公司宣布結盟，見[[${link}]]。\n\n![[dot.png]]\n`);
    lay(program, join(dirname(page), `${link}.md`), `這一頁說的是${link}。\n`);
    lay(program, "assets/dot.png", DOT);
  }
}

withWindow(async (opened) => {
  stage = opened;
  ({ window } = opened);
  await window.find("main h1");
}, layAll);

/** Chooses a folder, looks at the rehearsal, and takes it in. Gives what both said. */
async function takeIn(folder) {
  await window.goTo("zhimai://view/library");
  await choose(stage, "Choose a folder…", join(home.path, folder));
  await window.find("[role=status] h3", /^What the import would bring/);
  const report = () => window.text("[role=status]:has(h3)");
  const rehearsed = await report();
  return { rehearsed, report };
}

/** Opens the article that the words find, through the search as a person sees it. */
async function openFound(words) {
  await window.goTo(`zhimai://view/search?q=${encodeURIComponent(`"${words}"`)}`);
  await window.find("[data-hit][href^='zhimai://article/']");
  await window.click("[data-hit][href^='zhimai://article/']");
  await window.find("article [data-block]");
  return window.run(() => {
    const all = (selector) =>
      [...document.querySelectorAll(selector)].map((one) => one.textContent.replace(/\s+/g, " ").trim());
    return {
      title: all("main h1")[0],
      about: all("main header .about")[0],
      date: document.querySelector("main header time")?.getAttribute("datetime") ?? undefined,
      text: all("article .text")[0],
      headings: all("article .text :is(h2, h3, h4)"),
      items: all("article [role=listitem]"),
      cells: all("article table :is(td, th)"),
      quotes: all("article blockquote"),
      pictures: document.querySelectorAll("article .text img").length,
      links: all("article .text a"),
    };
  });
}

test("a folder of all formats is rehearsed and comes in as it was said", async () => {
  const { rehearsed, report } = await takeIn("samples");
  await window.picture("formats-rehearsal");
  const came = /(\d+) articles? added/i.exec(rehearsed)?.[1] ?? rehearsed;
  await window.click("[role=status] button", "Import now");
  await window.find("[role=status] h3", "Import finished");
  assert.match(await report(), new RegExp(`${came} articles? added`, "i"));
  await window.picture("formats-imported");
  for (const { find } of SAMPLES)
    await until(find, async () => (await window.ask("search", { query: `"${find}"` })).total > 0);
});

for (const sample of SAMPLES)
  test(sample.format, async () => {
    const seen = await openFound(sample.find);
    assert.equal(seen.title, sample.title);
    assert.equal(seen.date ?? undefined, sample.date);
    if (sample.source) assert.ok(seen.about.includes(sample.source), seen.about);
    assert.ok(seen.text.includes(sample.find), seen.text);
    if (sample.text) assert.match(seen.text, sample.text);
    if (sample.not) assert.doesNotMatch(seen.text, sample.not);
    if (sample.heading) assert.ok(seen.headings.includes(sample.heading), `${seen.headings}`);
    for (const [what, fits] of [
      ["items", sample.item],
      ["quotes", sample.quote],
    ])
      if (fits)
        assert.ok(
          seen[what].some((text) => fits.test(text)),
          `${what}: ${seen[what]}`,
        );
    if (sample.cell) assert.ok(seen.cells.includes(sample.cell), `${seen.cells}`);
    if (sample.told) {
      const problems = await window.ask("problems", {});
      assert.ok(
        problems.some(
          ({ file, message, refused }) => file.endsWith(sample.file) && sample.told.test(message) && !refused,
        ),
        JSON.stringify(problems),
      );
    }
  });

for (const { format, ask, finds } of DICTIONARIES)
  test(`a dictionary of ${format}`, async () => {
    await window.ask("import_text", { name: "", text: `# ${finds}\n\n${finds}的用法。` });
    await until(ask, async () => (await window.ask("search", { query: ask })).total > 0);
    await window.goTo(`zhimai://view/search?q=${ask}`);
    await window.find("[data-hit] mark", finds);
  });

for (const { program, page, link } of VAULTS)
  test(`a folder of ${program}`, async () => {
    await takeIn(program);
    await window.click("[role=status] button", "Import now");
    await window.find("[role=status] h3", "Import finished");
    const title = /([^/]+)\.md$/.exec(page)[1];
    await until(title, async () => (await window.ask("search", { query: `"${title}"` })).total > 0);
    const seen = await openFound(title);
    assert.deepEqual([seen.title, seen.pictures], [title, 1]);
    assert.ok(seen.links.includes(link), `${seen.links}`);
    await window.click("article .text a", link);
    await window.find("main h1", link);
  });

test("what is no such file is refused, each with its reason", async () => {
  const { rehearsed } = await takeIn("refused");
  await window.picture("formats-refused");
  assert.doesNotMatch(rehearsed, /added/);
  const rows = await window.run(() =>
    [...document.querySelectorAll("[role=status] tbody tr")].map((row) =>
      [...row.cells].map((cell) => cell.textContent.trim()),
    ),
  );
  for (const [name, , reason] of REFUSED) {
    const row = rows.find(([file]) => file.endsWith(`/${name}`));
    assert.ok(row, `${name} is not among ${rows.map(([file]) => file)}`);
    assert.match(row[2], reason, name);
    assert.match(row[3], /Refused/i, name);
  }
});
