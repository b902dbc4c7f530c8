import { expect, it } from "vitest";
import type { Locale } from "$lib/bindings/Locale";
import { languageOf } from "./language";

const TW: Locale = { lang: "zh-Hant", region: "tw" };
const HK: Locale = { lang: "zh-Hant", region: "hk" };
const CN: Locale = { lang: "zh-Hans", region: "cn" };
const EN: Locale = { lang: "en", region: "hk" };

it.each([
  ["Three Handshakes", "zh-hant", EN, "en"],
  ["三家握手", "zh-hans", TW, "zh-Hans"],
  ["三家握手", "zh-hant", CN, "zh-Hant"],
  ["Claude在Foundry正式推出，新增Azure托管选项", "zh-hant", CN, "zh-Hans-CN"],
  ["OpenAI前沿模型登陆AWS Bedrock", undefined, CN, "zh-Hans-CN"],
  ["输入命令，这是简体", "zh-hant", TW, "zh-Hans"],
  ["輝達與微軟，這是繁體", "zh-hans", TW, "zh-Hant-TW"],
  ["英偉達與微軟，這是繁體", undefined, HK, "zh-Hant-HK"],
  ["三家握手", null, CN, "zh-Hans-CN"],
  ["三家握手", "en", EN, "zh-Hant-HK"],
  ["450億美元 deal", undefined, EN, "zh-Hant-HK"],
  ["", "zh-hant", TW, "en"],
] as const)("%j (%s) for %o: %s", (text, said, reader, lang) => {
  expect(languageOf(text, said, reader)).toBe(lang);
});
