import { expect, it } from "vitest";
import { variantsByRegion } from "./variants";

it("the forms of a region stand together, each once", () => {
  const variant = (region: string, name: string) => ({ region, name });
  const given = [
    variant("tw", "算力"),
    variant("tw", "運算能力"),
    variant("cn", "算力"),
    variant("tw", "算力"),
  ];
  expect(variantsByRegion(given)).toEqual([
    { region: "tw", names: ["算力", "運算能力"] },
    { region: "cn", names: ["算力"] },
  ]);
});
