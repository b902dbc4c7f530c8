/*
 * How long a person waits, in the real window: until the first view stands, from a key to the hits on the screen, and
 * until something large is there, with the nodes that it makes and the memory of the process that draws it.
 * `./dev bench window` runs it with the release build. Prints Markdown.
 */
import { frames, giveEvents, MOVES } from "./frames.mjs";
import { giveDeals, signOf, STEPS, steps } from "./many-deals.mjs";
import { openWindow } from "./window.mjs";
import { emptyHome, PROGRAM, virtualDisplay } from "./world.mjs";

const STARTS = 7;
const TYPED = ["英伟达", "輝達", "anthropic", "微软投资", "10億美元", "算力", "claude", "晶片"];
const ROUNDS = 5;
/** Large things. */
const PARAGRAPHS = 20_000;
const MEGABYTES = 16;
const NOTES = 10_000;
const EVENTS = 10_000;
const DEALS = 5_000;

const display = await virtualDisplay();

/** From the start of the program to its front page, in milliseconds; the driver's share is in it. */
async function start(home) {
  const began = performance.now();
  const window = await openWindow({ display, home });
  await window.wait(async () => {
    while (!document.querySelector("main [data-front]")) await new Promise(requestAnimationFrame);
  });
  return { window, took: performance.now() - began };
}

/** Types a character and waits for the answer to be drawn; milliseconds for each. Runs in the page. */
async function typeInPage(text) {
  const field = document.querySelector("#search-field");
  const shown = () => document.querySelector("[data-results]")?.textContent ?? "";
  const times = [];
  field.focus();
  let typed = "";
  for (const character of text) {
    const before = shown();
    typed += character;
    const began = performance.now();
    field.value = typed;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, data: character }));
    const changed = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (shown() === before) return;
        observer.disconnect();
        resolve(true);
      });
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      });
      // The same answer as before changes nothing that can be seen.
      setTimeout(() => (observer.disconnect(), resolve(false)), 1000);
    });
    if (await changed) {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      times.push(performance.now() - began);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  field.value = "";
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 200));
  return times;
}

const row = (name, times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0);
  return `| ${name} | ${sorted.length} | ${at(0.5)} | ${at(0.95)} | ${sorted.at(-1).toFixed(0)} |`;
};

const first = [];
const later = [];
const keys = [];
let home;
for (let i = 0; i < 3; i++) {
  home?.remove();
  home = emptyHome();
  const { window, took } = await start(home);
  first.push(took);
  await window.wait(async () => {
    const status = () =>
      window.__TAURI_INTERNALS__.invoke("ask", {
        lang: "en",
        name: "status",
        request: {},
      });
    while ((await status()).index.state === "building")
      await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await window.close();
}
for (let i = 0; i < STARTS; i++) {
  const { window, took } = await start(home);
  later.push(took);
  if (i === STARTS - 1)
    for (let round = 0; round < ROUNDS; round++)
      for (const text of TYPED) keys.push(...(await window.wait(typeInPage, text)));
  await window.close();
}
home.remove();

/** Something large of each kind, each in a library of its own. */
const large = [];
const moved = [];
const TIMELINE = `a timeline of ${EVENTS.toLocaleString("en")} events`;
for (const [what, make, sign] of [
  [`an article of ${PARAGRAPHS.toLocaleString("en")} paragraphs`, makeParagraphs, "article [data-block]"],
  [`an article of ${MEGABYTES} MB in one paragraph`, makeLong, "article [data-block]"],
  [`${NOTES.toLocaleString("en")} notes`, makeNotes, "[data-note-entry]"],
  [TIMELINE, () => "zhimai://view/timeline", "svg [data-mark]"],
]) {
  home = emptyHome();
  let { window } = await start(home);
  const address = await make(window);
  await window.close();
  ({ window } = await start(home));
  if (what === TIMELINE) await giveEvents(window, EVENTS);
  const before = window.memory().now;
  const took = await finished(window, openInPage, address, sign);
  await window.still();
  const nodes = await window.run(() => document.querySelectorAll("*").length);
  const { now, most } = window.memory();
  large.push(
    `| ${what} | ${took.toFixed(0)} | ${nodes} | ${before.toFixed(0)} | ${now.toFixed(0)} | ${most.toFixed(0)} |`,
  );
  if (what === TIMELINE)
    for (const [move, times, turn] of MOVES)
      moved.push(row(`it is ${move}, a frame`, await frames(window, times, turn)));
  await window.close();
  home.remove();
}

home = emptyHome();
const { window } = await start(home);
await window.wait(async () => {
  const status = () => window.__TAURI_INTERNALS__.invoke("ask", { lang: "en", name: "status", request: {} });
  while ((await status()).index.state === "building") await new Promise((resolve) => setTimeout(resolve, 50));
});
await giveDeals(window, DEALS);
const money = [];
for (const [what, times, address, key] of STEPS) {
  const took = await finished(window, openInPage, address, signOf(key));
  // The picture of before stands until the other one is there, so only the first can be timed.
  if (money.length === 0) money.push(row("ribbons, opened", [took]));
  await window.still();
  money.push(row(what, await steps(window, times, key)));
}
await window.close();
home.remove();
await display.close();

async function makeParagraphs(window) {
  return importInPage(
    window,
    (count) => {
      const sentence = "輝達與微軟宣布投資這家公司，雙方沒有透露細節。";
      return Array.from({ length: count }, (_, i) => `第${i}段。${sentence.repeat(1 + (i % 7))}`).join(
        "\n\n",
      );
    },
    PARAGRAPHS,
  );
}

async function makeLong(window) {
  return importInPage(
    window,
    (megabytes) => {
      const sentence = "輝達與微軟宣布投資這家公司，雙方沒有透露細節。";
      // Three bytes to each of its characters.
      return sentence.repeat(Math.floor((megabytes * 1e6) / (3 * sentence.length)));
    },
    MEGABYTES,
  );
}

/** Takes in a text that is made in the page, and says where it is. */
function importInPage(window, text, size) {
  return finished(
    window,
    `async (size) => {
      const text = "# Large\\n\\n" + (${text})(size);
      const ask = (name, request) => window.__TAURI_INTERNALS__.invoke("ask", { lang: "en", name, request });
      await ask("import_text", { name: "large", text });
      const { articles } = await ask("articles", { collection: "", limit: 500, offset: 0 });
      return articles.find(({ kind }) => kind === "imported").address;
    }`,
    size,
  );
}

async function makeNotes(window) {
  for (let i = 0; i < NOTES; i += 100)
    await window.wait(async (from) => {
      const save = (i) =>
        window.__TAURI_INTERNALS__.invoke("ask", {
          lang: "en",
          name: "save_note",
          request: { zh: `筆記 ${i} ${"內容".repeat(i % 60)}`, en: `Note ${i}`, tags: ["watch"] },
        });
      await Promise.all(Array.from({ length: 100 }, (_, j) => save(from + j)));
    }, i);
  return "zhimai://view/notes";
}

/** Runs something long in the page, which the driver would not wait for, and gives what came of it. */
async function finished(window, body, ...args) {
  await window.run(
    `(...args) => {
      window.finished = undefined;
      (${body})(...args).then(
        (value) => (window.finished = { value }),
        (error) => (window.finished = { error: String(error) }),
      );
    }`,
    ...args,
  );
  for (;;) {
    const { value, error } = (await window.run(() => window.finished)) ?? {};
    if (error !== undefined) throw new Error(error);
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Goes to an address by the palette and waits until what is there is drawn; milliseconds. Runs in the page. */
async function openInPage(address, sign) {
  const key = { key: "P", ctrlKey: true, shiftKey: true, bubbles: true };
  document.body.dispatchEvent(new KeyboardEvent("keydown", key));
  while (!document.querySelector("[role=combobox]")) await new Promise(requestAnimationFrame);
  const field = document.querySelector("[role=combobox]");
  field.value = address;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const began = performance.now();
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  while (!document.querySelector(sign)) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - began;
}

console.log(`Program: ${PROGRAM.replace(/^.*\/target\//, "target/")}\n`);
console.log("| what | times | p50 ms | p95 ms | longest ms |\n|---|---|---|---|---|");
console.log(row("first start ever, to the front page", first));
console.log(row("later starts, to the front page", later));
console.log(row("from a key to the hits on the screen", keys));
console.log(
  "\n| what is opened | ms | nodes | MiB before | MiB after | MiB at most |\n|---|---|---|---|---|---|",
);
console.log(large.join("\n"));
console.log(`\n| ${TIMELINE} | times | p50 ms | p95 ms | longest ms |\n|---|---|---|---|---|`);
console.log(moved.join("\n"));
console.log(
  `\n| ${DEALS.toLocaleString("en")} deals in the money view | times | p50 ms | p95 ms | longest ms |\n|---|---|---|---|---|`,
);
console.log(money.join("\n"));
