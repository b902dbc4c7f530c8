import { afterEach, expect, test } from "vitest";
import { bytes, currencyName } from "./format";
import { locale } from "./locale.svelte";

afterEach(() => {
  Object.assign(locale, { lang: "zh-Hant", region: "tw" });
});

test("a size is counted in its unit, one and many", () => {
  locale.lang = "en";
  expect([0, 1, 54, 1400, 2_000_000].map(bytes)).toEqual(["0 bytes", "1 byte", "54 bytes", "1.4 kB", "2 MB"]);
});

test("a currency is named as sums are counted in it", () => {
  locale.lang = "en";
  expect(currencyName("USD")).toBe("US dollars");
  locale.lang = "zh-Hant";
  expect(currencyName("USD")).toBe("美元");
  expect(currencyName("no code")).toBe("no code");
});
