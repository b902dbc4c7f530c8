import { expect, it } from "vitest";
import { asKnown, isAddress, isDate, parseAddress, thingAddress, viewAddress, withoutQuery } from "./address";

it.each([
  ["zhimai://entity/nvidia", "entity", "nvidia", "", ""],
  ["zhimai://article/a/b#p3", "article", "a/b", "", "p3"],
  [
    "zhimai://view/search?q=%E8%BC%9D%E9%81%94&kind=event",
    "view",
    "search",
    "q=%E8%BC%9D%E9%81%94&kind=event",
    "",
  ],
  ["zhimai://term/%", "term", "%", "", ""],
  ["zhimai://", "", "", "", ""],
  ["https://example.com/x", "", "", "", ""],
  ["", "", "", "", ""],
])("reads %s", (text, kind, id, query, anchor) => {
  const address = parseAddress(text);
  expect([address.kind, address.id, address.parameters.toString(), address.anchor]).toEqual([
    kind,
    id,
    query,
    anchor,
  ]);
});

it.each([
  ["zhimai://view/search?q=%E8%BC%9D&kind=event", "zhimai://view/search?kind=event"],
  ["zhimai://article/a?q=b#p3", "zhimai://article/a#p3"],
  ["zhimai://view/search?kind=event", "zhimai://view/search?kind=event"],
  ["zhimai://entity/nvidia", "zhimai://entity/nvidia"],
])("leaves what was searched for out of %s", (address, expected) => {
  expect(withoutQuery(address)).toBe(expected);
});

it("writes what it reads", () => {
  for (const id of ["nvidia", "50% off?", "a#b", "輝達", "a/b c"]) {
    const address = parseAddress(thingAddress("article", id, { q: "甲 & 乙" }, "第 1 段"));
    expect([address.id, address.parameters.get("q"), address.anchor]).toEqual([id, "甲 & 乙", "第 1 段"]);
  }
});

it("leaves empty parameters out", () => {
  expect(viewAddress("search", { q: "", kind: [], sort: undefined })).toBe("zhimai://view/search");
  expect(viewAddress("search", { kind: ["event", "note"] })).toBe(
    "zhimai://view/search?kind=event&kind=note",
  );
});

it("knows an address of ours", () => {
  expect(["zhimai://x", "zhimai://", "https://x", ""].map(isAddress)).toEqual([true, false, false, false]);
});

it.each([
  ["zhimai://entity/a", "2025", "zhimai://entity/a?known=2025"],
  ["zhimai://entity/a?q=1#p", "2025", "zhimai://entity/a?q=1&known=2025#p"],
  ["zhimai://entity/a?known=2024&q=1", "2025", "zhimai://entity/a?known=2025&q=1"],
  ["zhimai://entity/a?known=2024#p", "", "zhimai://entity/a#p"],
  ["zhimai://view/search?q=a+b", "", "zhimai://view/search?q=a+b"],
])("puts into %s the date %s", (address, date, expected) => {
  expect(asKnown(address, date)).toBe(expected);
});

it("knows a date", () => {
  const dates = ["2025", "2025-12", "2025-12-31", "2024-02-29"];
  expect(dates.filter(isDate)).toEqual(dates);
  expect(
    ["", "soon", "25", "2025-13", "2025-02-30", "2025-00", "2025-1", "0000", "2025-12-31T"].filter(isDate),
  ).toEqual([]);
});
