/*
 * Searching as a person does it: fast, with slips, with keys only. What is on the screen is of what was typed.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { withWindow } from "./stage.mjs";
import { until } from "./world.mjs";

let window;
withWindow(async (opened) => {
  ({ window } = opened);
  await until("the index", async () => (await window.ask("status", {})).index.state === "ready");
});

/** What stands above and in the results. */
const shown = () =>
  window.run(() => {
    const text = (element) => element?.textContent.replace(/\s+/g, " ").trim();
    const number = (element) => Number(/[\d,]+/.exec(text(element) ?? "")?.[0].replaceAll(",", ""));
    return {
      total: number(document.querySelector(".total")),
      tabs: Object.fromEntries(
        [...document.querySelectorAll("[role=tab]")].map((tab) => [
          text(tab).replace(/[\d,]+$/, ""),
          number(tab),
        ]),
      ),
      chosen: text(document.querySelector("[role=tab][aria-selected=true]")).replace(/[\d,]+$/, ""),
      notices: [...document.querySelectorAll("p.notice")].map(text),
      hits: document.querySelectorAll("ol [data-hit]").length,
      focus: document.activeElement?.textContent.trim() ?? "",
    };
  });

const open = async (query) => {
  await window.goTo(`zhimai://view/search?${new URLSearchParams(query)}`);
  await window.still();
};

/** Types into the search field in place of what it holds. */
async function type(text) {
  await window.press("Control", "k");
  await window.type(text);
}

test("whatever is typed, results follow, and the same is told once", async () => {
  for (const [query, told] of [
    ["OR OR NVIDIA", 1],
    ["- - NVIDIA", 1],
    ["company:Foobarbaz person:Foobarbaz", 1],
    ["NVIDIA", 0],
  ]) {
    await open({ q: "Oracle" });
    await type(query);
    await until(`${told} notices for ${query}`, async () => (await shown()).notices.length === told);
    assert.equal(await window.run(() => document.querySelector("#search-field").value), query);
  }
  await until("the tabs to follow", async () => (await shown()).total === (await shown()).tabs.All);
});

test("Enter waits for the answer of what is typed", async () => {
  await open({ q: "Oracle" });
  await type("DeepSeek");
  await window.press("Enter");
  await window.press("Enter");
  await window.find("main h1", "DeepSeek");
});

test("loading more keeps the keyboard among the results", async () => {
  await open({ q: "AI", kind: "article" });
  const before = (await shown()).hits;
  await window.focus("button", "Load more results");
  await window.press("Enter");
  await until("more", async () => (await shown()).hits > before);
  const at = () =>
    window.run(() => [...document.querySelectorAll("ol [data-hit]")].indexOf(document.activeElement));
  await until("the first new result to have the focus", async () => (await at()) === before);
  await window.press("ArrowDown");
  assert.equal(await at(), before + 1);
});

test("all numbers are of one answer", async () => {
  for (const query of [
    { q: "NVIDIA" },
    { q: "NVIDIA", kind: "article" },
    { q: "NVIDIA", from: 20_000, to: 20_300 },
    { q: "NVIDIA", from: 20_000, to: 20_300, kind: "event" },
  ]) {
    await open(query);
    const { total, tabs, chosen } = await shown();
    assert.equal(tabs[chosen], total, JSON.stringify(query));
    const { All, ...kinds } = tabs;
    assert.equal(
      All,
      Object.values(kinds).reduce((sum, count) => sum + count, 0),
      JSON.stringify(query),
    );
  }
  await window.picture("search-dates");
});

test("a pause in typing ends it: the order and the counts are those of the whole words", async () => {
  await open({ q: "NVIDIA", sort: "newest" });
  const whole = (await shown()).total;
  await open({ q: "Oracle", sort: "newest" });
  await type("NVIDIA");
  await until("the whole word's results", async () => (await shown()).total === whole);
});

test("nothing is told about a query that is being typed", async () => {
  await open({ q: "" });
  await type("NVIDIA");
  await window.run(() => {
    globalThis.told = [];
    new MutationObserver(() => {
      const notices = [...document.querySelectorAll("p.notice")].map((notice) => notice.textContent.trim());
      globalThis.told.push(...notices);
    }).observe(document.querySelector("main"), { subtree: true, childList: true });
  });
  for (const key of " date:2025") await window.type(key);
  await pause(1000);
  assert.deepEqual(await window.run(() => globalThis.told), []);
  for (const key of " OR") await window.type(key);
  await until("what was ignored", async () => (await shown()).notices.length === 1);
});

test("nothing found says so, without a card", async () => {
  await open({ q: "OpenAI -OpenAI" });
  await window.find("main h2", /Nothing found/);
  assert.equal((await shown()).total, 0);
  await window.gone("article.card");
});

test("a result says what an entity is", async () => {
  await open({ q: "Jensen Huang", kind: "entity" });
  await window.find("li .kind", "Person");
});

for (const theme of ["light", "dark"]) {
  test(`pictures in ${theme} colours and three languages`, async () => {
    for (const language of ["zh-Hant", "zh-Hans", "en"]) {
      const settings = await window.ask("settings", {});
      await window.ask("save_settings", { ...settings, theme, language });
      await window.reload();
      await window.find(`[data-theme=${theme}]:lang(${language}) main`);
      await open({ q: "輝達 晶片", from: 19_400, to: 20_300 });
      await window.find("[data-hit]");
      await window.picture(`search-${theme}-${language}`);
    }
  });
}

test("an article opened from a search shows where it matched", async () => {
  const inView = () =>
    window.run(() => {
      const box = document.querySelector("main [data-block] mark")?.getBoundingClientRect();
      return box !== undefined && box.top >= 0 && box.bottom <= innerHeight;
    });
  // Words of the last paragraph, far below the first screen.
  await window.goTo("zhimai://article/alliance-retold?reading=original");
  await window.still();
  const word = await window.run(() => {
    const last = [...document.querySelectorAll("main [data-block]")].at(-1);
    return /[\u4e00-\u9fff]{8}/.exec(last.textContent)?.[0] ?? "";
  });
  assert.notEqual(word, "");
  await window.goTo(`zhimai://article/alliance-retold?${new URLSearchParams({ q: `"${word}"` })}`);
  await window.still();
  await until("the mark in view", inView);
});

test("an article that matches in its translation only opens in that", async () => {
  const paragraphs = (reading) =>
    window
      .ask("article", { id: "alliance-retold", reading, query: "" })
      .then((article) => article.blocks.map(({ columns }) => columns[0].text));
  const english = (await paragraphs("en")).at(-1).match(/\b[a-z]+ [a-z]+ [a-z]+ [a-z]+/)?.[0];
  assert.ok(english);
  await window.goTo(`zhimai://article/alliance-retold?${new URLSearchParams({ q: `"${english}"` })}`);
  await window.find("main [data-block][lang=en] mark");
  assert.equal((await window.ask("settings", {})).reading, "original");
});

test("back from a result leads to where it stood, with as many as were loaded", async () => {
  await open({ q: "AI", kind: "article" });
  const before = (await shown()).hits;
  await window.focus("button", "Load more results");
  await window.press("Enter");
  await until("more", async () => (await shown()).hits > before);
  await window.still();
  const loaded = (await shown()).hits;
  for (let step = 0; step < 6; step++) await window.press("ArrowDown");
  await window.still();
  const at = () =>
    window.run(() => ({
      href: document.activeElement?.getAttribute("href"),
      top: document.activeElement?.getBoundingClientRect().top,
    }));
  const left = await at();
  const stands = async () => {
    await window.find(`[data-hit][href="${left.href}"]`);
    await window.still();
    assert.equal((await shown()).hits, loaded);
    const top = await window.run(
      (href) => document.querySelector(`[data-hit][href="${href}"]`).getBoundingClientRect().top,
      left.href,
    );
    assert.ok(Math.abs(top - left.top) < 4, `${top} instead of ${left.top}`);
  };
  await window.press("Enter");
  await window.find("article.reader h1");
  await window.press("Alt", "ArrowLeft");
  await until("the result to have the focus", async () => (await at()).href === left.href);
  await stands();
  // Forward and back again, and with the pointer, which keeps the focus where it presses.
  await window.press("Alt", "ArrowRight");
  await window.find("article.reader h1");
  await window.click("button", "Back");
  await stands();
});

test("deleting a saved search, and taking that back, leaves the keyboard among the searches", async () => {
  for (const name of ["Older", "Newer"])
    await window.ask("save_search", { name, search: { query: name }, replace: true });
  await open({ q: "Oracle" });
  await open({});
  const focus = () => window.run(() => document.activeElement?.getAttribute("aria-label"));
  const at = (name) => until(`the focus at ${name}`, async () => (await focus()) === `Options for “${name}”`);
  // From its options, which have the focus.
  const deleteNewer = async () => {
    await window.press("Enter");
    await until("the menu", () =>
      window.run(() => document.activeElement?.getAttribute("role") === "menuitem"),
    );
    await window.press("ArrowDown");
    await window.press("Enter");
    await at("Older");
  };
  await window.focus("button", "Options for “Newer”");
  await deleteNewer();
  await window.focus("button", "Undo");
  await window.press("Enter");
  await at("Newer");
  await window.gone("button", "Undo");
  // What is shown goes at Escape, and the focus goes back.
  await deleteNewer();
  await window.focus("button", "Undo");
  await window.press("Escape");
  await window.gone("button", "Undo");
  await at("Older");
});
