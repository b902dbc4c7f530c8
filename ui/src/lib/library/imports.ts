// What an import came to and how it is, in words.

import type { ImportView } from "$lib/bindings/ImportView";
import { t } from "$lib/i18n";

/** What was imported, by the last names of its paths. */
export function lastName(from: readonly string[]): string {
  return from.map((path) => path.split(/[\\/]/).filter(Boolean).at(-1) ?? path).join("、");
}

type Came = Pick<ImportView, "added" | "changed" | "updated" | "unchanged" | "refused">;

/** What came in, what was there, what could not be used; nothing of what there was none of. */
export function came({ added, changed, updated, unchanged, refused }: Came): string[] {
  return [
    added > 0 ? t("library.report_added", { n: added }) : "",
    changed > 0 ? t("library.report_changed", { n: changed }) : "",
    updated > 0 ? t("library.report_updated", { n: updated }) : "",
    unchanged > 0 ? t("library.report_unchanged", { n: unchanged }) : "",
    refused > 0 ? t("library.report_refused", { n: refused }) : "",
  ].filter(Boolean);
}

/** Whether it ended, and whether it was taken back. */
export function standing({ dictionaries, ended, cancelled, undone, standing: left }: ImportView): string[] {
  return [
    ...dictionaries,
    ended === null ? t("library.import_broken") : "",
    cancelled ? t("library.import_stopped") : "",
    undone !== null && left > 0 ? t("library.import_partly", { n: left }) : "",
    undone !== null && left === 0 ? t("library.import_undone") : "",
  ].filter(Boolean);
}
