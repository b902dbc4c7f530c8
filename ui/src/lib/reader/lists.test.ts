import { expect, it } from "vitest";
import type { BlockView } from "$lib/bindings/BlockView";
import { block } from "../../test/blocks";
import { markerOf, placesInLists } from "./lists";

/** `*` an item, `1` one with a number, `p` a paragraph; their number is the depth. */
function check(list: string, expected: string) {
  const blocks = list.split(" ").map((one): BlockView => {
    const some = { indent: Number(one[1] ?? 0) };
    if (one.startsWith("p")) return block([""], some);
    return block([""], { ...some, kind: "item", number: one.startsWith("*") ? null : 1 });
  });
  const places = placesInLists(blocks);
  const shown = blocks.map((_, i) => {
    const place = places.get(i);
    return place ? `${String(place.at)}/${String(place.of)}` : "-";
  });
  expect(shown.join(" ")).toBe(expected);
}

it.each([
  ["*1 *1 *1", "1/3 2/3 3/3"],
  ["*1 *2 *2 *1", "1/2 1/2 2/2 2/2"],
  ["*1 p1 *1 p0 *1", "1/2 - 2/2 - 1/1"],
  ["*1 *2 *1 *2", "1/2 1/1 2/2 1/1"],
  ["*1 #1 #1", "1/1 1/2 2/2"],
  ["p0", "-"],
])("%s", check);

it("has a sign for each depth", () => {
  expect([1, 2, 3, 4].map((indent) => markerOf(null, indent))).toEqual(["•", "◦", "▪", "•"]);
  expect(markerOf(3, 1)).toBe("3.");
});
