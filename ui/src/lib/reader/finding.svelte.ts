/*
 * Find in the open article: what is wanted, where it stands, and which of the places is looked at.
 */
import type { BlockView } from "$lib/bindings/BlockView";
import { findPlaces, type Place } from "./find";

export class Finding {
  open = $state(false);
  /** Counts requests to come back to the field. */
  asked = $state(0);
  wanted = $state("");
  at = $state(0);
  readonly #blocks: () => readonly BlockView[] | undefined;

  readonly places: readonly Place[] = $derived.by(() => {
    const blocks = this.#blocks();
    return this.open && blocks ? findPlaces(blocks, this.wanted) : [];
  });

  constructor(blocks: () => readonly BlockView[] | undefined) {
    this.#blocks = blocks;
  }

  begin(): void {
    this.open = true;
    this.asked++;
  }

  step(by: number): void {
    const { length } = this.places;
    if (length > 0) this.at = (this.at + by + length) % length;
  }
}
