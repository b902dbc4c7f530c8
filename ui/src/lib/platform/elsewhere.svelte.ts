/*
 * Another program may write to the library while the window is open, such as an import from a terminal.
 * Whoever reads `elsewhere.count` while loading asks again when one has.
 */
import { ask } from "./index";

/** How often is asked, in milliseconds, while the window can be seen. */
const EVERY = 1500;

class Elsewhere {
  /** Counts what was noticed. */
  count = $state(0);
  #before: number | undefined;

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
    if (this.#before !== undefined && this.#before !== number) this.count++;
    this.#before = number;
  }
}

export const elsewhere = new Elsewhere();
