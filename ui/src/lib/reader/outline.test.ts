import { expect, it } from "vitest";
import { block } from "../../test/blocks";
import { headingsOf, sectionAt } from "./outline";

const heading = (level: number, text: string) => block([text], { kind: "heading", level });
const blocks = [block(["前"]), heading(2, "一"), block(["文"]), heading(4, "一之一"), heading(2, "二")];

it("counts depth from the highest heading that there is", () => {
  expect(headingsOf(blocks).map(({ number, depth, text }) => [number, depth, text])).toEqual([
    [1, 0, "一"],
    [3, 2, "一之一"],
    [4, 0, "二"],
  ]);
  expect(headingsOf([block(["文"])])).toEqual([]);
});

it("knows the section that a block is in", () => {
  const headings = headingsOf(blocks);
  expect([0, 1, 2, 3, 4, 99].map((at) => sectionAt(headings, at))).toEqual([-1, 0, 0, 1, 2, 2]);
  expect(sectionAt([], 3)).toBe(-1);
});
