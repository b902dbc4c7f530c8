import { expect, it } from "vitest";
import { insertLink, linkAt } from "./link";

it.each([
  ["看 [[輝", "輝"],
  ["看 [[", ""],
  ["看 [[輝達]] 之後", undefined],
  ["[[甲\n乙", undefined],
  ["沒有", undefined],
  [`[[${"x".repeat(100)}`, undefined],
])("%j looks up %j", (before, wanted) => {
  expect(linkAt(before)).toBe(wanted);
});

it("puts the link in place of what was typed", () => {
  const [text, caret] = insertLink("看 [[輝 之後", 5, "輝達", "zhimai://entity/nvidia");
  expect(text).toBe("看 [輝達](zhimai://entity/nvidia) 之後");
  expect(text.slice(0, caret)).toBe("看 [輝達](zhimai://entity/nvidia)");
  expect(insertLink("[[x]]y", 3, "a]b", "zhimai://note/1")[0]).toBe("[a b](zhimai://note/1)y");
});
