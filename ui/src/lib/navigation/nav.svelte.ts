/*
 * Where the person is, where they were, and how far down the page.
 * The history lives in memory: an address is a state of the window, not of a server.
 */
import { asOf } from "$lib/platform/asOf";
import type { Place } from "$lib/shared/windowing.svelte";
import { asKnown, isDate, knownIn, parseAddress, viewAddress, type Address } from "./address";

type Entry = { readonly key: number; readonly address: Address; scroll: number; readonly memory: Memory };

/** What a page wants to know when it is come back to. */
export type Memory = {
  /** Of a list: the address it was of, and how many were loaded. */
  loaded?: { of: string; count: number };
  /** Of a list: a link that was in view, how far down the window it stood, in pixels, and whether it had the focus. */
  left?: { href: string; top: number; focused: boolean } | undefined;
  /** Of a list that is drawn in part: where it was left, unless its beginning was in view. */
  place?: Place | undefined;
  /** What was open on it, and how far; see `Opened`. */
  opened?: Map<string, number>;
};

/** As many steps back as anybody wants. */
const MOST = 200;

export class Navigation {
  #entries: Entry[] = $state.raw([]);
  #at = $state(0);
  #keys = 0;
  /** Gives the page's scroll place, in pixels; the frame sets it. */
  scrollNow: () => number = () => 0;
  /** Called before the page is left; a page with something to remember sets it while it is there. */
  beforeLeaving: (() => void) | undefined;

  constructor(start: string = viewAddress("search")) {
    this.#entries = [this.#entry(start)];
  }

  get address(): Address {
    return this.#current.address;
  }

  get canGoBack(): boolean {
    return this.#at > 0;
  }

  get canGoForward(): boolean {
    return this.#at < this.#entries.length - 1;
  }

  /**
   * Another page gets another key; a page that changes its own address keeps it. Whoever follows it hears nothing of such
   * a change.
   */
  readonly key: number = $derived(this.#current.key);

  /** Where the page was left, in pixels. */
  get scroll(): number {
    return this.#current.scroll;
  }

  /** For the page that is open to write in; it is there again on the way back. */
  get memory(): Memory {
    return this.#current.memory;
  }

  /** As of whose end everything is told, as the address says it, be it a date or not; empty for now. */
  readonly asked: string = $derived(knownIn(this.#current.address));

  /** The date, as EDTF, as of whose end everything is told; empty for now. */
  readonly known: string = $derived(isDate(this.asked) ? this.asked : "");

  /** Goes to an address, forgetting what lay ahead. The date as of which everything is told goes along. */
  go(address: string): void {
    this.goExactly(this.#carried(address));
  }

  /** Goes to an address that comes from outside: what it does not say does not hold. */
  goExactly(address: string): void {
    if (address === this.address.text) return;
    this.#leave();
    this.#add(this.#entry(address));
  }

  /** Has everything told as known on a date (EDTF), or as of now where that is empty. The page stays where it is. */
  know(date: string): void {
    const address = asKnown(this.address.text, date);
    if (address === this.address.text) return;
    this.#leave();
    this.#add({ ...this.#entry(address), scroll: this.#current.scroll });
  }

  /** Changes the address of the page that is open, such as its filters, without a step in the history. */
  replace(address: string): void {
    address = this.#carried(address);
    if (address === this.address.text) return;
    const changed = { ...this.#current, address: parseAddress(address) };
    this.#entries = this.#entries.map((entry, i) => (i === this.#at ? changed : entry));
  }

  back(): void {
    this.#step(-1);
  }

  forward(): void {
    this.#step(1);
  }

  get #current(): Entry {
    // There is always one: the constructor makes it, and nothing takes the last one away.
    return this.#entries[this.#at] as Entry;
  }

  /** The same address with the date as of which everything is told, unless it says one itself. */
  #carried(address: string): string {
    return knownIn(parseAddress(address)) === "" ? asKnown(address, this.asked) : address;
  }

  #add(entry: Entry): void {
    const kept = this.#entries.slice(0, this.#at + 1).slice(-(MOST - 1));
    this.#entries = [...kept, entry];
    this.#at = this.#entries.length - 1;
  }

  #step(by: number): void {
    const to = this.#at + by;
    if (to < 0 || to >= this.#entries.length) return;
    this.#leave();
    this.#at = to;
  }

  #leave(): void {
    this.beforeLeaving?.();
    this.#current.scroll = this.scrollNow();
  }

  #entry(address: string): Entry {
    return { key: this.#keys++, address: parseAddress(address), scroll: 0, memory: {} };
  }
}

export const nav = new Navigation();
asOf.date = () => nav.known;
