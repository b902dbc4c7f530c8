// Names: which of them to show together, and whether one is meant by what a person types.

import { CHINESE, isRegion } from "$lib/i18n/locale.svelte";
import type { EntitySummary } from "$lib/bindings/EntitySummary";
import type { RegionalName } from "$lib/bindings/RegionalName";
import type { RelationView } from "$lib/bindings/RelationView";
import type { Link } from "$lib/bindings/Link";

/** A text as it is compared: full-width letters as plain ones, without case, accents or spaces. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s·・.,'’-]/gu, "");
}

/** True when every word of the filter is in a name, right or misspelt, the ticker or the description. */
export function fits(entity: EntitySummary, filter: string): boolean {
  const words = filter.split(/\s+/u).map(folded).filter(Boolean);
  if (words.length === 0) return true;
  const names = [entity.id, entity.name, ...entity.other_names, ...entity.misspellings];
  const texts = [...names, entity.ticker ?? "", entity.description].map(folded);
  const whole = folded(filter);
  return (
    texts.some((text) => text.includes(whole)) ||
    words.every((word) => texts.some((text) => text.includes(word)))
  );
}

/** Regions that use the same name, together; `en` first, then as given. */
export function byName(names: readonly RegionalName[]): { name: string; regions: string[] }[] {
  const out: { name: string; regions: string[] }[] = [];
  for (const { region, name } of names) {
    const same = out.find((one) => one.name === name);
    if (same) same.regions.push(region);
    else out.push({ name, regions: [region] });
  }
  return out;
}

/** The ties of each kind together, in the order in which the kinds first occur. */
export function byKind(relations: readonly RelationView[]): { label: string; to: Link[] }[] {
  const out: { label: string; to: Link[] }[] = [];
  for (const { label, to } of relations) {
    const same = out.find((one) => one.label === label);
    if (same) same.to.push(to);
    else out.push({ label, to: [to] });
  }
  return out;
}

/** The `lang` attribute for a name of a region. */
export function langOf(region: string): string {
  if (region === "en") return region;
  return isRegion(region) ? CHINESE[region] : "";
}
