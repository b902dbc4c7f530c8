import { beforeEach, describe, expect, it } from "vitest";
import { toIso } from "$lib/draw/calendar";
import { locale } from "$lib/i18n/locale.svelte";
import { event } from "./samples";
import { TimelineState } from "./state.svelte";

const who = (id: string) => ({ address: `zhimai://entity/${id}`, label: id });

let timeline: TimelineState;

beforeEach(() => {
  locale.lang = "en";
  timeline = new TimelineState();
  timeline.items = [
    event("2019-07-22", { id: "first", kind: "investment", participants: [who("openai")] }),
    event("2025-11-18", {
      id: "alliance",
      kind: "partnership",
      participants: [who("nvidia"), who("microsoft")],
    }),
    event("2025-11-24", { id: "opus", kind: "model-release", participants: [who("anthropic")] }),
    event("2026-07", { id: "last", kind: "product", participants: [who("nvidia")] }),
  ];
  timeline.companies = ["nvidia", "openai"].map((value) => ({ value, label: value, count: 1 }));
  timeline.kinds = ["investment", "partnership"].map((value) => ({ value, label: value, count: 1 }));
});

const shown = () => timeline.visible.map(({ id }) => id);
const span = () => [toIso(timeline.span.first), toIso(timeline.span.last)];

describe("what the timeline shows", () => {
  it("is everything at first, from the first event to the last", () => {
    expect(shown()).toEqual(["first", "alliance", "opus", "last"]);
    expect(span()).toEqual(["2019-07-22", "2026-07-31"]);
    expect(timeline.whole).toBe(true);
  });

  it("the list holds what the picture does", () => {
    timeline.show(timeline.items[1]?.date.first_day ?? 0, timeline.items[2]?.date.last_day ?? 0);
    expect(shown()).toEqual(["alliance", "opus"]);
    expect(timeline.drawing.marks.map(({ mark }) => mark.key)).toEqual(["alliance", "opus"]);
    expect(timeline.whole).toBe(false);
    timeline.fitAll();
    expect(shown()).toHaveLength(4);
  });

  it("opens on the stretch where most happened, until one goes elsewhere", () => {
    timeline.items = [
      ...timeline.items,
      ...Array.from({ length: 60 }, (_, i) => event("2025-11-12", { id: `dense${i}` })),
    ];
    expect(timeline.asOpened).toBe(true);
    expect([shown().includes("alliance"), shown().includes("first"), shown().includes("last")]).toEqual([
      true,
      false,
      false,
    ]);
    timeline.fitAll();
    expect([timeline.whole, timeline.asOpened, shown().length]).toEqual([true, false, 64]);
  });

  it("a count opens at the first scale at which it does, and stays where it was", () => {
    timeline.room = 200;
    timeline.items = Array.from({ length: 200 }, (_, i) =>
      event(`2025-${String(1 + (i % 12)).padStart(2, "0")}-${String(10 + (i % 5)).padStart(2, "0")}`, {
        id: `e${i}`,
      }),
    );
    timeline.fitAll();
    const cluster = timeline.layout.lanes[0]?.marks.find(({ shape }) => shape === "cluster");
    if (!cluster) throw new Error("nothing is counted");
    const [before, middle] = [timeline.view, cluster.x + cluster.width / 2];
    const keys = () => timeline.layout.lanes[0]?.marks.map(({ key }) => key);
    timeline.open({ lane: "", mark: cluster });
    expect(keys()).not.toContain(cluster.key);
    expect(timeline.selected).toBe(cluster.items[0]?.id);
    const opened = timeline.view.perDay;
    expect(opened).toBeGreaterThan(before.perDay);
    const day = timeline.layout.origin + middle / before.perDay;
    const x = (view: typeof before) => (day - view.start) * view.perDay;
    expect(Math.abs(x(timeline.view) - x(before))).toBeLessThan(timeline.width / 4);
    timeline.zoom(0.9);
    expect(keys()).toContain(cluster.key);
  });

  it("walks from mark to mark, and brings what it comes to into view", () => {
    timeline.set(20_400, 20_430);
    expect(timeline.walk("later")?.mark.key).toBe("alliance");
    expect(timeline.walk("later")?.mark.key).toBe("opus");
    expect(timeline.walk("last")?.mark.key).toBe("last");
    expect(shown()).toContain("last");
    expect(timeline.walk("later")?.mark.key).toBe("last");
    expect(timeline.walk("first")?.mark.key).toBe("first");
    expect([timeline.selected, shown()]).toEqual(["first", ["first"]]);
  });

  it("keeps to the lane that one walks in", () => {
    timeline.by = "company";
    timeline.select("last", "nvidia");
    expect(timeline.walk("earlier")).toMatchObject({ lane: "nvidia", mark: { key: "alliance" } });
    expect(timeline.walk("down")?.lane).not.toBe("nvidia");
  });

  it("sizes marks by sums in one currency", () => {
    const money = (high: number, currency = "USD") => ({
      currency,
      low: high,
      high,
      qualifier: "exactly",
      label: `${currency} ${high}`,
      horizon: null,
    });
    timeline.items = [
      event("2025-01-01", { id: "large", kind: "investment", amount: money(9e9) }),
      event("2025-03-01", { id: "small", kind: "funding", amount: money(1e9) }),
      event("2025-05-01", { id: "yuan", kind: "funding", amount: money(1e12, "CNY") }),
    ];
    const widths = () => timeline.drawing.marks.map(({ mark }) => Math.round(mark.diameter ?? 0));
    expect(widths()).toEqual([0, 0, 0]);
    timeline.currency = "USD";
    expect(widths()).toEqual([78, 26, 0]);
    expect(timeline.legend.map(({ words }) => words)).toContain("Area by sum; the largest is USD 9000000000");
    expect(timeline.currencies).toEqual(["USD", "CNY"]);
  });

  it("draws what is in sight, and for a file everything", () => {
    timeline.by = "company";
    timeline.sight = { top: 0, bottom: 10 };
    expect(timeline.drawing.marks.length).toBeLessThan(timeline.draw().marks.length);
  });

  it("filters by any of the entities and any of the kinds", () => {
    timeline.entityFilter = ["nvidia"];
    expect(shown()).toEqual(["alliance", "last"]);
    timeline.kindFilter = ["product", "investment"];
    expect(shown()).toEqual(["last"]);
  });

  it("has a lane for each company chosen, and one for the rest", () => {
    timeline.by = "company";
    timeline.entityFilter = ["nvidia", "anthropic"];
    expect(timeline.drawing.names.map(({ text }) => text)).toEqual(["nvidia", "2", "Others", "1"]);
  });

  it("names the lanes of kinds in the language of the interface", () => {
    timeline.by = "kind";
    locale.lang = "zh-Hant";
    expect(timeline.drawing.names.map(({ text }) => text)).toEqual(["投資", "1", "合作", "1", "其他", "2"]);
  });

  it("keeps the days in view when lanes take room at the side", () => {
    timeline.set(20_000, 20_500);
    const before = span();
    timeline.by = "company";
    expect(span()).toEqual(before);
  });

  it("selects from one to the next, and stops at the ends", () => {
    const ids = [1, 1, 1, 1, 1, -1, -8].map((by) => timeline.move(by)?.id);
    expect(ids).toEqual(["first", "alliance", "opus", "last", "last", "opus", "first"]);
    timeline.entityFilter = ["nobody"];
    expect(timeline.move(1)).toBeUndefined();
  });

  it("stands without any event", () => {
    timeline.items = [];
    expect([timeline.visible, timeline.drawing.marks]).toEqual([[], []]);
    timeline.zoom(3);
    timeline.pan(100);
  });
});
