/*
 * Large things: of a long article, a paragraph without end, thousands of notes and articles, only what is near the
 * viewport is in the page, and still all of it can be gone to, found, selected, copied and come back to.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { withWindow } from "./stage.mjs";
import { until, zhimai } from "./world.mjs";

const PARAGRAPHS = 5000;
const NOTES = 1500;
const ARTICLES = 1200;
/** More than any view has, and less than one node for each of what there is. */
const MOST_NODES = 2500;

const SENTENCE = "輝達與微軟宣布投資這家公司,雙方沒有透露細節。";

let window;
async function longThings(home) {
  const many = join(home.path, "many.md");
  const paragraphs = Array.from(
    { length: PARAGRAPHS },
    (_, i) => `第${i}段開頭。${SENTENCE.repeat(1 + (i % 7))}`,
  );
  writeFileSync(many, `# 很多段落\n\n${paragraphs.join("\n\n")}\n`);
  const long = join(home.path, "long.md");
  writeFileSync(long, `# 一段到底\n\n${SENTENCE.repeat(12_000)}最後一句在這裡。\n`);
  const list = join(home.path, "list.jsonl");
  const lines = Array.from({ length: ARTICLES }, (_, i) =>
    JSON.stringify({ id: `row-${i}`, title: `第${i}篇`, text: `內容${i}。`, date: "2025-01-01" }),
  );
  writeFileSync(list, lines.join("\n"));
  await zhimai(home, "import", many, long, list);
}
withWindow(async (opened) => {
  ({ window } = opened);
  await window.find("main h1");
}, longThings);

const nodes = () => window.run(() => document.querySelectorAll("*").length);
const idOf = async (title) => {
  const { hits } = await until(title, async () => {
    const answer = await window
      .ask("search", { query: `"${title}"`, kinds: ["article"] })
      .catch(() => undefined);
    return answer?.hits.length > 0 && answer;
  });
  return hits[0].id;
};
/** The paragraph that stands in the middle of the page, and where it begins. */
const inTheMiddle = () =>
  window.run(() => {
    const { left, top, width, height } = document.querySelector("main").getBoundingClientRect();
    for (let y = top + height / 2; y < top + height; y += 10)
      for (const element of document.elementsFromPoint(left + width / 2, y))
        if (element.dataset.block)
          return { paragraph: Number(element.dataset.block), top: element.getBoundingClientRect().top };
    return undefined;
  });

test("an article of thousands of paragraphs draws some of them", async () => {
  await window.goTo(`zhimai://article/${await idOf("很多段落")}`);
  await window.find("article h1", "很多段落");
  await window.still();
  assert.ok((await nodes()) < MOST_NODES, `${await nodes()} nodes`);
  const drawn = await window.run(() => document.querySelectorAll("[data-block]").length);
  assert.ok(drawn > 5 && drawn < 200, `${drawn} paragraphs`);
});

test("an address leads to a paragraph far down, and back leads to where one was", async () => {
  const id = await idOf("很多段落");
  await window.goTo(`zhimai://article/${id}#p4321`);
  await window.find("[data-block='4321']");
  await window.still();
  const there = await inTheMiddle();
  assert.ok(Math.abs(there.paragraph - 4321) <= 1, JSON.stringify(there));
  assert.ok((await nodes()) < MOST_NODES);
  await window.press("Alt", "6");
  await window.find("h1", "Glossary");
  await window.press("Alt", "ArrowLeft");
  await window.find("[data-block='4321']");
  await window.still();
  const back = await inTheMiddle();
  assert.equal(back.paragraph, there.paragraph);
  assert.ok(Math.abs(back.top - there.top) < 3, `${back.top} for ${there.top}`);
});

test("what is read stays in place while one scrolls up through what was never drawn", async () => {
  for (let step = 0; step < 6; step++) {
    const before = await inTheMiddle();
    await window.run(() => (document.querySelector("main").scrollTop -= 300));
    await window.still();
    const now = await window.run((paragraph) => {
      const element = document.querySelector(`[data-block="${paragraph}"]`);
      return element.getBoundingClientRect().top;
    }, before.paragraph);
    assert.ok(Math.abs(now - before.top - 300) < 4, `moved by ${now - before.top} at step ${step}`);
  }
});

test("find goes to places that are not drawn", async () => {
  await window.press("Control", "f");
  await window.type("第4990段開頭");
  await window.find("mark.current", "第4990段開頭");
  await window.still();
  assert.equal((await inTheMiddle()).paragraph, 4990);
  await window.press("Escape");
});

test("all of the text can be selected and copied", async () => {
  await window.run(() => document.querySelector("main").focus());
  await window.press("Control", "a");
  await until("the selection", () => window.run(() => !getSelection().isCollapsed));
  // After the page's own: it hears what that put there.
  await window.run(() => {
    const hear = (event) => (window.copied = event.clipboardData.getData("text/plain"));
    addEventListener("copy", hear, { once: true });
  });
  await window.press("Control", "c");
  const text = await until("the copy", () => window.run(() => window.copied));
  assert.match(text, /^第0段開頭/);
  assert.ok(text.includes("第2500段開頭"), `${text.length} units`);
  assert.ok(text.includes(`第${PARAGRAPHS - 1}段開頭`));
  assert.ok((await nodes()) < MOST_NODES);
  await window.run(() => getSelection().removeAllRanges());
});

test("a paragraph without end is drawn in parts, to its end", async () => {
  await window.goTo(`zhimai://article/${await idOf("一段到底")}`);
  await window.find("article h1", "一段到底");
  await window.still();
  assert.ok((await nodes()) < MOST_NODES, `${await nodes()} nodes`);
  await window.press("Control", "f");
  await window.type("最後一句在這裡");
  await window.find("mark.current", "最後一句在這裡");
  assert.ok((await nodes()) < MOST_NODES);
  await window.press("Escape");
});

test("thousands of notes: some are drawn, arrows reach the others, and back leads to where one was", async () => {
  await window.wait(async (count) => {
    const save = (i) =>
      window.__TAURI_INTERNALS__.invoke("ask", {
        lang: "en",
        name: "save_note",
        request: { zh: `筆記 ${i} ${"內容".repeat(i % 40)}`, en: "", tags: [] },
      });
    for (let i = 0; i < count; i += 50) await Promise.all(Array.from({ length: 50 }, (_, j) => save(i + j)));
  }, NOTES);
  await window.goTo("zhimai://view/notes");
  await window.find("[data-note-entry]");
  await window.still();
  assert.ok((await nodes()) < MOST_NODES, `${await nodes()} nodes`);
  assert.equal(
    await window.run(() => document.querySelector("[aria-setsize]").getAttribute("aria-setsize")),
    String(NOTES),
  );
  await window.focus("[data-note-entry]");
  for (let i = 0; i < 40; i++) await window.press("ArrowDown");
  const row = () => window.run(() => document.activeElement.closest("[data-row]")?.dataset.row);
  assert.equal(await row(), "40");
  const top = () => window.run(() => document.querySelector("[data-row='40']").getBoundingClientRect().top);
  const before = await top();
  await window.press("Alt", "6");
  await window.find("h1", "Glossary");
  await window.press("Alt", "ArrowLeft");
  await window.find("[data-row='40']");
  await window.still();
  assert.ok(Math.abs((await top()) - before) < 3, `${await top()} for ${before}`);
});

test("the library's list asks for what is looked at", async () => {
  await window.goTo("zhimai://view/library");
  await window.find("[role=region] [data-row]");
  await window.still();
  assert.ok((await nodes()) < MOST_NODES, `${await nodes()} nodes`);
  await window.run(() => {
    const box = document.querySelector(".table:has([data-row])");
    box.scrollTop = box.scrollHeight;
  });
  await window.find("[data-row] td.title");
  await until("the last articles", () =>
    window.run(() => {
      const rows = [...document.querySelectorAll("[data-row]")];
      const total = document.querySelector("[aria-rowcount]").getAttribute("aria-rowcount");
      return Number(rows.at(-1).dataset.row) === Number(total) - 2 && rows.at(-1).querySelector("a") !== null;
    }),
  );
  assert.ok((await nodes()) < MOST_NODES);
});
