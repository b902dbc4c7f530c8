// What the money view shows: the deals that pass the filters, which of them the picture draws, and where.
// The picture, the list and the exports all read from here, and so stay in step.

import type { DealList } from "$lib/bindings/DealList";
import type { DealView } from "$lib/bindings/DealView";
import type { LoopView } from "$lib/bindings/LoopView";
import { roughly, type Measure } from "$lib/draw/measure";
import { t } from "$lib/i18n";
import type { Asked } from "./asked";
import {
  choose,
  chooseAround,
  chooseThese,
  currenciesOf,
  ITSELF,
  namesOf,
  topOf,
  UNNAMED_GIVERS,
  UNNAMED_TAKERS,
  type Choice,
} from "./choice";
import { around, twoSides } from "./columns";
import { draw, type Drawing } from "./drawing";
import { lay, linesOf } from "./layout";
import { legendOf } from "./legend";
import { shownLoops } from "./loops";

const NOBODY: Record<string, string> = { [UNNAMED_GIVERS]: "", [UNNAMED_TAKERS]: "", [ITSELF]: "" };

export class MoneyState {
  readonly #asked: () => Asked;
  readonly #list: () => DealList | undefined;
  readonly #loops: () => readonly LoopView[];

  /** The width of the picture, the height that is free for it, and the size of its text, in pixels. */
  width = $state(900);
  room = $state(420);
  textSize = $state(13);
  measure: Measure = $state.raw(roughly(13));

  constructor(asked: () => Asked, list: () => DealList | undefined, loops: () => readonly LoopView[]) {
    this.#asked = asked;
    this.#list = list;
    this.#loops = loops;
  }

  // Each by itself: what has not changed makes nothing anew, such as when a deal is selected.
  readonly #picture = $derived.by(() => this.#asked().picture);
  readonly #among = $derived.by(() => this.#asked().among);
  readonly #apart = $derived.by(() => this.#asked().apart);
  readonly #middle = $derived.by(() => this.#asked().centre);
  readonly #loop = $derived.by(() => this.#asked().loop);
  readonly #withEnded = $derived.by(() =>
    this.#asked().statuses.some((status) => status === "denied" || status === "called-off"),
  );

  readonly deals: readonly DealView[] = $derived.by(() => this.#list()?.deals ?? []);

  readonly currencies = $derived(currenciesOf(this.deals));
  /** The currency of the widths. */
  readonly currency: string = $derived.by(() => this.#asked().currency || (this.currencies[0]?.[0] ?? "USD"));

  readonly #top = $derived.by(() => {
    const list = this.#list();
    return list ? topOf(list, this.#apart) : (address: string) => address;
  });
  readonly #names = $derived.by(() => {
    const list = this.#list();
    return list ? namesOf(list) : new Map<string, string>();
  });

  /** Whom one can put in the middle: those that give or get, the most frequent first. */
  readonly centres: readonly { address: string; label: string }[] = $derived.by(() => {
    const counts = new Map<string, number>();
    for (const { from, to } of this.deals)
      for (const side of [from, to])
        if (side) counts.set(this.#top(side.address), (counts.get(this.#top(side.address)) ?? 0) + 1);
    return [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([address]) => ({ address, label: this.#names.get(address) ?? address }));
  });

  /** Who is in the middle of the network, as an address. */
  readonly centre: string = $derived.by(() => {
    if (this.#middle === "") return this.centres[0]?.address ?? "";
    return this.#top(`zhimai://entity/${this.#middle}`);
  });

  /** Loops as far as each leg has a deal that is shown. */
  readonly loops: readonly LoopView[] = $derived.by(() => shownLoops(this.#loops(), this.deals));

  /** The deals of the loop that is lit, if one is. */
  readonly lit: ReadonlySet<string> | undefined = $derived.by(() => {
    const loop = this.loops.find(({ id }) => id === this.#loop);
    return loop && new Set(loop.legs.flatMap(({ deals }) => deals.map(({ id }) => id)));
  });

  readonly choice: Choice | undefined = $derived.by(() => {
    const list = this.#list();
    if (!list || this.#picture === "table") return undefined;
    const wanted = { currency: this.currency, top: this.#top, withEnded: this.#withEnded };
    if (this.#picture === "network") return chooseAround(list, this.centre, wanted);
    if (this.#picture === "ribbons") return choose(list, wanted);
    const ids = this.loops.flatMap(({ legs }) => legs.flatMap(({ deals }) => deals.map(({ id }) => id)));
    // A loop is of owners, whatever else is asked for.
    return chooseThese(list, new Set(ids), { ...wanted, top: topOf(list, false) });
  });

  /** What an end is called. */
  name(key: string): string {
    if (key in NOBODY) return t(key === ITSELF ? "deals.own" : "deals.unnamed");
    return this.#names.get(key) ?? key;
  }

  readonly #columns: readonly (readonly string[])[] = $derived.by(() => {
    if (!this.choice || this.choice.flows.length === 0) return [];
    return this.#picture === "network" ? around(this.centre, this.choice.flows) : twoSides(this.choice.flows);
  });

  /** Room for the names of a column. */
  #margin(column: readonly string[] | undefined): number {
    const widest = Math.max(0, ...(column ?? []).map((key) => this.measure(this.name(key))));
    return Math.min(widest + this.textSize * 1.6, this.width * 0.26);
  }

  readonly #laid = $derived.by(() => {
    if (!this.choice || this.#columns.length === 0) return undefined;
    const [left, right] = [this.#margin(this.#columns[0]), this.#margin(this.#columns.at(-1))];
    const room = { width: this.width, height: this.room, text: this.textSize, left, right };
    const layout = lay(this.#columns, this.choice.flows, room);
    const lines = this.#among ? linesOf(layout, this.choice.among ?? [], this.textSize) : [];
    return { left, right, layout, lines };
  });

  readonly drawing: Drawing | undefined = $derived.by(() => {
    if (!this.#laid) return undefined;
    const { layout, lines, left, right } = this.#laid;
    return draw(layout, {
      lines,
      size: this.textSize,
      measure: this.measure,
      name: (key) => this.name(key),
      left,
      right,
      lit: this.lit,
    });
  });

  readonly legend = $derived.by(() =>
    this.#laid
      ? legendOf(this.#laid.layout, this.width, this.textSize, this.measure, this.#laid.lines)
      : { shapes: [], height: 0 },
  );
}
