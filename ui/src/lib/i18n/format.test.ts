import { afterEach, expect, test } from "vitest";
import { currencyName } from "./format";
import { locale } from "./locale.svelte";

afterEach(() => {
  Object.assign(locale, { lang: "zh-Hant", region: "tw" });
});

test("a currency is named as sums are counted in it", () => {
  locale.lang = "en";
  expect(currencyName("USD")).toBe("US dollars");
  locale.lang = "zh-Hant";
  expect(currencyName("USD")).toBe("美元");
  expect(currencyName("no code")).toBe("no code");
});
