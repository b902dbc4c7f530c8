import { expect, it } from "vitest";
import { changesIn, compareAddress, lastPair, pairOf } from "./compare";

it.each([
  ["1..3", { older: 1, newer: 3 }],
  ["3..1", { older: 1, newer: 3 }],
  ["2..2", undefined],
  ["", undefined],
  ["1..", undefined],
  ["-1..3", undefined],
  ["1..3x", undefined],
  ["99999999999999999999..1", undefined],
])("reads %j", (text, expected) => {
  expect(pairOf(text)).toEqual(expected);
});

it("writes what it reads", () => {
  const address = compareAddress("a?b", { older: 2, newer: 5 });
  expect(address).toBe("zhimai://article/a%3Fb?compare=2..5");
  expect(pairOf(new URLSearchParams(address.split("?")[1]).get("compare") ?? "")).toEqual({
    older: 2,
    newer: 5,
  });
});

it("takes the last two versions where none are named", () => {
  const version = (n: number) => ({ version: n, replaced: null, title: "", date: null, author: null });
  expect(lastPair([version(1), version(3), version(2)])).toEqual({ older: 2, newer: 3 });
  expect(lastPair([version(1)])).toBeUndefined();
  expect(lastPair([])).toBeUndefined();
});

it("knows the rows that differ", () => {
  const row = (kind: "same" | "changed" | "added" | "removed") => ({ kind, older: null, newer: null });
  expect(changesIn([row("same"), row("changed"), row("added"), row("same"), row("removed")])).toEqual([
    1, 2, 4,
  ]);
});
