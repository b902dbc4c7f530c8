/*
 * A dictionary of one's own as a person meets it, in a program without a bundled one: what it finds says through which word,
 * and it is taken out where it is listed.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withWindow } from "./stage.mjs";
import { until } from "./world.mjs";

let window;
const prepare = async (opened) => {
  ({ window } = opened);
  await window.ask("import_text", { name: "", text: "# 機櫃用榫卯\n\n工廠說，交貨要等兩年。" });
  await window.ask("import_text", { name: "words", text: "榫卯 榫卯 [sun3 mao3] /mortise/joint of wood/\n" });
};
withWindow(prepare, undefined, { ZHIMAI_DICTIONARY: "" });

const found = async () => (await window.ask("search", { query: "mortise" })).total;

test("an English word finds a Chinese article, and a chip says so", async () => {
  await until("the dictionary", async () => (await found()) === 1);
  await window.goTo("zhimai://view/search?q=mortise");
  await window.find("[data-hit]", "機櫃用榫卯");
  await window.find("[data-hit] mark", "榫卯");
  assert.match(await window.text("main li ul li"), /Dictionary\s*mortise\s*=\s*榫卯/);
  await window.picture("dictionary-chip");
});

test("the library lists it and takes it out", async () => {
  await window.goTo("zhimai://view/library");
  await window.click("button", "Remove “words”");
  await window.click("dialog[open] button", "Remove");
  await window.find("main p", "No dictionaries of your own yet.");
  await until("the search without it", async () => (await found()) === 0);
});
