import { describe, expect, it } from "vitest";
import { crowded, profileOf, rowsNeeded, share, type Extents } from "./crowd";

const extents = (...list: [number, number, number?][]): Extents => ({
  starts: Float64Array.from(list, ([start]) => start),
  ends: Float64Array.from(list, ([, end]) => end),
  rows: Uint8Array.from(list, ([, , rows]) => rows ?? 1),
});

describe("rows that are needed", () => {
  it.each([
    ["none for nothing", extents(), 0],
    ["one where nothing lies over anything", extents([0, 10], [20, 30]), 1],
    ["what ends where another starts is out of its way", extents([0, 10], [10, 20]), 1],
    ["as many as lie over each other", extents([0, 10], [5, 15], [9, 20], [16, 30]), 3],
    ["more for what is higher", extents([0, 10, 3], [5, 15], [20, 30, 2]), 4],
    ["in any order", extents([16, 30], [9, 20], [0, 10], [5, 15]), 3],
  ])("%s", (_, given, rows) => expect(rowsNeeded(profileOf(given))).toBe(rows));
});

describe("crowds", () => {
  const given = extents([0, 10], [5, 15], [9, 20], [16, 30], [40, 50]);

  it("are what lies where more rows are needed than there are", () => {
    expect(crowded(given, profileOf(given), 2)).toEqual([true, true, true, false, false]);
    expect(crowded(given, profileOf(given), 1)).toEqual([true, true, true, true, false]);
    expect(crowded(given, profileOf(given), 3)).toEqual([false, false, false, false, false]);
  });

  it("are found as counting at each place finds them", () => {
    let state = 7;
    const random = (below: number) => (state = (state * 16_807) % 2_147_483_647) % below;
    const list = Array.from({ length: 200 }, (): [number, number, number] => {
      const start = random(500);
      return [start, start + 1 + random(30), 1 + random(2)];
    });
    const many = extents(...list);
    const depth = (at: number) =>
      list.reduce((sum, [start, end, rows]) => sum + (start <= at && at < end ? rows : 0), 0);
    const places = Array.from({ length: 540 }, (_, at) => at);
    expect(rowsNeeded(profileOf(many))).toBe(Math.max(...places.map(depth)));
    for (const rows of [5, 10, 15, 20])
      expect(crowded(many, profileOf(many), rows)).toEqual(
        list.map(([start, end]) => places.slice(start, end).some((at) => depth(at) > rows)),
      );
  });
});

describe("shared rows", () => {
  it.each([
    ["all that is wanted, where there is enough", [2, 3], 10, [2, 3]],
    ["who wants few gets them, the others equally much", [1, 9, 9], 9, [1, 4, 4]],
    ["one who wants much gets what others leave", [1, 20, 2], 12, [1, 9, 2]],
    ["nothing where there is nothing", [3, 4], -2, [0, 0]],
    ["nobody", [], 5, []],
  ])("%s", (_, wanted, rows, got) => expect(share(wanted, rows)).toEqual(got));
});
