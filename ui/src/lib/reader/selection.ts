/*
 * What the person selected, as the library understands it: block, column and code points.
 * A column's element carries `data-block`, `data-column` and `data-start`, where in the column it begins, and holds
 * its text and nothing else. What lies between the ends of a selection need not be drawn: its text is the article's.
 */
import type { BlockView } from "$lib/bindings/BlockView";
import type { Reading } from "$lib/bindings/Reading";
import type { Selection as Passage } from "$lib/bindings/Selection";
import { codePoints } from "$lib/shared/codepoints";
import type { Box } from "$lib/shared/place";

export type Selected = { passage: Passage; text: string; box: Box };

/** The selection, if it lies in one column of `root`. What reaches beyond the text is cut off. */
export function selectedPassage(
  root: HTMLElement,
  reading: Reading,
  blocks: readonly BlockView[],
): Selected | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const columns = [...root.querySelectorAll<HTMLElement>("[data-block]")].filter((element) =>
    range.intersectsNode(element),
  );
  const first = columns[0];
  if (!first) return undefined;
  const column = first.dataset["column"];
  const inColumn = columns.filter((element) => element.dataset["column"] === column);

  const start = place(first, range.startContainer, range.startOffset, "start");
  const last = inColumn.at(-1) ?? first;
  const end = place(last, range.endContainer, range.endOffset, "end");
  const passage: Passage = {
    quote: "",
    reading,
    column: Number(column),
    start_paragraph: Number(first.dataset["block"]),
    start,
    end_paragraph: Number(last.dataset["block"]),
    end,
  };
  const empty = passage.start_paragraph === passage.end_paragraph && passage.start >= passage.end;
  const text = passageText(blocks, passage).trim();
  passage.quote = text;
  return empty || text === "" ? undefined : { passage, text, box: range.getBoundingClientRect() };
}

/** Where what was selected is now; nothing when it is selected no more. */
export function selectedStill(selected: Selected): Selected | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  return { ...selected, box: selection.getRangeAt(0).getBoundingClientRect() };
}

/** The words of a passage; a blank line between blocks. */
export function passageText(blocks: readonly BlockView[], passage: Passage): string {
  const texts: string[] = [];
  for (let i = passage.start_paragraph; i <= passage.end_paragraph; i++) {
    const text = blocks[i]?.columns[passage.column]?.text ?? "";
    const from = i === passage.start_paragraph ? passage.start : 0;
    const whole = from === 0 && i !== passage.end_paragraph;
    if (whole) texts.push(text);
    else {
      const points = codePoints(text);
      texts.push(points.slice(from, i === passage.end_paragraph ? passage.end : points.length));
    }
  }
  return texts.filter((text) => text !== "").join("\n\n");
}

/** Where in the column's text a boundary of the range lies; the element's begin or end when it lies outside. */
function place(element: HTMLElement, node: Node, offset: number, side: "start" | "end"): number {
  const from = Number(element.dataset["start"] ?? 0);
  const points = codePoints(element.textContent);
  if (!element.contains(node)) return from + (side === "start" ? 0 : points.length);
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(node, offset);
  return from + points.fromUtf16(before.toString().length);
}
