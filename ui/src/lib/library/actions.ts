// What can be done with the library from anywhere.

import { t } from "$lib/i18n";
import {
  importDropped,
  importPicked,
  rehearseDropped,
  rehearsePicked,
  reindex,
  tryAgain,
} from "$lib/platform";
import { announce } from "$lib/shared/announce.svelte";
import { task } from "./task.svelte";

/** Lets the person pick files and takes them in; a folder is rehearsed first, and goes in when the person has seen that. */
export function importFiles(folder: boolean): Promise<void> {
  return folder
    ? task.rehearse((tell) => rehearsePicked(true, tell))
    : task.import((tell) => importPicked(false, tell));
}

/** Takes in what was dropped on the window; with a folder among it, rehearses it first. */
export function takeDropped(folder: boolean): Promise<void> {
  return folder ? task.rehearse(rehearseDropped) : task.import(importDropped);
}

/** Takes in what was rehearsed. */
export function importRehearsed(): Promise<void> {
  return task.import(importDropped);
}

/** Reads the files again that problems are of; those of all where none are named. */
export function readAgain(problems: number[] | null): Promise<void> {
  return task.import((tell) => tryAgain(problems, tell));
}

/** Builds the index anew, and says so when it is complete. */
export async function rebuildIndex(): Promise<void> {
  if (await task.rebuild(reindex)) announce(t("library.rebuilt"));
}
