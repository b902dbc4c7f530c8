import { describe, expect, it } from "vitest";
import { toDay } from "$lib/draw/calendar";
import { labelsOf, roughly, shorten } from "$lib/draw/measure";
import { lanes } from "./lanes";
import { grow, layout, type Layout } from "./layout";
import { isSoft, type Sizes } from "./spots";
import { event, many } from "./samples";

const sizes: Sizes = { row: 24, pad: 8, point: 12, bar: 18, height: 112, least: 1 };
const measure = roughly(12);
const labels = labelsOf(measure, 180);
const lay = (items: ReturnType<typeof many>, perDay: number, more: Partial<Sizes> = {}): Layout =>
  layout(grow(lanes(items, "none", [], "")), perDay, toDay(2019), { ...sizes, ...more }, labels);
const marksOf = (laid: Layout) => laid.lanes.flatMap((lane) => lane.marks);

describe("the layout", () => {
  it.each([
    ["2025-11-18", false],
    ["2025-11-18~", true],
    ["2025-11", true],
    ["2025", true],
    ["2023-11-17/2023-11-22", true],
  ])("%s is soft: %s", (edtf, soft) => expect(isSoft(event(edtf))).toBe(soft));

  it("draws a known day as a point on its middle and everything else as a bar over all the days it may mean", () => {
    const [point] = marksOf(lay([event("2025-11-18")], 10));
    expect(point).toMatchObject({
      shape: "point",
      x: (toDay(2025, 11, 18) + 0.5 - toDay(2019)) * 10 - 6,
      width: 12,
    });
    const [bar] = marksOf(lay([event("2025-11")], 10));
    expect(bar).toMatchObject({ shape: "bar", x: (toDay(2025, 11) - toDay(2019)) * 10, width: 300 });
  });

  it("keeps a bar wide enough to be seen, about the middle of its days", () => {
    const [bar] = marksOf(lay([event("2025-11")], 0.1));
    expect(bar?.shape).toBe("bar");
    expect(bar?.width).toBe(18);
    expect((bar?.x ?? 0) + 9).toBeCloseTo((toDay(2025, 11) + 15 - toDay(2019)) * 0.1);
  });

  it("writes into a bar that has room, and beside one that has none", () => {
    const [wide] = marksOf(lay([event("2025-11")], 20));
    expect(wide?.inside).toBe(true);
    expect((wide?.labelX ?? 0) > (wide?.x ?? 0)).toBe(true);
    const [narrow] = marksOf(lay([event("2025-11")], 1));
    expect(narrow?.inside).toBe(false);
    expect(narrow?.labelX).toBeGreaterThan((narrow?.x ?? 0) + (narrow?.width ?? 0));
  });

  it("lets nothing lie over anything else, at any scale, however large the marks", () => {
    const diameter = ({ id }: { id: string }) => [undefined, 10, 30, 60][Number(id.slice(1)) % 4];
    for (const [seed, more] of [
      [1, {}],
      [2, { height: 600 }],
      [3, { diameter }],
    ] as const) {
      const items = many(250, seed);
      for (let perDay = 0.05; perDay < 160; perDay *= 2) {
        for (const lane of lay(items, perDay, more).lanes) {
          const rows = new Map<number, [number, number][]>();
          for (const mark of lane.marks) {
            const end = mark.x + mark.width;
            const worded = mark.label.width > 0 && !mark.inside;
            const labelEnd = worded
              ? Math.max(end, Math.min(mark.labelX + mark.label.width, mark.reach))
              : end;
            const first = (mark.y - lane.top - sizes.pad) / sizes.row - mark.rows / 2;
            for (let row = first; row < first + mark.rows; row++) {
              const beside = row <= first + mark.rows / 2 && row >= first + mark.rows / 2 - 1;
              rows.set(row, [...(rows.get(row) ?? []), [mark.x, beside ? labelEnd : end]]);
            }
            expect(mark.y).toBeGreaterThan(lane.top);
            expect(mark.y).toBeLessThan(lane.top + lane.height);
          }
          for (const spans of rows.values()) {
            spans.sort((a, b) => a[0] - b[0]);
            spans.slice(1).forEach((span, i) => expect(span[0]).toBeGreaterThanOrEqual(spans[i]?.[1] ?? 0));
          }
        }
      }
    }
  });

  it("counts nothing while there are rows for every mark", () => {
    const day = Array.from({ length: 12 }, (_, i) => event("2025-11-18", { id: `${i}` }));
    const shapes = (height: number) => marksOf(lay(day, 1, { height })).map(({ shape }) => shape);
    expect(shapes(12 * 24 + 16)).toEqual(day.map(() => "point"));
    expect(shapes(11 * 24 + 16)).toEqual(["cluster"]);
  });

  it("gives rows to labels only when every lane has enough for its marks", () => {
    const days = (kind: string, count: number) =>
      Array.from({ length: count }, (_, i) => event("2025-11-18", { id: `${kind}${i}`, kind }));
    const kinds = ["funding", "statement"].map((value) => ({ value, label: value, count: 1 }));
    const grown = grow(lanes([...days("funding", 9), ...days("statement", 2)], "kind", kinds, ""));
    const laid = layout(grown, 1, 0, { ...sizes, height: 11 * 24 + 32 }, labels);
    expect(laid.lanes.map(({ marks }) => marks.length)).toEqual([9, 2]);
    const tight = layout(grown, 1, 0, { ...sizes, height: 10 * 24 + 32 }, labels);
    expect(tight.lanes.map(({ marks }) => marks.length)).toEqual([1, 2]);
  });

  it("only ever opens when one comes closer", () => {
    const grown = grow(lanes(many(400, 5), "none", [], ""));
    const groups = (perDay: number) =>
      layout(grown, perDay, 0, { ...sizes, height: 200 }, labels).lanes.flatMap(({ marks }) =>
        marks.map(({ items }) => new Set(items.map(({ id }) => id))),
      );
    let before = groups(0.001);
    for (let perDay = 0.001; perDay < 200; perDay *= 1.3) {
      const now = groups(perDay);
      for (const group of now)
        expect(before.filter((wide) => [...group].every((id) => wide.has(id)))).toHaveLength(1);
      before = now;
    }
  });

  it("makes a sign as large as it is told, and gives it the rows for that", () => {
    const items = [event("2025-11-18", { id: "large" }), event("2025-11-18", { id: "small" })];
    const marks = marksOf(lay(items, 1, { diameter: ({ id }) => (id === "large" ? 60 : undefined) }));
    expect(marks.map(({ width, rows, y }) => [width, rows, y])).toEqual([
      [60, 3, 8 + 36],
      [12, 1, 8 + 72 + 12],
    ]);
  });

  it("puts lanes under each other without a gap", () => {
    const items = many(60).map((item, i) => ({ ...item, kind: ["statement", "funding"][i % 2] ?? "" }));
    const kinds = [
      { value: "statement", label: "Statement", count: 30 },
      { value: "funding", label: "Funding", count: 30 },
    ];
    const laid = layout(grow(lanes(items, "kind", kinds, "")), 1, 0, sizes, labels);
    expect(laid.lanes.map((lane) => lane.lane.label)).toEqual(["Statement", "Funding"]);
    expect(laid.lanes[1]?.top).toBe(laid.lanes[0]?.height);
    expect(laid.height).toBe((laid.lanes[0]?.height ?? 0) + (laid.lanes[1]?.height ?? 0));
  });
});

describe("lanes", () => {
  const by = (...ids: string[]) => ids.map((id) => ({ address: `zhimai://entity/${id}`, label: id }));
  const companies = ["nvidia", "openai", "quiet"].map((value) => ({
    value,
    label: value.toUpperCase(),
    count: 1,
  }));

  it("an event of several companies runs in the lane of each; one of none in the last", () => {
    const items = [
      event("2025-01-01", { id: "both", participants: by("nvidia", "openai", "a-person") }),
      event("2025-01-02", { id: "one", participants: by("openai", "openai") }),
      event("2025-01-03", { id: "none", participants: by("a-person") }),
    ];
    const got = lanes(items, "company", companies, "Others").map((lane) => [
      lane.label,
      lane.items.map((i) => i.id),
    ]);
    expect(got).toEqual([
      ["NVIDIA", ["both"]],
      ["OPENAI", ["both", "one"]],
      ["Others", ["none"]],
    ]);
  });

  it("no more lanes than can be told apart", () => {
    const twenty = Array.from({ length: 20 }, (_, i) => ({ value: `c${i}`, label: `C${i}`, count: 1 }));
    const items = twenty.map(({ value }) => event("2025-01-01", { id: value, participants: by(value) }));
    const got = lanes(items, "company", twenty, "Others");
    expect(got).toHaveLength(9);
    expect(got.at(-1)?.items).toHaveLength(12);
  });
});

describe("shortening", () => {
  it.each([
    ["微軟、英偉達與Anthropic宣布結盟", 500, "微軟、英偉達與Anthropic宣布結盟"],
    ["微軟、英偉達與Anthropic宣布結盟", 90, "微軟、英偉達…"],
    ["An alliance of three", 70, "An allian…"],
    ["微軟、英偉達", 30, ""],
    ["", 10, ""],
    ["👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 5, ""],
  ])("%s to %i", (text, width, expected) => expect(shorten(text, width, measure)).toBe(expected));
});
