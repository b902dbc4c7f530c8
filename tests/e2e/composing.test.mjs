/*
 * Chinese through a real input method: IBus with libpinyin. What is composed is neither lost, doubled nor submitted, and no
 * key means anything to the program until it is text.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { openWindow } from "./window.mjs";
import { emptyHome, end, environment, start, until, virtualDisplay } from "./world.mjs";

const PINYIN = "yingweida";
const CHINESE = /^\p{Script=Han}+$/u;
/** Longer than a pause in typing after which a note is saved, in milliseconds. */
const LONG = 1200;

let display, home, bus, method, window, variables;
before(async () => {
  display = await virtualDisplay();
  home = emptyHome();
  const around = { ...environment({ display, home }), GTK_IM_MODULE: "ibus" };
  bus = start("dbus-daemon", ["--session", "--nofork", "--print-address=3"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    env: around,
  });
  const [address] = await once(bus.stdio[3], "data");
  variables = { GTK_IM_MODULE: "ibus", DBUS_SESSION_BUS_ADDRESS: String(address).trim() };
  const env = { ...around, ...variables };
  method = start("ibus-daemon", ["--panel", "disable"], { stdio: "ignore", env });
  window = await openWindow({ display, home, variables });
  await window.find("main h1");
  await until("the input method", () => {
    try {
      // It answers whether or not it did what it was told.
      execFileSync("ibus", ["engine", "libpinyin"], { env, stdio: "ignore" });
    } catch {
      // Not yet.
    }
    try {
      return (
        String(execFileSync("ibus", ["engine"], { env, stdio: ["ignore", "pipe", "ignore"] })).trim() ===
        "libpinyin"
      );
    } catch {
      return false;
    }
  });
});
after(async () => {
  await window?.close();
  for (const one of [method, bus]) if (one) await end(one);
  await display?.close();
  home?.remove();
});

/** Keys of the keyboard itself, which the input method hears first. */
function keys(...names) {
  execFileSync("xdotool", ["key", "--delay", "60", ...names], {
    env: { ...process.env, DISPLAY: display.name },
  });
}

const value = (selector) => window.run((selector) => document.querySelector(selector).value, selector);
const composing = () => window.run(() => globalThis.atWork);

/** Types pinyin, and waits until the input method composes it. */
async function compose(selector) {
  const before = await value(selector);
  await window.run(() => {
    globalThis.atWork = false;
    if (globalThis.watched) return;
    globalThis.watched = true;
    document.addEventListener("compositionstart", () => (globalThis.atWork = true), true);
    document.addEventListener("compositionend", () => (globalThis.atWork = false), true);
  });
  keys(...PINYIN);
  await until("it to be composed", async () => (await composing()) && (await value(selector)) !== before);
  await pause(LONG);
  return before;
}

/** What stands behind `before` once nothing is composed any more. */
async function added(selector, before) {
  await until("the composing to end", async () => !(await composing()));
  await pause(LONG);
  const now = await value(selector);
  assert.ok(now.startsWith(before), `${now} does not begin with ${before}`);
  return now.slice(before.length);
}

for (const lang of ["zh-Hant", "en"]) {
  test(`in the half of a note in ${lang}`, async () => {
    const half = lang === "en" ? "en" : "zh";
    const field = `.editor textarea[lang|='${half}']`;
    await window.press("Control", "Alt", "n");
    await window.find(field);
    await window.focus(field);
    const stored = async () => (await window.ask("notes", {}))[0]?.[half] ?? "";
    await compose(field);
    assert.notEqual(await stored(), await value(field), "what is composed is no text yet");
    keys("space");
    assert.match(await added(field, ""), CHINESE);
    await until("it to be saved", async () => (await stored()) === (await value(field)));

    let text = await compose(field);
    keys("Return");
    assert.equal(await added(field, text), PINYIN, "Enter takes the letters, and begins no line");

    text = await compose(field);
    keys("Escape");
    assert.equal(await added(field, text), "", "Escape takes the letters back, and nothing else");

    text = await compose(field);
    await window.click("input", "Tags");
    const rest = await added(field, text);
    assert.ok(CHINESE.test(rest) || rest === PINYIN, `left with ${rest}`);
    await until("it to be saved", async () => (await stored()) === (await value(field)));

    // The key that is [ in an alphabet opens a link as well.
    await window.focus(field);
    text = await value(field);
    await window.run((field) => document.querySelector(field).setSelectionRange(1e6, 1e6), field);
    keys("bracketleft", "bracketleft");
    await until("the link", async () => (await value(field)) === `${text}【【`);
    await window.find(".offers");
    await window.picture(`composing-${half}`);
    keys("Escape");
    await window.gone(".offers");
  });
}

test("in the search field", async () => {
  const field = "#search-field";
  await window.goTo("zhimai://view/search");
  await window.press("Control", "k");
  const here = () => window.run(() => document.querySelector("main").dataset.address);
  const focused = () => window.run(() => document.activeElement.id === "search-field");

  const at = await here();
  await compose(field);
  assert.equal(await here(), at, "what is composed is not searched for");
  keys("space");
  assert.match(await added(field, ""), CHINESE);
  const chinese = await value(field);
  await until(
    "the search",
    async () => (await here()) === `zhimai://view/search?q=${encodeURIComponent(chinese)}`,
  );

  await compose(field);
  keys("Return");
  assert.equal(await added(field, chinese), PINYIN);
  assert.match(await here(), /^zhimai:\/\/view\/search\?q=/, "Enter opened nothing");
  assert.ok(await focused());

  const text = await compose(field);
  keys("Escape");
  assert.equal(await added(field, text), "");
  assert.ok(await focused(), "Escape left the field");
  await window.picture("composing-search");
});
