/*
 * The article as it is opened: in the reading that is asked for, unless what was searched for stands in another only. What is
 * bundled is as much at home in English as in Chinese: its original is in the language of the window.
 */
import type { ArticleView } from "$lib/bindings/ArticleView";
import type { Reading } from "$lib/bindings/Reading";
import { locale } from "$lib/i18n/locale.svelte";
import { ask } from "$lib/platform";

type Opened = {
  id: string;
  query: string;
  /** The reading that the address names, if it names one: then it is that one. */
  named: Reading | undefined;
  /** The reading that the person likes best. */
  liked: Reading;
};

/** @throws AskError */
export async function openedArticle({ id, query, named, liked }: Opened): Promise<ArticleView> {
  const chinese = locale.region === "cn" ? "hans" : "hant";
  const inEnglish = named === undefined && liked === "original" && locale.lang === "en";
  const first = await ask("article", { id, reading: inEnglish ? "en" : (named ?? liked), query });
  const article =
    inEnglish && first.kind === "imported" && first.reading === "en"
      ? await ask("article", { id, reading: "original", query })
      : first;
  if (named !== undefined || query === "" || isMarked(article)) return article;
  const other = article.blocks[0]?.columns[0]?.lang === "en" ? chinese : "en";
  if (article.reading === "parallel" || !article.readings.includes(other)) return article;
  const translated = await ask("article", { id, reading: other, query });
  return isMarked(translated) ? translated : article;
}

function isMarked({ blocks }: ArticleView): boolean {
  return blocks.some(({ columns }) =>
    columns.some(({ spans }) => spans.some(({ kind }) => kind === "match")),
  );
}
