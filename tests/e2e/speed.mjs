/*
 * How long a person waits, in the real window: until the first view stands, and from a key to the hits on the screen.
 * `./dev bench window` runs it with the release build. Prints Markdown.
 */
import { emptyHome, openWindow, PROGRAM, virtualDisplay } from "./window.mjs";

const STARTS = 7;
const TYPED = ["英伟达", "輝達", "anthropic", "微软投资", "10億美元", "算力", "claude", "晶片"];
const ROUNDS = 5;

const display = await virtualDisplay();

/** From the start of the program to its front page, in milliseconds; the driver's share is in it. */
async function start(home) {
  const began = performance.now();
  const window = await openWindow({ display, home });
  await window.wait(async () => {
    while (!document.querySelector("main h1")) await new Promise(requestAnimationFrame);
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
await display.close();
home.remove();

console.log(`Program: ${PROGRAM.replace(/^.*\/target\//, "target/")}\n`);
console.log("| what | times | p50 ms | p95 ms | longest ms |\n|---|---|---|---|---|");
console.log(row("first start ever, to the front page", first));
console.log(row("later starts, to the front page", later));
console.log(row("from a key to the hits on the screen", keys));
