import { expect, it } from "vitest";
import { languageOf } from "./language";

it.each([
  ["Three Handshakes", "zh-hant", "en", "en"],
  ["三家握手", "zh-hans", "zh-Hant", "zh-Hans"],
  ["三家握手", "zh-hant", "zh-Hans", "zh-Hant"],
  ["Claude在Foundry正式推出，新增Azure托管选项", "zh-hant", "zh-Hans", "zh-Hans"],
  ["OpenAI前沿模型登陆AWS Bedrock", undefined, "zh-Hans", "zh-Hans"],
  ["输入命令，这是简体", "zh-hant", "zh-Hant", "zh-Hans"],
  ["輝達與微軟，這是繁體", "zh-hans", "zh-Hans", "zh-Hant"],
  ["三家握手", null, "zh-Hans", "zh-Hans"],
  ["三家握手", "en", "en", "zh-Hant"],
  ["450億美元 deal", undefined, "en", "zh-Hant"],
  ["", "zh-hant", "zh-Hant", "en"],
] as const)("%j (%s) in a window in %s: %s", (text, said, ui, lang) => {
  expect(languageOf(text, said, ui)).toBe(lang);
});
