// How the regions write a term.

import type { RegionalName } from "$lib/bindings/RegionalName";

/** The forms of each region together, in the order in which the regions first occur. */
export function variantsByRegion(variants: readonly RegionalName[]): { region: string; names: string[] }[] {
  const out: { region: string; names: string[] }[] = [];
  for (const { region, name } of variants) {
    const same = out.find((line) => line.region === region);
    if (!same) out.push({ region, names: [name] });
    else if (!same.names.includes(name)) same.names.push(name);
  }
  return out;
}
