/*
 * Runs the searches of the search page: every key asks, and only the newest answer counts.
 */
import type { Bar } from "$lib/bindings/Bar";
import type { FacetCount } from "$lib/bindings/FacetCount";
import type { SearchResponse } from "$lib/bindings/SearchResponse";
import { ask, asError, type AskError } from "$lib/platform";
import { requestFor, type Query } from "$lib/navigation/query";

// The library answers `cancelled` to numbers below the highest it has seen, also from before the window was
// reloaded; counting on from the clock at twenty a second keeps numbers rising and within 32 bits.
const EPOCH_SECONDS = 1_760_000_000;
let sequence = Math.max(0, Math.floor((Date.now() / 1000 - EPOCH_SECONDS) * 20)) % 4_000_000_000;

/** So many hits are asked for at every key: as many as a window shows. The rest of the page follows in a pause. */
const AT_A_KEY = 8;
const PAGE = 20;
/** A pause in typing, in milliseconds: what is typed is then taken for finished. */
const PAUSE = 300;
/** A search that takes longer is seen to, in milliseconds. */
const SLOW = 300;

/** How many of what matches is on the page, what stands beside hits among them. */
const shown = (answer: SearchResponse) => answer.hits.reduce((sum, { beside }) => sum + 1 + beside.length, 0);

export class Searching {
  answer: SearchResponse | undefined = $state.raw();
  /** The query that `answer` answers. */
  answered: Query | undefined = $state.raw();
  error: AskError | undefined = $state.raw();
  loading = $state(false);
  /** What is under way takes so long that the person should know. */
  slow = $state(false);
  /** The person ended the last search before it was answered. */
  stopped = $state(false);
  /** What to tell about the query; of one that is still being typed, only what was told before. */
  notices: string[] = $state.raw([]);
  /** Counts per kind with no kind chosen, so that every tab has its number. */
  kinds: FacetCount[] = $state.raw([]);
  /** Hits per month with no dates chosen, so that there is something to brush. */
  histogram: Bar[] = $state.raw([]);
  #turn = 0;
  /** Whether `answer` is to a query whose last word may go on. */
  #typing = false;
  /** The search that is under way, or was last. */
  #last: { query: Query; typing: boolean; done: Promise<void> } | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #slowly: ReturnType<typeof setTimeout> | undefined;

  get canLoadMore(): boolean {
    return this.answer !== undefined && shown(this.answer) < this.answer.total;
  }

  /**
   * Searches. `typing`: the last word may go on; in a pause the query is searched for as it stands.
   * `atOnce`: so many hits as were there before.
   */
  run(query: Query, typing: boolean, atOnce = PAGE): Promise<void> {
    clearTimeout(this.#rest);
    const done = this.#run(query, typing, atOnce);
    this.#last = { query, typing, done };
    return done;
  }

  /** Waits until the query is answered as it stands, its last word a whole one. */
  async finish(query: Query): Promise<void> {
    if (this.#last?.query === query && !this.#last.typing) await this.#last.done;
    else await this.run(query, false);
  }

  async #run(query: Query, typing: boolean, atOnce: number): Promise<void> {
    const mine = this.#begin();
    try {
      const found = await this.#ask(query, typing, atOnce);
      if (mine !== this.#turn) return;
      this.#show(query, typing, found);
    } catch (thrown) {
      if (mine !== this.#turn) return;
      const error = asError(thrown);
      if (error.code !== "cancelled") this.error = error;
    }
    this.#end();
    if (typing && !this.error) this.#rest = setTimeout(() => void this.#pause(query), PAUSE);
  }

  /**
   * Searches for what was typed so far as it stands. Where that finds nothing, the person is in the middle of a word:
   * what begins with it stays.
   */
  async #pause(query: Query): Promise<void> {
    const mine = this.#begin();
    const found = await this.#ask(query, false).catch(() => undefined);
    if (mine !== this.#turn) return;
    this.#end();
    if (found && (found.answer.total > 0 || this.answer?.total === 0)) {
      this.#show(query, false, found);
      this.#last = { query, typing: false, done: Promise.resolve() };
    } else {
      this.notices = this.answer?.notices ?? [];
      await this.more(PAGE - AT_A_KEY);
    }
  }

  /** Adds the hits after those that are there. */
  async more(limit = PAGE): Promise<void> {
    const { answer, answered } = this;
    if (!answer || !answered || this.loading || !this.canLoadMore) return;
    const mine = this.#begin();
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
      const total = fresh.length === 0 ? shown(answer) : next.total;
      this.answer = { ...answer, total, hits: [...answer.hits, ...fresh] };
    } catch (thrown) {
      if (mine === this.#turn) this.error = asError(thrown);
    }
    if (mine === this.#turn) this.#end();
  }

  /** Ends what is under way; what was found before stays. */
  cancel(): void {
    if (!this.loading) return;
    this.#drop();
    this.stopped = true;
    // Where that fails the search goes on, and nobody waits for it.
    ask("cancel_search", { sequence: ++sequence }).catch(() => undefined);
  }

  /** Forgets what was found; an answer on its way is dropped. */
  clear(): void {
    this.#drop();
    this.stopped = false;
    this.answer = undefined;
    this.answered = undefined;
    this.error = undefined;
    this.notices = [];
    this.kinds = [];
    this.histogram = [];
  }

  /** Whatever was under way is out of date. */
  #begin(): number {
    // Whoever types on has waited since the first key that was not answered.
    if (!this.loading)
      this.#slowly = setTimeout(() => {
        this.slow = true;
      }, SLOW);
    this.loading = true;
    this.stopped = false;
    return ++this.#turn;
  }

  #end(): void {
    clearTimeout(this.#slowly);
    this.loading = false;
    this.slow = false;
  }

  /** An answer that is on its way is not heard. */
  #drop(): void {
    clearTimeout(this.#rest);
    this.#turn++;
    this.#last = undefined;
    this.#end();
  }

  /** Asks for the hits, and for what the choice of a kind and of dates is made from: the same with that choice left out. */
  async #ask(query: Query, typing: boolean, atOnce = PAGE): Promise<Found> {
    // All have one number, so that the next search cancels them all; what fails is left to the answer itself.
    const number = ++sequence;
    const around = (some: Partial<Query>) =>
      ask("search", {
        ...requestFor({ ...query, ...some, explain: false }),
        limit: 1,
        sequence: number,
        typing,
      }).catch(() => undefined);
    const kinds = query.kind === "" ? undefined : around({ kind: "" });
    const dated = query.from !== undefined || query.to !== undefined;
    const months = dated ? around({ from: undefined, to: undefined }) : undefined;
    const limit = typing ? AT_A_KEY : Math.max(PAGE, atOnce);
    const answer = await ask("search", { ...requestFor(query), limit, sequence: number, typing });
    return {
      answer,
      kinds: ((await kinds) ?? answer).facets.kinds,
      histogram: ((await months) ?? answer).histogram,
    };
  }

  /** All numbers at once: what is on the screen is of one answer. */
  #show(query: Query, typing: boolean, { answer, kinds, histogram }: Found): void {
    this.#typing = typing;
    this.answer = answer;
    this.answered = query;
    this.error = undefined;
    this.kinds = kinds;
    this.histogram = histogram;
    this.notices = typing ? answer.notices.filter((notice) => this.notices.includes(notice)) : answer.notices;
  }
}

type Found = { answer: SearchResponse; kinds: FacetCount[]; histogram: Bar[] };
