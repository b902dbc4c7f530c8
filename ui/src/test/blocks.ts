/* Blocks as the library gives them, for tests. */
import type { BlockView } from "$lib/bindings/BlockView";
import type { Span } from "$lib/bindings/Span";

type Some = Partial<BlockView> & { spans?: Span[]; lang?: string };

/** A block with a text in each column; a paragraph unless it is said otherwise. */
export function block(
  texts: readonly string[],
  { spans = [], lang = "zh-Hant", ...some }: Some = {},
): BlockView {
  const columns = texts.map((text) => ({ lang, text, spans }));
  return { kind: "paragraph", quote: 0, indent: 0, columns, ...some } as BlockView;
}
