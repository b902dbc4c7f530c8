import { expect, it } from "vitest";
import { block } from "../../test/blocks";
import { findPlaces } from "./find";

const blocks = (...texts: string[][]) => texts.map((columns) => block(columns));

it.each<[string[][], string, string[]]>([
  [[["輝達與輝達"]], "輝達", ["0.0:0-2", "0.0:3-5"]],
  [[["NVIDIA nvidia"]], "Nvidia", ["0.0:0-6", "0.0:7-13"]],
  [
    [
      ["甲", "one"],
      ["乙", "One"],
    ],
    "one",
    ["0.1:0-3", "1.1:0-3"],
  ],
  [[["😀a😀"]], "😀", ["0.0:0-1", "0.0:2-3"]],
  [[["aaaa"]], "aa", ["0.0:0-2", "0.0:2-4"]],
  [[["İa"]], "a", ["0.0:1-2"]],
  [[["abc"]], "", []],
  [[["abc"]], "abcd", []],
])("%j: %s", (texts, wanted, expected) => {
  const places = findPlaces(blocks(...texts), wanted);
  expect(places.map((p) => `${p.block}.${p.column}:${p.start}-${p.end}`)).toEqual(expected);
});
