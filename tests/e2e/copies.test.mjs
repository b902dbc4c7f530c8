/*
 * Copies of one story: one hit with the others below it, what differs side by side, and what the article says of its copies; in
 * three languages, both themes and three sizes.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { withWindow } from "./stage.mjs";
import { until } from "./world.mjs";

const STORY = [
  "星河記憶體公司週二宣布，將在新竹興建第三座晶圓廠，投資額估計為新台幣420億元，預計2027年第二季開始量產高頻寬記憶體。",
  "董事長在說明會上表示，客戶的訂單已經排到後年，現有的兩座廠房即使全天候運轉，也趕不上人工智慧伺服器的需求。新廠的月產能規劃為三萬五千片，其中六成保留給兩家簽有長約的雲端業者。",
  "市場分析師認為，這項投資反映業者對需求的信心，但也提醒，若各家同時擴產，價格可能在兩年內回落。公司股價當天上漲4.6%，成交量是前一週平均的兩倍。",
];
const HANS = [
  "星河记忆体公司周二宣布，将在新竹兴建第三座晶圆厂，投资额估计为新台币430亿元，预计2027年第二季开始量产高频宽记忆体。",
  "董事长在说明会上表示，客户的订单已经排到后年，现有的两座厂房即使全天候运转，也赶不上人工智慧伺服器的需求。新厂的月产能规划为三万五千片，其中六成保留给两家签有长约的云端业者。",
  "市场分析师认为，这项投资反映业者对需求的信心，但也提醒，若各家同时扩产，价格可能在两年内回落。公司股价当天上涨4.6%，成交量是前一周平均的两倍。",
];

let window;
withWindow(async (opened) => {
  ({ window } = opened);
  await window.find("main h1");
});

const line = (id, source, date, text) =>
  JSON.stringify({ id, title: `星河記憶體蓋新廠（${source}）`, source, date, text });
const QUERY = "zhimai://view/search?q=%22%E6%98%9F%E6%B2%B3%E8%A8%98%E6%86%B6%E9%AB%94%22";
const hits = async () => (await window.ask("search", { query: '"星河記憶體"', kinds: ["article"] })).hits;

async function inLanguage(language, theme) {
  await window.ask("save_settings", { ...(await window.ask("settings", {})), language, theme });
  await window.reload();
  await window.find("nav");
}

test("reprints are one hit, what differs is shown, and the article says which copies it has", async () => {
  await window.ask("import_text", {
    name: "news.jsonl",
    text: [
      line("late", "晚報", "2025-03-03", `據路透社報導，${STORY.join("\n\n")}\n\n（完）`),
      line("first", "日報", "2025-03-01", STORY.join("\n\n")),
      line("hans", "新聞網", "2025-03-02", HANS.join("\n\n")),
    ].join("\n"),
  });
  await until("the copies to be one hit", async () => {
    const [first, ...others] = await hits();
    return first?.of_copies === true && first.beside.length === 2 && others.length === 0;
  });
  const [first] = await hits();
  assert.equal(first.id, "first");
  for (const [language, theme, and, differences, size] of [
    ["en", "light", /and 2 copies/, "Show differences", [1024, 700]],
    ["zh-Hant", "dark", /另有 2 篇相同報導/, "比較差異", [1600, 1000]],
    ["zh-Hans", "light", /另有 2 篇相同报道/, "比较差异", [2560, 1440]],
  ]) {
    await inLanguage(language, theme);
    await window.resize(...size);
    await window.goTo(QUERY);
    await window.click("[data-copies] summary", and);
    await window.find("[data-copies] li", /新聞網/);
    await window.still();
    await window.picture(`copies-hit-${language}-${theme}`);
    assert.deepEqual(await findings(window), []);
    await window.run(() => {
      const line = [...document.querySelectorAll("[data-copies] li")].find((li) =>
        li.textContent.includes("新聞網"),
      );
      line.querySelector(".differences a").click();
    });
    await window.find(".row.changed ins, .row.changed mark, .row.changed", /430/);
    await window.still();
    await window.picture(`copies-differences-${language}-${theme}`);
    assert.deepEqual(await findings(window), []);
    await window.goTo("zhimai://article/late");
    await window.find("[data-copies] a", differences);
    await window.still();
    await window.picture(`copies-reader-${language}-${theme}`);
    assert.deepEqual(await findings(window), []);
  }
});

test("each is a hit of its own where one asks for that", async () => {
  await inLanguage("en", "light");
  await window.goTo(QUERY);
  await window.click("button", "Ungrouped");
  await until("three hits", async () =>
    window.run(() => document.querySelectorAll("ol [data-hit]:not([data-beside])").length === 3),
  );
});

test("a copy that goes leaves the others together, and an import that is taken back leaves none", async () => {
  await window.ask("remove_articles", { ids: ["late"] });
  await until("one copy", async () => (await hits())[0]?.beside.length === 1);
  assert.equal((await hits())[0].id, "first");
  const [{ id }] = await window.ask("imports", {});
  await window.ask("undo_import", { id });
  await until("nothing to be found", async () => (await hits()).length === 0);
  assert.equal((await window.ask("copy_groups", {})).groups.length, 0);
});
