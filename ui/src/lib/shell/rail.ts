import type { PlainKey } from "$lib/i18n";
import type { Address } from "$lib/navigation/address";
import type { IconName } from "$lib/shared/icons";

export type RailEntry = {
  view: string;
  title: PlainKey;
  icon: IconName;
  /** The kinds that count as being there. */
  things: readonly string[];
  /** Other views that do. */
  views?: readonly string[];
};

/** The main pages, in order. */
export const RAIL: readonly RailEntry[] = [
  { view: "search", title: "shell.search", icon: "search", things: ["article"] },
  { view: "timeline", title: "shell.timeline", icon: "timeline", things: ["event"] },
  { view: "companies", title: "shell.companies", icon: "companies", things: ["entity"], views: ["compare"] },
  { view: "money", title: "shell.money", icon: "money", things: ["deal"] },
  { view: "notes", title: "shell.notes", icon: "notes", things: ["note"] },
  { view: "glossary", title: "shell.glossary", icon: "glossary", things: ["term"] },
  { view: "library", title: "shell.library", icon: "library", things: [] },
  { view: "settings", title: "shell.settings", icon: "settings", things: [] },
];

export function railEntryFor(address: Address): RailEntry | undefined {
  const { kind, id } = address;
  return RAIL.find(({ view, views, things }) =>
    kind === "view" ? view === id || views?.includes(id) : things.includes(kind),
  );
}
