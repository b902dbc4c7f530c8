/*
 * What is chosen in a long table of which only parts are there: some articles, or all that match but for some.
 */
import type { ArticleChoice } from "$lib/bindings/ArticleChoice";
import type { ArticlesRequest } from "$lib/bindings/ArticlesRequest";

export class Selection {
  /** True when all that match are chosen but for `#ids`; else `#ids` are. */
  #all = $state(false);
  #ids: ReadonlySet<string> = $state.raw(new Set());
  /** Where a stretch begins that is chosen with Shift. */
  anchor: number | undefined = $state();

  has(id: string): boolean {
    return this.#ids.has(id) !== this.#all;
  }

  /** How many of so many are chosen. */
  count(total: number): number {
    return this.#all ? Math.max(0, total - this.#ids.size) : this.#ids.size;
  }

  get isEmpty(): boolean {
    return !this.#all && this.#ids.size === 0;
  }

  /** The one article that is chosen, if it is one. */
  get only(): string | undefined {
    return !this.#all && this.#ids.size === 1 ? [...this.#ids][0] : undefined;
  }

  clear(): void {
    this.#all = false;
    this.#ids = new Set();
  }

  everything(): void {
    this.#all = true;
    this.#ids = new Set();
  }

  set(ids: Iterable<string>): void {
    this.#all = false;
    this.#ids = new Set(ids);
  }

  flip(id: string): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
  }

  /** As the library is told of it; `list` is the table. */
  choice(list: ArticlesRequest): ArticleChoice {
    const ids = [...this.#ids];
    return this.#all ? { ids: [], matching: list, except: ids } : { ids, matching: null, except: [] };
  }
}

/** What is chosen, and in which table; it is still so when the person comes back. */
export const chosen = new Selection();
let table = "";

/** Chooses nothing where the table is another one than before. */
export function chooseIn(key: string): void {
  if (key !== table) {
    chosen.clear();
    chosen.anchor = undefined;
  }
  table = key;
}
