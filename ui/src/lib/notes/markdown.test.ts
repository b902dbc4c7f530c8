import { expect, it } from "vitest";
import { parseMarkdown, plainText, type Block, type Inline } from "./markdown";

const inline = (nodes: Inline[]): string =>
  nodes
    .map((node) => {
      if (node.kind === "text") return node.text;
      if (node.kind === "code") return `<code ${node.text}>`;
      if (node.kind === "break") return "<br>";
      if (node.kind === "link") return `<${node.href} ${inline(node.children)}>`;
      return `<${node.kind} ${inline(node.children)}>`;
    })
    .join("");
const block = (node: Block): string => {
  if (node.kind === "heading") return `h${String(node.level)}(${inline(node.children)})`;
  if (node.kind === "paragraph") return `p(${inline(node.children)})`;
  if (node.kind === "code") return `code(${node.text})`;
  if (node.kind === "quote") return `quote(${node.children.map(block).join("")})`;
  if (node.kind === "rule") return "hr";
  const items = node.items.map((item) => `[${item.map(block).join("")}]`).join("");
  return `${node.ordered ? `ol${String(node.start)}` : "ul"}${items}`;
};

it.each([
  ["", ""],
  ["甲\n乙\n\n丙", "p(甲<br>乙)p(丙)"],
  ["# 標題 #\n文", "h1(標題)p(文)"],
  ["**粗**體與*斜*體、~~刪~~", "p(<strong 粗>體與<emphasis 斜>體、<deleted 刪>)"],
  ["**a *b* c**", "p(<strong a <emphasis b> c>)"],
  ["2 * 3 * 4 和 \\*不斜\\*", "p(2 * 3 * 4 和 *不斜*)"],
  ["`a*b*`", "p(<code a*b*>)"],
  ["- 一\n- 二\n  - 三\n\n尾", "ul[p(一)][p(二)ul[p(三)]]p(尾)"],
  ["3. 三\n4. 四", "ol3[p(三)][p(四)]"],
  ["> 引\n> - 項", "quote(p(引)ul[p(項)])"],
  ["```\n**x**\n```\n後", "code(**x**)p(後)"],
  ["```\n沒完", "code(沒完)"],
  ["---", "hr"],
  ["[輝達](zhimai://entity/nvidia)", "p(<zhimai://entity/nvidia 輝達>)"],
  ["見 https://example.com/a?b=1。完", "p(見 <https://example.com/a?b=1 https://example.com/a?b=1>。完)"],
  ["https://example.com.", "p(<https://example.com https://example.com>.)"],
  ["[x](javascript:alert(1))", "p([x](javascript:alert(1)))"],
  ["[x](data:text/html,y)", "p([x](data:text/html,y))"],
  ["<script>alert(1)</script><img onerror=x>", "p(<script>alert(1)</script><img onerror=x>)"],
])("%j", (text, expected) => {
  expect(parseMarkdown(text).map(block).join("")).toBe(expected);
});

it("gives the words without their marks", () => {
  expect(plainText("# 看\n- [輝達](zhimai://entity/nvidia) 與 **微軟**\n\n> 引 `x`\n二")).toBe(
    "看 輝達 與 微軟 引 x 二",
  );
});

it.each([
  ["quotes", ">".repeat(20_000)],
  ["stars", "*".repeat(20_000)],
  ["brackets", "[".repeat(20_000)],
  ["strong", "**a ".repeat(20_000)],
  ["links", "[a](".repeat(20_000)],
  ["nested lists", Array.from({ length: 500 }, (_, i) => `${" ".repeat(i * 2)}- x`).join("\n")],
  ["fences", "```\n".repeat(5_000)],
])("is quick with %s", (_, text) => {
  const before = performance.now();
  parseMarkdown(text);
  expect(performance.now() - before).toBeLessThan(2000);
});
