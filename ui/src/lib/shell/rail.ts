import type { PlainKey } from "$lib/i18n";
import type { Address } from "$lib/navigation/address";
import type { IconName } from "$lib/shared/icons";

export type RailEntry = { view: string; title: PlainKey; icon: IconName; things: readonly string[] };

/** The main pages, in order; `things` are the kinds that count as being there. */
export const RAIL: readonly RailEntry[] = [
  { view: "search", title: "shell.search", icon: "search", things: ["article"] },
  { view: "timeline", title: "shell.timeline", icon: "timeline", things: ["event"] },
  { view: "companies", title: "shell.companies", icon: "companies", things: ["entity"] },
  { view: "money", title: "shell.money", icon: "money", things: ["deal"] },
  { view: "notes", title: "shell.notes", icon: "notes", things: ["note"] },
  { view: "glossary", title: "shell.glossary", icon: "glossary", things: ["term"] },
  { view: "library", title: "shell.library", icon: "library", things: [] },
  { view: "settings", title: "shell.settings", icon: "settings", things: [] },
];

export function railEntryFor(address: Address): RailEntry | undefined {
  return RAIL.find((entry) =>
    address.kind === "view" ? entry.view === address.id : entry.things.includes(address.kind),
  );
}
