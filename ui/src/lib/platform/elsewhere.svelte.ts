/*
 * Another program may write to the library while the window is open, such as an import from a terminal.
 * Whoever reads `elsewhere.count` while loading asks again when one has.
 */
import { ask } from "./index";

/** How often is asked, in milliseconds, while the window can be seen. */
const EVERY = 700;

class Elsewhere {
  /** Counts what was noticed. */
  count = $state(0);
  #before: number | undefined;
  /** What follows from what was written, such as the index, may come a little later: then it is asked once more. */
  #again = false;

  /** Looks now and then, until what is returned is called. */
  follow(): () => void {
    const timer = setInterval(() => {
      if (document.visibilityState !== "hidden") void this.#look();
    }, EVERY);
    void this.#look();
    return () => {
      clearInterval(timer);
    };
  }

  async #look(): Promise<void> {
    // What fails, or comes while the library itself is writing, is asked for again.
    const number = (await ask("written_elsewhere", {}).catch(() => undefined))?.number;
    if (number === undefined || number === null) return;
    const written = this.#before !== undefined && this.#before !== number;
    if (written || this.#again) this.count++;
    this.#again = written;
    this.#before = number;
  }
}

export const elsewhere = new Elsewhere();
