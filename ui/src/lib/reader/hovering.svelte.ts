/*
 * What is under the pointer, or has the focus: an entity, a term, or a repaired place, after a moment of rest.
 */
import type { Hovered } from "./HoverCard.svelte";

/** How long the pointer rests until something is told, and until it is taken away, in milliseconds. */
const REST = 280;
const LINGER = 160;

export class Hovering {
  hovered: Hovered | undefined = $state.raw();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The pointer or the focus came to something. `quiet`: nothing is told now. */
  over(target: EventTarget | null, quiet: boolean): void {
    const element =
      target instanceof Element
        ? target.closest<HTMLElement>("[data-entity], [data-term], [data-repair]")
        : undefined;
    clearTimeout(this.#timer);
    if (!element || quiet) {
      if (this.hovered) this.leave();
      return;
    }
    this.#timer = setTimeout(() => {
      this.hovered = about(element);
    }, REST);
  }

  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.hovered = undefined;
    }, LINGER);
  }

  /** The pointer came to what is told. */
  stay(): void {
    clearTimeout(this.#timer);
  }

  clear(): void {
    this.hovered = undefined;
  }
}

function about(element: HTMLElement): Hovered | undefined {
  const box = element.getBoundingClientRect();
  const { repair, certain, term, entity } = element.dataset;
  if (repair !== undefined) return { kind: "repair", original: repair, certain: certain === "true", box };
  if (term !== undefined) return { kind: "term", id: term, box };
  if (entity !== undefined) return { kind: "entity", id: entity, box };
  return undefined;
}
