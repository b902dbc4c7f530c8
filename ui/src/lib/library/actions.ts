// What can be done with the library from anywhere.

import { t } from "$lib/i18n";
import { importPicked, reindex } from "$lib/platform";
import { announce } from "$lib/shared/announce.svelte";
import { task } from "./task.svelte";

/** Lets the person pick files, or a folder, and takes them in. */
export function importFiles(folder: boolean): Promise<void> {
  return task.import((tell) => importPicked(folder, tell));
}

/** Builds the index anew, and says so when it is complete. */
export async function rebuildIndex(): Promise<void> {
  if (await task.rebuild(reindex)) announce(t("library.rebuilt"));
}
