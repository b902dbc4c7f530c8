/*
 * What is known grows by the person's hand: a claim is made of a selection, what an article may claim is accepted, two
 * entities become one and two again; each is seen wherever it belongs, and taken back with undo.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { withWindow } from "./stage.mjs";
import { until, zhimai } from "./world.mjs";

const NEWS = `---
title: Money for Anthropic
source: Test Herald
date: 2025-11-18
---
# Money for Anthropic

NVIDIA will invest up to $12 billion in Anthropic. Nobody else was named.
`;
const SMALL = `---
title: 澄海算力的合約
source: 試驗日報
date: 2026-05-04
---
# 澄海算力的合約

微軟將以4億美元向澄海算力採購算力。澄海運算也在名單上。
`;

let home, window, article;
withWindow(async (opened) => {
  ({ home, window } = opened);
  await window.find("main h1");
  for (const [name, text] of Object.entries({ news: NEWS, small: SMALL })) {
    const file = join(home.path, `${name}.md`);
    writeFileSync(file, text);
    await zhimai(home, "import", file);
  }
  await until("the article", async () => {
    const wanted = { query: '"澄海算力"', kinds: ["article"] };
    const answer = await window.ask("search", wanted).catch(() => undefined);
    article = answer?.hits[0]?.id;
    return article && !answer.behind;
  });
});

const own = () => window.ask("own_things", {});

/** Selects words in the text of an article. */
async function select(words) {
  await until(words, () =>
    window.run((words) => {
      const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
      const block = [...document.querySelectorAll("[data-block]")].find((one) =>
        one.textContent.includes(words),
      );
      if (!block) return false;
      const ends = [];
      let before = 0;
      const from = block.textContent.indexOf(words);
      walker.currentNode = block;
      for (let node = walker.nextNode(); node && block.contains(node); node = walker.nextNode()) {
        for (const at of [from, from + words.length])
          if (
            at >= before &&
            at <= before + node.length &&
            ends.length < 2 &&
            !(ends.length === 1 && at === from)
          )
            ends.push([node, at - before]);
        before += node.length;
      }
      getSelection().setBaseAndExtent(...ends[0], ...ends[1]);
      block.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
      document.dispatchEvent(new Event("selectionchange"));
      return getSelection().toString() === words;
    }, words),
  );
}

/** Picks a thing in the field of this name. */
async function pick(label, typed, option) {
  await window.focus("dialog[open] input[role=combobox]", label);
  await window.type(typed);
  await window.find("dialog[open] li[role=option]", option);
  await window.press("Enter");
}

test("an entity is made by hand, what does not fit is told beside its field, and it can be taken back", async () => {
  await window.goTo("zhimai://view/own");
  await window.find("main h2", "Nothing of yours yet");
  await window.click("main button", "Entity");
  await window.find("dialog[open] h2", "New entity");
  await window.click("dialog[open] button", "Save");
  await window.find("dialog[open] [role=alert]", /missing/);
  assert.deepEqual(await own(), []);
  await window.fill("dialog[open] input", /Name in Taiwan/, "澄海算力");
  await window.fill("dialog[open] input", /Name in English/, "Clearsea Compute");
  await window.press("Control", "Enter");
  await window.gone("dialog[open]");
  await window.find("main li", /Clearsea Compute.*Added by you/);
  await window.click("button", "Undo");
  await window.find("main li", /Removed by you/);
  await window.click("main button", "Put back");
  await window.find("main li", /Clearsea Compute.*Added by you/);
});

test("a claim is made of a selection, and is found by search and on the company's page", async () => {
  await until("the article on the company's page", async () => {
    const { articles } = await window.ask("entity", { id: "clearsea-compute" });
    return articles.length > 0;
  });
  await window.goTo(`zhimai://article/${article}`);
  await until("the name in the text", () =>
    window.run(() => document.querySelector("[data-entity=clearsea-compute]") !== null),
  );
  await select("微軟將以4億美元向澄海算力採購算力。");
  await window.click("[role=toolbar] button", "Claim");
  await window.find("dialog[open] h2", "New claim");
  const filled = await window.run(() => [
    ...[...document.querySelectorAll("dialog[open] [data-picked]")].map((one) => one.dataset.picked),
    document.querySelector("dialog[open] textarea[lang=zh-Hant]").value,
  ]);
  assert.deepEqual(filled, ["microsoft", "clearsea-compute", "微軟將以4億美元向澄海算力採購算力。"]);
  await window.picture("growth-claim");
  await window.click("dialog[open] button", "Save");
  await window.gone("dialog[open]");
  await until("the claim", async () => (await own()).some(({ kind }) => kind === "claim"));
  // The page that it was made on tells it, without being left.
  await window.find("aside a[href*='#own-']", "微軟將以4億美元向澄海算力採購算力。");
  await window.goTo("zhimai://entity/clearsea-compute");
  await window.find("main", /微軟將以4億美元向澄海算力採購算力/);
  await until("the event to be found", async () => {
    const { hits } = await window.ask("search", { query: "微軟 澄海算力 採購", kinds: ["event"] });
    return hits.some(({ title, snippet }) => `${title.text}${snippet.text}`.includes("澄海"));
  });
});

test("a proposal that a known claim contradicts is shown beside it, and accepted with a word on how they stand", async () => {
  await window.goTo("zhimai://view/review");
  await window.find("main article.proposal", /NVIDIA will invest up to \$12 billion in Anthropic/);
  await window.find("main article.proposal", /Known claims say otherwise/);
  await window.picture("growth-review");
  await window.click("main article.proposal button", "Accept: they disagree");
  await until("the claim", async () => (await own()).some(({ id }) => id === "alliance-2025#own-1"));
  const event = await window.ask("event", { id: "alliance-2025" });
  const known = event.claims.find(({ id }) => id === "alliance-2025#1");
  assert.ok(known.conflicts_with.includes("alliance-2025#own-1"));
  await window.gone("main article.proposal", /12 billion/);
  await window.click("button", "Undo");
  await window.find("main article.proposal", /12 billion/);
  assert.ok(!(await own()).some(({ id }) => id === "alliance-2025#own-1"));
});

test("a proposal is rejected by a key and comes back with undo", async () => {
  await window.goTo("zhimai://view/review");
  await window.find("main article.proposal", /12 billion/);
  const first = () => window.run(() => document.querySelector("[data-proposal].current")?.textContent);
  const before = await first();
  await window.press("j");
  await window.press("k");
  assert.equal(await first(), before);
  const count = () => window.run(() => document.querySelectorAll("[data-proposal]").length);
  const all = await count();
  await window.press("x");
  await until("one less", async () => (await count()) === all - 1);
  await window.click("button", "Undo");
  await until("all again", async () => (await count()) === all);
});

test("two entities become one everywhere, and two again with undo", async () => {
  await zhimai(home, "entity", "add", "--kind", "company", "--id", "clearsea-two", "--name-tw", "澄海運算");
  await window.goTo("zhimai://entity/clearsea-two");
  await window.find("main h1", "澄海運算");
  await window.click("main header button", /^Actions/);
  await window.click("[role=menuitem]", "Merge or split…");
  await until("the keyboard where a name is typed", () =>
    window.run(() => document.activeElement.matches("dialog[open] [role=combobox]")),
  );
  await pick("Merge into", "Clearsea", /Clearsea Compute/);
  await window.picture("growth-merge");
  await window.click("dialog[open] button", "Merge");
  await window.find("main h1", "Clearsea Compute");
  await window.find("main", /Merged in: 澄海運算/);
  await until("one name", async () => {
    const { summary } = await window.ask("entity", { id: "clearsea-two" });
    return summary.id === "clearsea-compute" && summary.other_names.includes("澄海運算");
  });
  await window.click("button", "Undo");
  await until("two again", async () => {
    const { summary } = await window.ask("entity", { id: "clearsea-two" });
    return summary.id === "clearsea-two";
  });
  await window.gone("main", /Merged in/);
});

test("what the collection brought is changed over it, marked, and put back", async () => {
  await window.goTo("zhimai://entity/anthropic");
  await window.click("main header button", /^Actions/);
  await window.click("[role=menuitem]", "Edit");
  await window.fill("dialog[open] input", /Head office/, "Somewhere else");
  await window.press("Control", "Enter");
  await window.gone("dialog[open]");
  await window.find("main header", /Changed by you/);
  await window.find("main .facts dd", "Somewhere else");
  await window.click("main header button", /^Actions/);
  await window.click("[role=menuitem]", "Put back");
  await window.gone("main header", /Changed by you/);
});
