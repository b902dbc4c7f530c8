/*
 * What a person expects of search, typed into the real window: the list that the terminal is held to as well.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { withWindow } from "./stage.mjs";

const list = JSON.parse(readFileSync(new URL("../expectations.json", import.meta.url), "utf8"));

let window;
withWindow(async (opened) => {
  ({ window } = opened);
  await window.find("main h1");
});

/**
 * Puts a query into the search field and waits until the page links to what it is to find, with `first` as the first
 * hit. Runs in the page.
 */
async function search(query, finds, first) {
  const field = document.querySelector("#search-field");
  field.focus();
  field.value = query;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: query }));
  const main = document.querySelector("main");
  const asked = () => new URLSearchParams(main.dataset.address.split("?")[1]).get("q") === query;
  const answered = () => main.querySelector("[data-results]")?.getAttribute("aria-busy") === "false";
  // What the card is about stands above the list, and not in it again.
  const wanted = first ? "[data-hit]:not(ol *), ol > :first-child [data-hit]" : "[href]";
  const links = () =>
    [...main.querySelectorAll(wanted)].map((link) => link.getAttribute("href").split("?")[0]);
  for (let tries = 0; tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (asked() && answered() && links().includes(finds)) return "";
  }
  return main.innerText;
}

for (const { what, queries, finds, first } of list)
  test(what, async () => {
    for (const query of queries)
      assert.equal(await window.wait(search, query, finds, first ?? false), "", `${query} finds ${finds}`);
  });
