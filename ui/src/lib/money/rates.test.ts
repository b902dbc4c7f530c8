import { describe, expect, it } from "vitest";
import { csv } from "$lib/deals/order";
import { convertedOf } from "$lib/deals/names";
import { deal } from "$lib/deals/samples";
import { locale } from "$lib/i18n/locale.svelte";
import { readRate, withRate, writeRate } from "./rates";

describe("rates of the person's", () => {
  it.each([
    ["EUR=1.16", { from: "EUR", worth: "1.16", into: "USD" }],
    [" TWD = 0.03 EUR ", { from: "TWD", worth: "0.03", into: "EUR" }],
    ["EUR=1,16", undefined],
    ["EUR=0", undefined],
    ["EUR=-1", undefined],
    ["EUR=1 EUR", undefined],
    ["euro=1", undefined],
    ["", undefined],
  ])("%s", (kept, expected) => {
    expect(readRate(kept)).toEqual(expected);
    if (expected) expect(readRate(writeRate(expected))).toEqual(expected);
  });

  it("are one for a currency, and what is none is not taken", () => {
    const one = withRate([], { from: "EUR", worth: " 1.16 ", into: "USD" });
    expect(one).toEqual(["EUR=1.16 USD"]);
    expect(withRate(one ?? [], { from: "EUR", worth: "1.2", into: "USD" })).toEqual(["EUR=1.2 USD"]);
    expect(withRate(one ?? [], { from: "TWD", worth: "x", into: "USD" })).toBeUndefined();
  });

  it("stand on every converted number, in the table that is copied too", () => {
    locale.lang = "en";
    const at = "at your rate of 1 EUR = 1.16 USD";
    const converted = { currency: "USD", low: 116, high: 116, label: "about US$116", at };
    expect(convertedOf(converted)).toBe(`about US$116 (${at})`);
    const [head = "", first = "", second = ""] = csv([deal("a>b", { converted }), deal("a>c")]).split("\r\n");
    const place = head.split(",").indexOf("converted_currency");
    expect(first.split(",").slice(place, place + 4)).toEqual(["USD", "116", "116", at]);
    expect(second.split(",").slice(place, place + 4)).toEqual(["", "", "", ""]);
  });
});
