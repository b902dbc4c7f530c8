import { expect, it } from "vitest";
import { block } from "../../test/blocks";
import { canBeJustified } from "./justify";

it.each([
  [["輝達與微軟結盟，金額為 300 億美元。", "OpenAI、Anthropic 與 Microsoft。"], true],
  [["他說這是 transformation 的一部分。"], false],
  [["見 https://example.com/a。"], false],
])("%j: %s", (texts, expected) => {
  expect(canBeJustified(texts.map((text) => block([text])))).toBe(expected);
});

it("is for Chinese only, whatever code and tables hold", () => {
  expect(canBeJustified([block(["輝達"]), block(["a very long line of code"], { kind: "code" })])).toBe(true);
  expect(canBeJustified([block(["Nvidia"], { lang: "en" })])).toBe(false);
  expect(canBeJustified([block(["輝達"], { lang: "" })])).toBe(false);
});
