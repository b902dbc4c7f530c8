/*
 * `[[` in a note: what is being looked up, what fits it, and the link that takes its place.
 * Chinese input methods give `【` or `［` for the same key. Offsets are UTF-16, the text area's.
 */
import type { Hit } from "$lib/bindings/Hit";
import type { ReasonKind } from "$lib/bindings/ReasonKind";

/** Longer than any name; what stands further back is text. */
const LONGEST = 80;

const OPEN = /\[\[|【【|［［/g;
const ENDS = /[\n\]】］]/;
/** What closes a link that is open; input methods often put it there by themselves. */
const CLOSING = /^(?:\]{1,2}|】{1,2}|］{1,2})/;

/** Where the last open `[[` before the caret begins. */
function openAt(beforeCaret: string): number | undefined {
  const open = [...beforeCaret.matchAll(OPEN)].at(-1)?.index;
  if (open === undefined || beforeCaret.length - open - 2 > LONGEST) return undefined;
  return ENDS.test(beforeCaret.slice(open + 2)) ? undefined : open;
}

/** What was typed after the last open `[[` before the caret, if anything is open. */
export function linkAt(beforeCaret: string): string | undefined {
  const open = openAt(beforeCaret);
  return open === undefined ? undefined : beforeCaret.slice(open + 2);
}

/** The text with a link in place of the open `[[…`, and where the caret belongs. */
export function insertLink(text: string, caret: number, label: string, address: string): [string, number] {
  const from = openAt(text.slice(0, caret)) ?? caret;
  const link = `[${label.replace(/[[\]\n]/g, " ").trim()}](${address.replace(/[()\s]/g, encodeURIComponent)})`;
  return [text.slice(0, from) + link + text.slice(caret).replace(CLOSING, ""), from + link.length];
}

/** Something to link to, and all that it is called, in every language. */
export type Offer = { hit: Hit; names: readonly string[] };

/** What has a name comes before what only tells of it. */
const ORDER = ["entity", "term", "event", "article", "note"] as const satisfies readonly Hit["kind"][];

/** Puts together what one question gave in several languages, the person's first. `called`: names by address. */
export function offersFrom(
  answers: readonly (readonly Hit[])[],
  called: ReadonlyMap<string, readonly string[]>,
): Offer[] {
  const offers = new Map<string, { hit: Hit; names: string[] }>();
  for (const hit of answers.flat()) {
    const offer = offers.get(hit.address) ?? { hit, names: [...(called.get(hit.address) ?? [])] };
    offer.names.push(hit.title.text);
    offers.set(hit.address, offer);
  }
  return [...offers.values()];
}

/** Why something was found that is called so; a guess at a misspelling is no name. */
const OTHER_NAMES: readonly ReasonKind[] = ["alias", "term", "pinyin"];

/** True when every word that was typed begins a word of a name, or is another name for one. */
export function holds({ hit, names }: Offer, typed: string): boolean {
  const words = folded(typed)
    .split(/[\s,，、。；;]+/)
    .filter((word) => word !== "");
  const texts = names.map(folded);
  const found = (word: string) => texts.some((text) => beginsWord(text, word));
  return (
    words.length > 0 &&
    words.every(
      (word) =>
        found(word) ||
        hit.reasons.some(
          ({ kind, written, found: other }) =>
            OTHER_NAMES.includes(kind) && folded(written) === word && found(folded(other)),
        ),
    )
  );
}

/** The offers as they are shown: what holds what was typed first, and of that what is called just so. */
export function ordered(offers: readonly Offer[], typed: string): Offer[] {
  const exact = ({ names }: Offer) => names.some((name) => folded(name) === folded(typed));
  const rank = (offer: Offer) =>
    !holds(offer, typed) ? ORDER.length + 1 : exact(offer) ? -1 : ORDER.indexOf(offer.hit.kind);
  return [...offers].sort((a, b) => rank(a) - rank(b));
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}

/** Letters and digits of alphabets are a word together; a Chinese character is one wherever it stands. */
function beginsWord(text: string, word: string): boolean {
  const inWord = /[\p{Script=Latin}\p{Number}]/u;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!inWord.test(word.charAt(0)) || !inWord.test(text.charAt(at - 1))) return true;
  }
  return false;
}
