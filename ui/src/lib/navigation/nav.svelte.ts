/*
 * Where the person is, where they were, and how far down the page.
 * The history lives in memory: an address is a state of the window, not of a server.
 */
import type { Place } from "$lib/shared/windowing.svelte";
import { parseAddress, viewAddress, type Address } from "./address";

type Entry = { readonly key: number; readonly address: Address; scroll: number; readonly memory: Memory };

/** What a page wants to know when it is come back to. */
export type Memory = {
  /** Of a list: the address it was of, and how many were loaded. */
  loaded?: { of: string; count: number };
  /** Of a list: a link that was in view, how far down the window it stood, in pixels, and whether it had the focus. */
  left?: { href: string; top: number; focused: boolean } | undefined;
  /** Of a list that is drawn in part: where it was left, unless its beginning was in view. */
  place?: Place | undefined;
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

  /** Another page gets another key; a page that changes its own address keeps it. */
  get key(): number {
    return this.#current.key;
  }

  /** Where the page was left, in pixels. */
  get scroll(): number {
    return this.#current.scroll;
  }

  /** For the page that is open to write in; it is there again on the way back. */
  get memory(): Memory {
    return this.#current.memory;
  }

  /** Goes to an address, forgetting what lay ahead. */
  go(address: string): void {
    if (address === this.address.text) return;
    this.#leave();
    const kept = this.#entries.slice(0, this.#at + 1).slice(-(MOST - 1));
    this.#entries = [...kept, this.#entry(address)];
    this.#at = this.#entries.length - 1;
  }

  /** Changes the address of the page that is open, such as its filters, without a step in the history. */
  replace(address: string): void {
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
