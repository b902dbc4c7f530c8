import { describe, expect, it } from "vitest";
import { pieces, tree } from "./clusters";
import { event, many } from "./samples";

type Tree = ReturnType<typeof tree>;
const crowds = ({ items }: Tree, all: boolean) => items.map(() => all);
const heldIn = (built: Tree, perDay: number, crowd = crowds(built, true)) =>
  pieces(built, perDay, crowd).map((piece) =>
    piece.type === "event"
      ? [built.items[piece.at]]
      : built.items.slice(piece.stretch.from, piece.own ? piece.stretch.ownTo : piece.stretch.to),
  );
const idsIn = (built: Tree, perDay: number, crowd?: boolean[]) =>
  heldIn(built, perDay, crowd).map((items) => items.map((item) => item?.id));

const drawn = (edtfs: string[], perDay: number, crowded = true) => {
  const built = tree(edtfs.map((edtf, i) => event(edtf, { id: `${i}` })));
  return heldIn(built, perDay, crowds(built, crowded)).map((items) =>
    items.length === 1 ? items[0]?.date.edtf : items.length,
  );
};

const november = ["2025-11-03", "2025-11-12", "2025-11-18"];

describe("clusters, where it is crowded", () => {
  it.each([
    ["one event never needs opening", ["2025-11-18"], 0.001, ["2025-11-18"]],
    ["nothing", [], 1, []],
    ["a month is a count", november, 0.5, [3]],
    ["and opens as one comes closer", november, 2, ["2025-11-03", 2]],
    ["down to the day", november, 10, november],
    ["one day with three events", ["2025-11-18", "2025-11-18", "2025-11-18"], 10, [3]],
    ["opens too", ["2025-11-18", "2025-11-18", "2025-11-18"], 40, ["2025-11-18", "2025-11-18", "2025-11-18"]],
    [
      "a month lies in its quarter, not on a day",
      ["2025-11", "2025-11-01", "2025-12-09"],
      3,
      ["2025-11", "2025-11-01", "2025-12-09"],
    ],
    [
      "an interval over New Year lies in no year",
      ["2024-12-20/2025-01-10", "2025-01-05", "2025-02-05", "2025-03-05"],
      0.12,
      ["2024-12-20/2025-01-10", 3],
    ],
  ] as const)("%s", (_, edtfs, perDay, expected) => expect(drawn([...edtfs], perDay)).toEqual(expected));
});

describe("clusters", () => {
  it("there are none where there are rows enough, at any scale", () => {
    expect(drawn(november, 0.001, false)).toEqual(november);
  });

  it("a crowd in one month closes none of the others", () => {
    const built = tree(["2025-03-01", "2025-03-02", "2025-11-03", "2025-11-12"].map((day) => event(day)));
    // The year is wide enough to open; in its last quarter it is crowded.
    expect(idsIn(built, 0.2, [false, false, true, true])).toEqual([
      ["e-2025-03-01"],
      ["e-2025-03-02"],
      ["e-2025-11-03", "e-2025-11-12"],
    ]);
  });

  it("lose and double nothing, at any scale and in any crowd", () => {
    const items = many(400);
    const built = tree(items);
    const some = built.items.map((_, i) => i % 7 === 0);
    for (const crowd of [crowds(built, true), some, crowds(built, false)])
      for (let perDay = 0.001; perDay < 200; perDay *= 1.7)
        expect(idsIn(built, perDay, crowd).flat().sort()).toEqual(items.map(({ id }) => id).sort());
  });

  it("only ever open when one comes closer", () => {
    const built = tree(many(400, 7));
    let groups = idsIn(built, 0.001).map((ids) => new Set(ids));
    for (let perDay = 0.001; perDay < 200; perDay *= 1.3) {
      const closer = idsIn(built, perDay);
      for (const ids of closer)
        expect(groups.filter((group) => ids.every((id) => group.has(id)))).toHaveLength(1);
      groups = closer.map((ids) => new Set(ids));
    }
  });

  it("leave no count where days are wide, but for crowds without a day", () => {
    const built = tree(many(300, 3));
    for (const items of heldIn(built, 160))
      if (items.length > 1) expect(items.every((item) => item?.date.precision !== "day")).toBe(true);
  });
});
