import { describe, expect, it } from "vitest";
import { pieces, tree } from "./clusters";
import { event, many } from "./samples";

const drawn = (edtfs: string[], perDay: number) =>
  pieces(tree(edtfs.map((edtf, i) => event(edtf, { id: `${i}` }))), perDay).map((piece) =>
    piece.type === "event" ? piece.item.date.edtf : piece.items.length,
  );

describe("clusters", () => {
  it.each([
    ["one event never needs opening", ["2025-11-18"], 0.001, ["2025-11-18"]],
    ["nothing", [], 1, []],
    ["a crowded month is a count", ["2025-11-03", "2025-11-12", "2025-11-18"], 0.5, [3]],
    ["and opens as one comes closer", ["2025-11-03", "2025-11-12", "2025-11-18"], 2, ["2025-11-03", 2]],
    [
      "down to the day",
      ["2025-11-03", "2025-11-12", "2025-11-18"],
      10,
      ["2025-11-03", "2025-11-12", "2025-11-18"],
    ],
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

  it("lose and double nothing, at any scale", () => {
    const items = many(400);
    const built = tree(items);
    for (let perDay = 0.001; perDay < 200; perDay *= 1.7) {
      const ids = pieces(built, perDay).flatMap((p) =>
        p.type === "event" ? [p.item.id] : p.items.map((i) => i.id),
      );
      expect(ids.sort()).toEqual(items.map((i) => i.id).sort());
    }
  });

  it("only ever open when one comes closer", () => {
    const built = tree(many(400, 7));
    let groups = pieces(built, 0.001).map(
      (p) => new Set(p.type === "event" ? [p.item.id] : p.items.map((i) => i.id)),
    );
    for (let perDay = 0.001; perDay < 200; perDay *= 1.3) {
      const closer = pieces(built, perDay).map((p) =>
        p.type === "event" ? [p.item.id] : p.items.map((i) => i.id),
      );
      for (const ids of closer)
        expect(groups.filter((group) => ids.every((id) => group.has(id)))).toHaveLength(1);
      groups = closer.map((ids) => new Set(ids));
    }
  });

  it("leave no count where days are wide, but for crowds without a day", () => {
    const built = tree(many(300, 3));
    const closed = pieces(built, 160).filter((p) => p.type === "cluster");
    for (const piece of closed) {
      expect(piece.type === "cluster" && piece.items.every((i) => i.date.precision !== "day")).toBe(true);
    }
  });
});
