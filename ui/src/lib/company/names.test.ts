import { describe, expect, it } from "vitest";
import type { EntitySummary } from "$lib/bindings/EntitySummary";
import { byKind, byName, fits } from "./names";

const nvidia: EntitySummary = {
  address: "zhimai://entity/nvidia",
  id: "nvidia",
  kind: "company",
  name: "輝達",
  other_names: ["NVIDIA", "英偉達", "英伟达", "老黃家", "Nestlé AI"],
  misspellings: ["Nividia"],
  description: "Maker of graphics chips",
  ticker: "NASDAQ: NVDA",
  articles: 3,
  events: 4,
};

describe("the filter", () => {
  it.each([
    ["", true],
    ["  ", true],
    ["英伟达", true],
    ["輝達", true],
    ["nvda", true],
    ["nividia", true],
    ["ＮＶＩＤＩＡ", true],
    ["nestle", true],
    ["graphics maker", true],
    ["nasdaq:nvda", true],
    ["graphics beans", false],
    ["微軟", false],
  ])("%s: %s", (filter, expected) => expect(fits(nvidia, filter)).toBe(expected));
});

it("regions that use the same name share a line", () => {
  const names = [
    { region: "en", name: "NVIDIA" },
    { region: "tw", name: "輝達" },
    { region: "hk", name: "英偉達" },
    { region: "cn", name: "英伟达" },
  ];
  expect(byName(names).map(({ name }) => name)).toEqual(["NVIDIA", "輝達", "英偉達", "英伟达"]);
  expect(byName(names.map(({ region }) => ({ region, name: "Anthropic" })))).toEqual([
    { name: "Anthropic", regions: ["en", "tw", "hk", "cn"] },
  ]);
});

it("ties of a kind stand together", () => {
  const to = (label: string) => ({ address: `zhimai://entity/${label}`, label });
  const ties = [
    { kind: "supplier-to", label: "Supplier to", to: to("a") },
    { kind: "investor-in", label: "Investor in", to: to("b") },
    { kind: "supplier-to", label: "Supplier to", to: to("c") },
  ];
  expect(byKind(ties).map((tie) => [tie.label, tie.to.map(({ label }) => label)])).toEqual([
    ["Supplier to", ["a", "c"]],
    ["Investor in", ["b"]],
  ]);
});
