/*
 * Before the window closes: what was just typed, and where the person is, go into the library.
 * When a note cannot be saved, or that takes long, the person decides.
 */
import { keepAddress } from "$lib/navigation/last";
import { nav } from "$lib/navigation/nav.svelte";
import { saveDrafts, unsavedDrafts } from "$lib/notes/draft.svelte";
import { closeHeard, closeWindow } from "$lib/platform";
import { settings } from "$lib/platform/settings.svelte";

/** How long saving may take before the person is asked, in milliseconds. */
const SLOW = 2000;

class Closing {
  /** The person is being asked. */
  asking = $state(false);
  #turn = 0;

  /** Saves, then closes the window or asks. */
  async begin(): Promise<void> {
    const mine = ++this.#turn;
    await closeHeard();
    keepAddress(nav.address.text);
    const saving = Promise.all([saveDrafts(), settings.written()]);
    await Promise.race([saving, pause(SLOW)]);
    if (mine !== this.#turn) return;
    if (unsavedDrafts().length === 0) {
      await closeWindow();
      return;
    }
    this.asking = true;
    await saving;
    // It only took long: while the question stands, the answer has come by itself.
    if (mine === this.#turn && this.asking && unsavedDrafts().length === 0) await closeWindow();
  }

  /** The window stays. */
  stay(): void {
    this.#turn++;
    this.asking = false;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export const closing = new Closing();
