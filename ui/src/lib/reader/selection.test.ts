import { afterEach, expect, it } from "vitest";
import { block } from "../../test/blocks";
import { passageText, selectedPassage, selectedStill } from "./selection";

const root = document.createElement("div");
document.body.append(root);
root.innerHTML =
  '<p data-block="0" data-column="0">甲<a>😀輝達</a>乙</p><p data-block="0" data-column="1">one <i>two</i></p>' +
  '<p data-block="1" data-column="0">丙丁</p><p data-block="1" data-column="1">three</p>';

const blocks = [
  ["甲😀輝達乙", "one two"],
  [`丙丁${"戊".repeat(60)}`, "three"],
].map((texts) => block(texts));

// jsdom has no layout.
Range.prototype.getBoundingClientRect = () => new DOMRect();

afterEach(() => getSelection()?.removeAllRanges());

function select(from: [Node, number], to: [Node, number]) {
  getSelection()?.setBaseAndExtent(...from, ...to);
  const selected = selectedPassage(root, "parallel", blocks);
  if (!selected) return undefined;
  const { column, start_paragraph, start, end_paragraph, end } = selected.passage;
  return `${String(column)}: ${String(start_paragraph)}.${String(start)}-${String(end_paragraph)}.${String(end)}`;
}

const p = (i: number) => root.children[i] as HTMLElement;
const text = (i: number, j = 0) => p(i).childNodes[j] as ChildNode;

it("counts code points across elements", () => {
  const inLink = text(0, 1).firstChild as Node;
  expect(select([inLink, 2], [inLink, 4])).toBe("0: 0.2-0.4");
  expect(select([text(0), 0], [text(0, 2), 1])).toBe("0: 0.0-0.5");
});

it("stays in the column that it starts in", () => {
  expect(select([text(0), 0], [text(2), 1])).toBe("0: 0.0-1.1");
  expect(select([text(1), 1], [text(3), 2])).toBe("1: 0.1-1.2");
});

it("has the words of its own column only, also of what is not drawn", () => {
  getSelection()?.setBaseAndExtent(text(0), 0, text(2), 1);
  expect(selectedPassage(root, "parallel", blocks)?.text).toBe("甲😀輝達乙\n\n丙");
  const passage = {
    quote: "",
    reading: "original",
    column: 0,
    start_paragraph: 0,
    start: 1,
    end_paragraph: 3,
    end: 2,
  } as const;
  const far = ["甲乙", "丙", "", "丁戊己"].map((one) => block([one]));
  expect(passageText(far, passage)).toBe("乙\n\n丙\n\n丁戊");
});

it("counts from where a part of a paragraph begins", () => {
  p(2).dataset["start"] = "40";
  expect(select([text(2), 1], [text(2), 2])).toBe("0: 1.41-1.42");
  delete p(2).dataset["start"];
});

it("is nothing when nothing is selected", () => {
  expect(select([text(0), 1], [text(0), 1])).toBeUndefined();
});

it("is where the selection is now, and nothing when that is gone", () => {
  getSelection()?.setBaseAndExtent(text(0), 0, text(0), 1);
  const selected = selectedPassage(root, "parallel", blocks);
  if (!selected) throw new Error("nothing is selected");
  Range.prototype.getBoundingClientRect = () => new DOMRect(1, 2, 3, 4);
  expect(selectedStill(selected)).toEqual({ ...selected, box: new DOMRect(1, 2, 3, 4) });
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  getSelection()?.removeAllRanges();
  expect(selectedStill(selected)).toBeUndefined();
});
