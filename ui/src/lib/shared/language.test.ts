import { expect, it } from "vitest";
import { languageOf } from "./language";

it.each([
  ["Three Handshakes", "zh-hant", "en", "en"],
  ["三家握手", "zh-hans", "zh-Hant", "zh-hans"],
  ["三家握手", null, "zh-Hans", "zh-Hans"],
  ["三家握手", "en", "en", "zh-Hant"],
  ["450億美元 deal", undefined, "en", "zh-Hant"],
  ["", "zh-hant", "zh-Hant", "en"],
] as const)("%j (%s) in a window in %s: %s", (text, said, ui, lang) => {
  expect(languageOf(text, said, ui)).toBe(lang);
});
