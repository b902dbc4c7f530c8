import { t } from "$lib/i18n";

/** How many sources tell something, and how many of them are sources of their own. */
export function sourcesOf({ sources, independent }: { sources: number; independent: number }): string {
  if (sources === 1) return t("common.source_one");
  return sources === independent
    ? t("common.sources_all", { n: sources })
    : t("common.sources_n", { n: sources, independent });
}
