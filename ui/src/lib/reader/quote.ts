/*
 * A quote as one passes it on: the words, and where they stand.
 */
import type { ArticleView } from "$lib/bindings/ArticleView";
import type { Selected } from "./selection";

const HAN = /\p{Script=Han}/u;

/** The words in the quotation marks of their language, then title, author, source, date and address. */
export function quoteWithSource(article: ArticleView, { text, passage }: Selected): string {
  const lang = article.blocks[passage.start_paragraph]?.columns[passage.column]?.lang ?? "";
  const [open, close] = !HAN.test(text) ? ["“", "”"] : lang.startsWith("zh-Hans") ? ["“", "”"] : ["「", "」"];
  const title = article.titles[passage.column] ?? article.titles[0];
  const source = [title, article.author, article.source, article.date?.label].filter(Boolean);
  return `${open}${text}${close}\n— ${source.join(", ")}\n${article.url ?? article.address}`;
}
