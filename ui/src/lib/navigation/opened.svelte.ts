/*
 * What a page had opened, such as the rest of a long list, is open again on the way back: with it closed, the place
 * that one comes back to would be another.
 */
import { nav } from "./nav.svelte";

/** How far something on the page is open, by a name that nothing else on the page has. */
export class Opened {
  #name: string;
  #memory = nav.memory;
  #count: number;

  constructor(name: string) {
    this.#name = name;
    this.#count = $state(this.#memory.opened?.get(name) ?? 0);
  }

  /** Of a list that opens a piece at a time: how many there are beside the first. */
  get count(): number {
    return this.#count;
  }

  set count(count: number) {
    this.#count = count;
    this.#memory.opened ??= new Map();
    this.#memory.opened.set(this.#name, count);
  }

  /** Whether it is open. */
  get is(): boolean {
    return this.count > 0;
  }

  set is(open: boolean) {
    this.count = open ? 1 : 0;
  }
}
