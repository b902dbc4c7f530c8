// Putting a backup back: everything that was typed goes into the library that is set aside, and the page starts anew.

import { t } from "$lib/i18n";
import { saveDrafts, unsavedDrafts } from "$lib/notes/draft.svelte";
import { AskError, restoreBackup } from "$lib/platform";
import { settings } from "$lib/platform/settings.svelte";

/**
 * Puts the backup that was shown last in the place of the library.
 * @throws AskError also when a note could not be saved before
 */
export async function restoreShown(): Promise<void> {
  await Promise.all([saveDrafts(), settings.written()]);
  if (unsavedDrafts().length > 0) {
    throw new AskError({ code: "conflict", message: t("backup.unsaved"), detail: "" });
  }
  await restoreDamaged();
}

/** The same where there is no library that anything could be saved in. */
export async function restoreDamaged(): Promise<void> {
  await restoreBackup();
  // What the page knows is of the other library.
  location.reload();
}
