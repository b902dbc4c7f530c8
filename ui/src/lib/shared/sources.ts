import { t } from "$lib/i18n";

/** How many sources tell something, and how many of them are sources of their own. */
export function sourcesOf({ sources, independent }: { sources: number; independent: number }): string {
  return sources === 1 ? t("common.source_one") : t("common.sources_n", { n: sources, independent });
}
