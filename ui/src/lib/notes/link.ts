/* `[[` in a note: what is being looked up, and the link that takes its place. Offsets are UTF-16, the text area's. */

/** Longer than any name; what stands further back is text. */
const LONGEST = 80;

/** What was typed after the last open `[[` before the caret, if anything is open. */
export function linkAt(beforeCaret: string): string | undefined {
  const open = beforeCaret.lastIndexOf("[[");
  if (open < 0 || beforeCaret.length - open - 2 > LONGEST) return undefined;
  const typed = beforeCaret.slice(open + 2);
  return /[\n\]]/.test(typed) ? undefined : typed;
}

/** The text with a link in place of the open `[[…`, and where the caret belongs. */
export function insertLink(text: string, caret: number, label: string, address: string): [string, number] {
  const open = text.slice(0, caret).lastIndexOf("[[");
  const from = open < 0 ? caret : open;
  const link = `[${label.replace(/[[\]\n]/g, " ").trim()}](${address.replace(/[()\s]/g, encodeURIComponent)})`;
  return [text.slice(0, from) + link + text.slice(caret).replace(/^\]{1,2}/, ""), from + link.length];
}
