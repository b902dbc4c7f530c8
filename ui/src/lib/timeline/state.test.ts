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
