/*
 * What is shown may change without the page: another program may write to the library while the window is open, such as an
 * import from a terminal, and what the person changes on one page is told of on others.
 * Whoever reads `elsewhere.count` while loading asks again when something has.
 */
import { ask } from "./index";

/** How often is asked, in milliseconds, while the window can be seen. */
const EVERY = 700;

class Elsewhere {
  /** Counts what was noticed. */
  count = $state(0);
  /** Counts what the person changed here. */
  own = $state(0);
  #before: number | undefined;
  /** What follows from what was written, such as the index, may come a little later: then it is asked once more. */
  #again = false;
  /** Whether what the person changed may not be in the index yet. */
  #owed = false;

  /** To be called when the person has changed what is known: all pages ask anew, and once more when the index has it. */
  changed(): void {
    this.count++;
    this.own++;
    this.#owed = true;
  }

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
    const { own } = this;
    // What fails, or comes while the library itself is writing, is asked for again.
    const answer = await ask("written_elsewhere", {}).catch(() => undefined);
    const number = answer?.number;
    if (!answer || number === undefined || number === null) return;
    const written = this.#before !== undefined && this.#before !== number;
    // What was changed while this was asked is not told of here.
    const indexed = this.#owed && answer.behind === 0 && own === this.own;
    if (indexed) this.#owed = false;
    if (written || this.#again || indexed) this.count++;
    this.#again = written;
    this.#before = number;
  }
}

export const elsewhere = new Elsewhere();
