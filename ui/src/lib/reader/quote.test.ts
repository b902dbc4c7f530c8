import { expect, it } from "vitest";
import type { Selected } from "./selection";
import { article } from "../../test/answers";
import { block } from "../../test/blocks";
import { quoteWithSource } from "./quote";

it.each([
  ["zh-Hant", "輝達投資", "「輝達投資」"],
  ["zh-Hans", "英伟达投资", "“英伟达投资”"],
  ["en", "Nvidia invests", "“Nvidia invests”"],
])("quotes %s in its own marks, and says where it stands", (lang, text, quoted) => {
  const shown = {
    ...article,
    titles: ["A title"],
    author: "A. Writer",
    source: "A paper",
    url: "https://example.com/one",
    blocks: [block([text], { lang })],
  };
  const selected = { text, passage: { column: 0, start_paragraph: 0 } } as Selected;
  const [words, about, address] = quoteWithSource(shown, selected).split("\n");
  expect([words, address]).toEqual([quoted, "https://example.com/one"]);
  expect(about).toMatch(/^— A title, A. Writer, A paper/);
  expect(quoteWithSource({ ...shown, url: null }, selected)).toMatch(/zhimai:\/\/article\/one$/);
});
