// Lanes: which events run side by side.

import type { FacetCount } from "$lib/bindings/FacetCount";
import type { TimelineItem } from "$lib/bindings/TimelineItem";

export type LaneBy = "none" | "company" | "kind";

export function isLaneBy(text: string): text is LaneBy {
  return text === "none" || text === "company" || text === "kind";
}

/** A lane. `key` is the entity or the kind; empty for the one that takes the rest. */
export type Lane = { key: string; label: string; items: TimelineItem[] };

/** So many lanes have a name of their own; the rest share one. */
export const MOST_LANES = 8;

const ENTITY = "zhimai://entity/";

/** The identifiers of the entities that took part. */
export function participantIds(item: TimelineItem): string[] {
  return item.participants.map(({ address }) =>
    address.startsWith(ENTITY) ? address.slice(ENTITY.length) : address,
  );
}

/** The events that any of the entities took part in and that are of any of the kinds; an empty list lets everything pass. */
export function passing(
  items: TimelineItem[],
  entities: readonly string[],
  kinds: readonly string[],
): TimelineItem[] {
  return items.filter(
    (item) =>
      (kinds.length === 0 || kinds.includes(item.kind)) &&
      (entities.length === 0 || participantIds(item).some((id) => entities.includes(id))),
  );
}

/**
 * Shares the events out. `candidates` are the companies or kinds that may have a lane, the most frequent first. An event of
 * several companies runs in the lane of each; one of none runs in the lane called `rest`.
 */
export function lanes(items: TimelineItem[], by: LaneBy, candidates: FacetCount[], rest: string): Lane[] {
  if (by === "none") return [{ key: "", label: "", items }];
  const keys = by === "kind" ? (item: TimelineItem) => [item.kind] : participantIds;
  const named = new Map<string, Lane>();
  const present = new Set(items.flatMap(keys));
  for (const { value, label } of candidates) {
    if (named.size === MOST_LANES && by === "company") break;
    if (present.has(value)) named.set(value, { key: value, label, items: [] });
  }
  const others: Lane = { key: "", label: rest, items: [] };
  for (const item of items) {
    const own = new Set(keys(item).filter((key) => named.has(key)));
    if (own.size === 0) others.items.push(item);
    for (const key of own) named.get(key)?.items.push(item);
  }
  const all = [...named.values()];
  return others.items.length > 0 ? [...all, others] : all;
}
