// Words of the search page that stand in several of its parts.

import { t } from "$lib/i18n";

export function disputedWord(disputed: boolean): string {
  return t(disputed ? "search.disputed" : "search.undisputed");
}
