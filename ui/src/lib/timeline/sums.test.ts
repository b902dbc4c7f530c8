import { describe, expect, it } from "vitest";
import { event } from "./samples";
import { currencies, sumOf, sumScale } from "./sums";

const amount = (currency: string, high: number) => ({
  currency,
  low: 0,
  high,
  qualifier: "up-to",
  label: `up to ${currency} ${high}`,
  horizon: null,
});
const paid = (id: string, currency: string, high: number, kind = "investment") =>
  event("2025-01-01", { id, kind, amount: amount(currency, high) });

const items = [
  paid("large", "USD", 100e9),
  paid("quarter", "USD", 25e9),
  paid("tiny", "USD", 1),
  paid("yuan", "CNY", 900e9),
  paid("valued", "USD", 500e9, "statement"),
  event("2025-01-01", { id: "none", kind: "funding" }),
];
const size = sumScale(items, "USD", { most: 60, least: 8 });
const diameterOf = (id: string) => {
  const item = items.find((one) => one.id === id);
  return item && size?.diameter(item);
};

describe("marks sized by sums", () => {
  it("have areas as the sums are, none so small that it cannot be seen", () => {
    expect(diameterOf("large")).toBe(60);
    expect(diameterOf("quarter")).toBe(30);
    expect(diameterOf("tiny")).toBe(8);
    expect(size?.largest.high).toBe(100e9);
  });

  it("leave those of other currencies, of no sum and of kinds that are about none as they are", () => {
    expect(["yuan", "valued", "none"].map(diameterOf)).toEqual([undefined, undefined, undefined]);
    expect(sumOf(paid("valued", "USD", 5, "statement"))).toBeUndefined();
  });

  it("are none where no event has a sum in the currency", () => {
    expect(sumScale(items, "EUR", { most: 60, least: 8 })).toBeUndefined();
    expect(sumScale([paid("zero", "USD", 0)], "USD", { most: 60, least: 8 })).toBeUndefined();
  });

  it("may be sized by the currencies that there are, those of most events first", () => {
    expect(currencies(items)).toEqual(["USD", "CNY"]);
  });
});
