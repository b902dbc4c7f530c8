/*
 * A long list of articles of which only those parts are asked for that are looked at.
 */
import type { ArticlesRequest } from "$lib/bindings/ArticlesRequest";
import type { ArticleSummary } from "$lib/bindings/ArticleSummary";
import { ask, asError, type AskError } from "$lib/platform";

/** So many are asked for at a time. */
const PART = 100;

/** An article of the table, with how many bytes its text takes. */
export type Row = ArticleSummary & { readonly size: number };

export class PagedArticles {
  #list: ArticlesRequest;
  /** How many there are; nothing until the first answer. */
  total: number | undefined = $state();
  error: AskError | undefined = $state.raw();
  #parts: ReadonlyMap<number, readonly Row[]> = $state.raw(new Map());
  readonly #asked = new Set<number>();
  /** Counts how often all was asked for anew, so that an answer from before is dropped. */
  #turn = 0;

  constructor(list: ArticlesRequest) {
    this.#list = list;
  }

  /** Shows another list. What is there stays until its first part has come. */
  show(list: ArticlesRequest): void {
    this.#list = list;
    this.#turn++;
    this.#asked.clear();
    void this.#ask(0, true);
  }

  /** The article at a place, if it is there already. */
  at(row: number): Row | undefined {
    return this.#parts.get(Math.floor(row / PART))?.[row % PART];
  }

  /** Asks for the parts that hold these rows, unless they are there or asked for. */
  want(rows: readonly number[]): void {
    for (const part of new Set(rows.map((row) => Math.floor(row / PART))))
      if (!this.#asked.has(part)) void this.#ask(part);
  }

  /** Asks anew for what is there. It stays until the answers have come. */
  reload(): void {
    this.#turn++;
    const parts = this.#asked.size > 0 ? [...this.#asked] : [0];
    this.#asked.clear();
    for (const part of parts) void this.#ask(part);
  }

  async #ask(part: number, anew = false): Promise<void> {
    this.#asked.add(part);
    const turn = this.#turn;
    try {
      const { total, articles, sizes } = await ask("articles", {
        ...this.#list,
        limit: PART,
        offset: part * PART,
      });
      if (turn !== this.#turn) return;
      const rows = articles.map((article, i) => ({ ...article, size: sizes[i] ?? 0 }));
      this.total = total;
      this.#parts = new Map(anew ? [] : this.#parts).set(part, rows);
      this.error = undefined;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      // What failed is asked for again when it is looked at again.
      this.#asked.delete(part);
      this.error = asError(thrown);
    }
  }
}
