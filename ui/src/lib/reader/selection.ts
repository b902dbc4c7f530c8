/*
 * What the person selected, as the library understands it: paragraph, column and code points.
 * A column's element carries `data-paragraph` and `data-column` and holds its text and nothing else.
 */
import type { Reading } from "$lib/bindings/Reading";
import type { Selection as Passage } from "$lib/bindings/Selection";
import { codePoints } from "$lib/shared/codepoints";
import type { Box } from "$lib/shared/place";

export type Selected = { passage: Passage; text: string; box: Box };

/** The selection, if it lies in one column of `root`. What reaches beyond the text is cut off. */
export function selectedPassage(root: HTMLElement, reading: Reading): Selected | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const columns = [...root.querySelectorAll<HTMLElement>("[data-paragraph]")].filter((element) =>
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
    reading,
    column: Number(column),
    start_paragraph: Number(first.dataset["paragraph"]),
    start,
    end_paragraph: Number(last.dataset["paragraph"]),
    end,
  };
  const empty = passage.start_paragraph === passage.end_paragraph && passage.start >= passage.end;
  const text = selection.toString().trim();
  return empty || text === "" ? undefined : { passage, text, box: range.getBoundingClientRect() };
}

/** Where in the element's text a boundary of the range lies; its begin or end when it lies outside. */
function place(element: HTMLElement, node: Node, offset: number, side: "start" | "end"): number {
  const points = codePoints(element.textContent);
  if (!element.contains(node)) return side === "start" ? 0 : points.length;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(node, offset);
  return points.fromUtf16(before.toString().length);
}
