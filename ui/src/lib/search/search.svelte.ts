/*
 * Runs the searches of the search page: every key asks, and only the newest answer counts.
 */
import type { Bar } from "$lib/bindings/Bar";
import type { FacetCount } from "$lib/bindings/FacetCount";
import type { SearchResponse } from "$lib/bindings/SearchResponse";
import { ask, asError, type AskError } from "$lib/platform";
import { requestFor, type Query } from "./query";

// The library answers `cancelled` to numbers below the highest it has seen, also from before the window was
// reloaded; counting on from the clock at twenty a second keeps numbers rising and within 32 bits.
const EPOCH_SECONDS = 1_760_000_000;
let sequence = Math.max(0, Math.floor((Date.now() / 1000 - EPOCH_SECONDS) * 20)) % 4_000_000_000;

/** So many hits are asked for at every key: as many as a window shows. The rest of the page follows in a pause. */
const AT_A_KEY = 8;
const PAGE = 20;
/** A pause in typing, in milliseconds. */
const PAUSE = 250;

export class Searching {
  answer: SearchResponse | undefined = $state.raw();
  /** The query that `answer` answers. */
  answered: Query | undefined = $state.raw();
  error: AskError | undefined = $state.raw();
  loading = $state(false);
  /** Counts per kind with no kind chosen, so that every tab has its number. */
  kinds: FacetCount[] = $state.raw([]);
  /** Hits per month with no dates chosen, so that there is something to brush. */
  histogram: Bar[] = $state.raw([]);
  #turn = 0;
  #typing = false;
  #rest: ReturnType<typeof setTimeout> | undefined;

  readonly canLoadMore: boolean = $derived(
    this.answer !== undefined && this.answer.hits.length < this.answer.total,
  );

  /** Searches. `typing`: the last word may go on. */
  async run(query: Query, typing: boolean): Promise<void> {
    clearTimeout(this.#rest);
    const mine = ++this.#turn;
    this.loading = true;
    const limit = typing ? AT_A_KEY : PAGE;
    const frame = this.#askFrame(query, typing);
    try {
      const answer = await ask("search", { ...requestFor(query), limit, sequence: ++sequence, typing });
      if (mine !== this.#turn) return;
      this.#typing = typing;
      this.answer = answer;
      this.answered = query;
      this.error = undefined;
      const around = frame === undefined ? answer : await frame;
      if (mine !== this.#turn) return;
      if (around) {
        this.kinds = around.facets.kinds;
        this.histogram = around.histogram;
      }
    } catch (thrown) {
      if (mine !== this.#turn) return;
      const error = asError(thrown);
      if (error.code !== "cancelled") this.error = error;
    }
    if (mine !== this.#turn) return;
    this.loading = false;
    if (typing && !this.error) this.#rest = setTimeout(() => void this.more(PAGE - AT_A_KEY), PAUSE);
  }

  /** Adds the hits after those that are there. */
  async more(limit = PAGE): Promise<void> {
    const { answer, answered } = this;
    if (!answer || !answered || this.loading || !this.canLoadMore) return;
    const mine = ++this.#turn;
    this.loading = true;
    try {
      const next = await ask("search", {
        ...requestFor(answered),
        offset: answer.hits.length,
        limit,
        typing: this.#typing,
        without_facets: true,
        sequence: ++sequence,
      });
      if (mine !== this.#turn) return;
      const known = new Set(answer.hits.map((hit) => hit.address));
      const fresh = next.hits.filter((hit) => !known.has(hit.address));
      // A page with nothing new means there is no more, whatever was counted.
      const total = fresh.length === 0 ? answer.hits.length : next.total;
      this.answer = { ...answer, total, hits: [...answer.hits, ...fresh] };
    } catch (thrown) {
      if (mine === this.#turn) this.error = asError(thrown);
    }
    if (mine === this.#turn) this.loading = false;
  }

  /** Forgets what was found; an answer on its way is dropped. */
  clear(): void {
    clearTimeout(this.#rest);
    this.#turn++;
    this.answer = undefined;
    this.answered = undefined;
    this.error = undefined;
    this.loading = false;
    this.kinds = [];
    this.histogram = [];
  }

  /** What is around a narrowed query: nothing when the query itself tells. */
  #askFrame(query: Query, typing: boolean): Promise<SearchResponse | undefined> | undefined {
    if (query.kind === "" && query.from === undefined && query.to === undefined) return undefined;
    const wide = requestFor({ ...query, kind: "", from: undefined, to: undefined, explain: false });
    // Without a number it cancels nothing and is not cancelled.
    return ask("search", { ...wide, limit: 1, typing }).catch(() => undefined);
  }
}
