/*
 * An article of every kind of block, as a person reads it: drawn rightly, gone through by keys, selected, searched, noted.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { findings } from "./axe.mjs";
import { withWindow } from "./stage.mjs";
import { until, zhimai } from "./world.mjs";

const LONG_LINE = "let 金額 = 15_000_000_000_i64; // " + "很長的一行，".repeat(30);
const WIDE = (cell) => `| ${Array.from({ length: 12 }, (_, i) => `${cell}${i}`).join(" | ")} |`;
const TEXT = `# 各種段落

開頭的一段，有**粗體**、*重點*、\`code()\`、~~刪去~~和[連結](https://example.com/a?b=c)，也有[可疑的](javascript:alert(1))。

## 清單

- 第一項
  - 巢狀
- 第二項

  第二項的第二段。

3. 從三數起
4. 然後是四

- [x] 做完了
- [ ] 還沒做

> 引文一
>
> > 引文裡的引文

### 程式

\`\`\`rust
fn main() {
    ${LONG_LINE}
}
\`\`\`

## 表格

| 公司 | 金額 |
| --- | ---: |
| 微軟 | 50億美元 |
| 輝達 | 100億美元 |

${WIDE("欄")}
${WIDE("---").replace(/---\d+/g, "---")}
${WIDE("值")}

---

![圖表的說明](images/chart.png)

最後一段，有註腳[^1]。

[^1]: 註腳的內容在這裡。
`;

let window, id;
async function article(home) {
  const file = join(home.path, "kinds.md");
  writeFileSync(file, TEXT);
  const long = Array.from(
    { length: 120 },
    (_, i) =>
      `## 第 ${i} 節\n\n${"輝達與微軟宣布投資這家公司，雙方沒有透露細節。".repeat(30)}\n\n` +
      `- 一項\n- 兩項\n\n\`\`\`\n${"code line\n".repeat(i % 7)}end\n\`\`\`\n\n| a | b |\n| - | - |\n${"| 一 | 二 |\n".repeat(1 + (i % 5))}`,
  ).join("\n\n");
  const longFile = join(home.path, "long.md");
  writeFileSync(longFile, `# 很長的文章\n\n${long}\n`);
  assert.ok(Buffer.byteLength(long) > 250_000, "a long text");
  await zhimai(home, "import", file, longFile);
}
withWindow(async (opened) => {
  ({ window } = opened);
  await window.find("main h1");
  id = await idOf("各種段落");
}, article);

async function idOf(title) {
  const { hits } = await until(title, async () => {
    const answer = await window
      .ask("search", { query: `"${title}"`, kinds: ["article"] })
      .catch(() => undefined);
    return answer?.hits.length > 0 && answer;
  });
  return hits[0].id;
}

async function open(anchor = "") {
  await window.goTo("zhimai://view/notes");
  await window.find("main h1");
  await window.goTo(`zhimai://article/${id}${anchor}`);
  await window.find("article [data-block]");
  await window.still();
}

test("each kind is what it is", async () => {
  await open();
  const seen = await window.run(() => {
    const all = (selector) =>
      [...document.querySelectorAll(`article ${selector}`)].map((one) => one.textContent.trim());
    return {
      headings: [...document.querySelectorAll("article .text :is(h2, h3, h4)")].map(
        (one) => `${one.tagName} ${one.textContent}`,
      ),
      strong: all("strong"),
      emphasis: all("em"),
      code: all("p code"),
      deleted: all("del"),
      links: [...document.querySelectorAll("article .text a[href^=http]")].map((one) =>
        one.getAttribute("href"),
      ),
      nowhere: all(".nowhere"),
      items: all("[role=listitem]").map((text) => text.replace(/\s+/g, " ")),
      levels: [...document.querySelectorAll("article [role=listitem]")].map((one) =>
        one.getAttribute("aria-level"),
      ),
      tasks: [...document.querySelectorAll("article [role=listitem] [role=img]")].map((one) =>
        one.getAttribute("aria-label"),
      ),
      quotes: document.querySelectorAll("article blockquote blockquote").length,
      cells: [...document.querySelectorAll("article table")][0]?.innerText.trim().split(/\s+/),
      picture: all("figure")[0]?.replace(/\s+/g, " "),
      loaded: document.querySelectorAll("article img").length,
      rules: document.querySelectorAll("article hr").length,
      scripts: document.querySelectorAll("a[href^=javascript]").length,
    };
  });
  assert.deepEqual(seen.headings, ["H2 清單", "H3 程式", "H2 表格"]);
  assert.deepEqual(seen.strong, ["粗體"]);
  assert.deepEqual(seen.emphasis, ["重點"]);
  assert.deepEqual(seen.code, ["code()"]);
  assert.deepEqual(seen.deleted, ["刪去"]);
  assert.deepEqual(seen.links, ["https://example.com/a?b=c"]);
  assert.deepEqual([seen.nowhere, seen.scripts], [["可疑的"], 0]);
  assert.deepEqual(seen.items, [
    "• 第一項",
    "◦ 巢狀",
    "• 第二項",
    "3. 從三數起",
    "4. 然後是四",
    "做完了",
    "還沒做",
  ]);
  assert.deepEqual(seen.levels, ["1", "2", "1", "1", "1", "1", "1"]);
  assert.deepEqual(seen.tasks, ["Done", "Not done"]);
  assert.ok(seen.quotes > 0);
  assert.deepEqual(seen.cells, ["公司", "金額", "微軟", "50億美元", "輝達", "100億美元"]);
  assert.equal(seen.picture, "images/chart.png 圖表的說明");
  assert.deepEqual([seen.loaded, seen.rules], [0, 1]);
  await window.picture("blocks");
});

test("code keeps its lines, and only code and wide tables scroll sideways", async () => {
  const seen = await window.run(() => {
    const pre = document.querySelector("article pre");
    const [table, wide] = document.querySelectorAll("article .sideways");
    const main = document.querySelector("main");
    const scrolls = (element) => element.scrollWidth > element.clientWidth + 1;
    return {
      lines: pre.textContent.trimEnd().split("\n").length,
      scrolls: [pre, table, wide].map(scrolls),
      focusable: [pre, table, wide].map((element) => element.tabIndex),
      page: main.scrollWidth - main.clientWidth,
      article: document.querySelector("article").scrollWidth - document.querySelector("article").clientWidth,
    };
  });
  assert.deepEqual(seen, {
    lines: 3,
    scrolls: [true, false, true],
    focusable: [0, -1, 0],
    page: 0,
    article: 0,
  });
});

test("a link asks before anything leaves, and says where it leads", async () => {
  await window.click("article a", "連結");
  await window.find("dialog[open]", /https:\/\/example\.com\/a\?b=c/);
  // Enter would open it: what it does has the focus. Escape stays.
  assert.match(await window.run(() => document.activeElement.textContent), /Open|browser/i);
  await window.press("Escape");
  await window.gone("dialog[open]");
  assert.match(await window.url(), /tauri/);
});

test("a footnote is gone to and come back from, by keys", async () => {
  await window.focus("article [role=doc-noteref]");
  await window.press("Enter");
  await until("the footnote", () =>
    window.run(() => document.activeElement?.closest("[data-footnote]")?.textContent.includes("註腳的內容")),
  );
  await window.press("Enter");
  await until("the reference", () =>
    window.run(() => document.activeElement?.dataset.reference !== undefined),
  );
});

test("find goes through code, tables and items alike", async () => {
  for (const [wanted, within] of [
    ["15_000_000", "pre"],
    ["50億", "table"],
    ["巢狀", "[role=listitem]"],
    ["註腳的內容", "[data-footnote]"],
  ]) {
    await window.press("Control", "f");
    await window.fill("[role=search] input.field", undefined, wanted);
    await window.find(`article ${within} mark.current`, wanted);
  }
  await window.press("Escape");
  await window.gone("[role=search] input.field");
});

test("a note may begin in an item and end in a table, and is marked there", async () => {
  await open();
  await window.run(() => {
    const item = document.querySelector("article [role=listitem] [data-block]");
    const cell = document.querySelector("article table tr:nth-child(2) td");
    const first = document.createTreeWalker(item, NodeFilter.SHOW_TEXT).nextNode();
    const last = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
    getSelection().setBaseAndExtent(first, 0, last, 2);
    document
      .querySelector("article")
      .dispatchEvent(new PointerEvent("pointerup", { bubbles: true, button: 0 }));
  });
  await window.click("[role=toolbar] button", "Note");
  await window.find(".editor textarea");
  await window.type("從清單到表格");
  await until("the note", async () => (await window.ask("notes", { filter: "從清單到表格" })).length === 1);
  const [note] = await window.ask("notes", { filter: "從清單到表格" });
  assert.match(note.quote, /^第一項[^]*微軟$/);
  await open();
  const marked = await window.run(() =>
    [...document.querySelectorAll("article [data-note]")].map((one) => one.textContent).join(""),
  );
  assert.ok(marked.startsWith("第一項") && marked.includes("fn main") && marked.endsWith("微軟"), marked);
});

test("everything in it can be copied, in order", async () => {
  await window.press("Control", "a");
  const copied = await window.run(() => {
    const data = new DataTransfer();
    document.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true }));
    return data.getData("text/plain") || getSelection().toString();
  });
  for (const words of ["開頭的一段", "巢狀", "fn main", "50億美元", "註腳的內容"])
    assert.match(copied, new RegExp(words));
});

for (const [width, height, scale] of [
  [1024, 700, 100],
  [1024, 700, 200],
  [1600, 1000, 100],
])
  test(`nothing is cut off at ${width} × ${height} and ${scale} %`, async () => {
    await window.resize(width, height);
    await window.ask("save_settings", { ...(await window.ask("settings", {})), text_scale: scale });
    await window.reload();
    await window.find("article [data-block]");
    await window.still();
    const over = await window.run(() => {
      const main = document.querySelector("main");
      return main.scrollWidth - main.clientWidth;
    });
    assert.equal(over, 0);
    await window.picture(`blocks-${width}-${scale}`);
    await window.ask("save_settings", { ...(await window.ask("settings", {})), text_scale: 100 });
    await window.resize(1280, 840);
  });

test("axe finds nothing serious, in either theme", async () => {
  for (const theme of ["light", "dark"]) {
    await window.ask("save_settings", { ...(await window.ask("settings", {})), theme });
    await window.reload();
    await window.find(`[data-theme=${theme}] article [data-block]`);
    await window.still();
    assert.deepEqual(await findings(window), []);
  }
});

describe("a long text", () => {
  test("opens at once and draws what is near", async () => {
    const long = await idOf("很長的文章");
    await window.goTo("zhimai://view/notes");
    await window.find("main h1");
    await window.goTo(`zhimai://article/${long}`);
    await window.find("article [data-block]");
    await window.still();
    const seen = await window.run(() => ({
      drawn: document.querySelectorAll("[data-row]").length,
      progress: document.querySelector(".percent")?.textContent,
    }));
    assert.ok(seen.drawn > 5 && seen.drawn < 120, `${seen.drawn} rows`);
    assert.match(seen.progress, /^[0-5]% read$/);
  });

  test("the outline marks where one is, and leads to a section by keys", async () => {
    await window.press("Control", "Shift", "o");
    await window.find("[role=dialog] nav button", "第 119 節");
    await window.press("End");
    await window.press("ArrowUp");
    await window.press("Enter");
    await window.gone("[role=dialog] nav");
    await window.find("article h2", "第 118 節");
    await until("the section", () =>
      window.run(() => document.querySelector(".tools .here")?.textContent === "第 118 節"),
    );
    const top = await window.run(() => {
      const heading = [...document.querySelectorAll("article h2")].find(
        (one) => one.textContent === "第 118 節",
      );
      return (
        heading.getBoundingClientRect().top - document.querySelector(".tools").getBoundingClientRect().bottom
      );
    });
    assert.ok(top > -2 && top < 60, `the heading is ${top} px below the bar`);
    await window.press("Control", "Shift", "o");
    await window.find("[role=dialog] nav button[aria-current]", "第 118 節");
    await window.press("Escape");
    await window.gone("[role=dialog] nav");
    assert.match(
      await window.run(() => document.querySelector(".percent").textContent),
      /^9\d% read$|^100% read$/,
    );
  });
});
