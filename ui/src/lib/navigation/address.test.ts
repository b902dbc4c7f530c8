import { expect, it } from "vitest";
import { isAddress, parseAddress, thingAddress, viewAddress, withoutQuery } from "./address";

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
