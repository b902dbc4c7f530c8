import { describe, expect, it } from "vitest";
import { toDay } from "$lib/draw/calendar";
import { roughly, shorten } from "$lib/draw/measure";
import { lanes } from "./lanes";
import { grow, isSoft, layout, type Layout, type Sizes } from "./layout";
import { event, many } from "./samples";

const sizes: Sizes = { row: 24, pad: 8, point: 12, bar: 18, label: 180, rows: 4 };
const measure = roughly(12);
const lay = (items: ReturnType<typeof many>, perDay: number): Layout =>
  layout(grow(lanes(items, "none", [], "")), perDay, toDay(2019), sizes, measure);
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

  it("lets nothing lie over anything else, at any scale", () => {
    for (const seed of [1, 2, 3]) {
      const items = many(250, seed);
      for (let perDay = 0.05; perDay < 160; perDay *= 2) {
        for (const lane of lay(items, perDay).lanes) {
          const rows = new Map<number, [number, number][]>();
          for (const mark of lane.marks) {
            const end = Math.max(mark.x + mark.width, mark.label ? mark.labelX + measure(mark.label) : 0);
            rows.set(mark.y, [...(rows.get(mark.y) ?? []), [mark.x, end]]);
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

  it("puts lanes under each other without a gap", () => {
    const items = many(60).map((item, i) => ({ ...item, kind: ["statement", "funding"][i % 2] ?? "" }));
    const kinds = [
      { value: "statement", label: "Statement", count: 30 },
      { value: "funding", label: "Funding", count: 30 },
    ];
    const laid = layout(grow(lanes(items, "kind", kinds, "")), 1, 0, sizes, measure);
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
