/* What the person added, changed and took away, and merged: for the marks on things and the list of them. */
import type { KnownKind } from "$lib/bindings/KnownKind";
import type { MergedEntity } from "$lib/bindings/MergedEntity";
import type { OwnThing } from "$lib/bindings/OwnThing";
import type { Ownership } from "$lib/bindings/Ownership";
import { ask } from "$lib/platform";
import { elsewhere } from "$lib/platform/elsewhere.svelte";

class Own {
  things: readonly OwnThing[] = $state.raw([]);
  merged: readonly MergedEntity[] = $state.raw([]);
  #turn = 0;
  readonly #whose = $derived(new Map(this.things.map(({ kind, id, whose }) => [`${kind} ${id}`, whose])));

  /** Whose a thing is: its collection's, unless it is the person's. */
  whose(kind: KnownKind, id: string): Ownership {
    return this.#whose.get(`${kind} ${id}`) ?? "collection";
  }

  /** Those that were merged into an entity. */
  into(id: string): readonly MergedEntity[] {
    return this.merged.filter(({ kept }) => kept.address === `zhimai://entity/${id}`);
  }

  async load(): Promise<void> {
    const mine = ++this.#turn;
    const [things, merged] = await Promise.all([ask("own_things", {}), ask("merged_entities", {})]);
    if (mine !== this.#turn) return;
    [this.things, this.merged] = [things, merged];
  }

  /** Keeps it in step with the library, for as long as the component lives that calls this. */
  follow(): void {
    $effect(() => {
      void elsewhere.count;
      // What cannot be read is told by the page itself.
      void this.load().catch(() => undefined);
    });
  }
}

export const own = new Own();
