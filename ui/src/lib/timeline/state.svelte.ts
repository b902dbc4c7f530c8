// What the timeline shows: the events that pass the filters, the days in view, and the event that is selected.
// The picture, the overview and the list all read from here, and so stay in step.

import type { FacetCount } from "$lib/bindings/FacetCount";
import type { TimelineItem } from "$lib/bindings/TimelineItem";
import { roughly, type Measure } from "$lib/draw/measure";
import { boundsOf, clamp, fit, inView, panBy, resize, show, zoomAbout, type Viewport } from "$lib/draw/scale";
import { t, tWord } from "$lib/i18n";
import { locale } from "$lib/i18n/locale.svelte";
import { draw } from "./drawing";
import { lanes, passing, type LaneBy } from "./lanes";
import { grow, layout, type Sizes } from "./layout";

/** One step of zooming by a key or a button. */
export const STEP = 1.6;

export class TimelineState {
  items: TimelineItem[] = $state.raw([]);
  companies: FacetCount[] = $state.raw([]);
  kinds: FacetCount[] = $state.raw([]);

  by: LaneBy = $state("none");
  entityFilter: string[] = $state.raw([]);
  kindFilter: string[] = $state.raw([]);
  selected: string | undefined = $state();

  /** The width of the whole picture and the size of its text, in pixels. */
  width = $state(800);
  textSize = $state(13);
  /** The height that is free for the picture, in pixels. */
  room = $state(0);
  measure: Measure = $state.raw(roughly(13));

  #view: Viewport | undefined = $state.raw();

  readonly filtered = $derived(passing(this.items, this.entityFilter, this.kindFilter));

  /** The first and the last day on which anything may have happened. */
  readonly #ends = $derived.by(() => {
    const { first_day = 0, last_day = 0 } = this.items[0]?.date ?? {};
    return this.items.reduce(
      ({ first, last }, { date }) => ({
        first: Math.min(first, date.first_day),
        last: Math.max(last, date.last_day),
      }),
      { first: first_day, last: last_day },
    );
  });

  readonly bounds = $derived(boundsOf(this.#ends.first, this.#ends.last));

  readonly gutter = $derived(this.by === "none" ? 0 : Math.min(this.textSize * 9, this.width * 0.28));

  /** The days in view; kept within the bounds whatever they become. */
  readonly view: Viewport = $derived.by(() => {
    const width = Math.max(this.width - this.gutter, 1);
    const view = this.#view ?? fit(this.bounds, width);
    return view.width === width ? clamp(view, this.bounds) : resize(view, width, this.bounds);
  });

  readonly #grown = $derived.by(() => {
    const kinds = this.kinds.map((kind) => ({ ...kind, label: tWord("eventKinds", kind.value) }));
    const candidates = this.by === "kind" ? kinds : this.companies;
    // With companies chosen, these are the ones to compare.
    const chosen = candidates.filter(({ value }) => this.entityFilter.includes(value));
    const named = this.by === "company" && chosen.length > 0 ? chosen : candidates;
    return grow(lanes(this.filtered, this.by, named, t("timeline.lane_rest")));
  });

  readonly #sizes: Sizes = $derived.by(() => {
    const row = Math.round(this.textSize * 2);
    const pad = Math.round(this.textSize * 0.7);
    // Lanes share the height that is free; many of them have three rows each, and the picture scrolls.
    const share = Math.floor((this.room / Math.max(this.#grown.length, 1) - 2 * pad) / row);
    return {
      row,
      pad,
      point: Math.round(this.textSize * 1.05),
      bar: Math.round(this.textSize * 1.6),
      label: this.textSize * 17,
      rows: Math.min(Math.max(share, this.by === "none" ? 8 : 3), 24),
    };
  });

  readonly #layout = $derived(
    layout(this.#grown, this.view.perDay, this.bounds.first, this.#sizes, this.measure),
  );

  readonly drawing = $derived(
    draw(this.#layout, this.view, {
      lang: locale.lang,
      size: this.textSize,
      gutter: this.gutter,
      measure: this.measure,
      least: this.room,
    }),
  );

  /** The first and the last day that are in view, whole days, without the air before the first event and after the last. */
  readonly span = $derived.by(() => {
    const { first, last } = inView(this.view);
    const span = { first: Math.floor(first), last: Math.ceil(last) - 1 };
    const kept = {
      first: Math.max(span.first, this.#ends.first),
      last: Math.min(span.last, this.#ends.last),
    };
    return kept.first <= kept.last ? kept : span;
  });

  /** The events that the picture shows, whole or in part, in order of time. */
  readonly visible: TimelineItem[] = $derived.by(() => {
    const { first, last } = inView(this.view);
    return this.filtered.filter(({ date }) => date.last_day + 1 > first && date.first_day < last);
  });

  readonly whole = $derived(this.view.perDay <= fit(this.bounds, this.view.width).perDay * 1.0001);

  /** Zooms about a place in the picture, or its middle. `x` counts from the left edge of the lanes. */
  zoom(factor: number, x: number = this.view.width / 2): void {
    this.#view = zoomAbout(this.view, x, factor, this.bounds);
  }

  pan(pixels: number): void {
    this.#view = panBy(this.view, pixels, this.bounds);
  }

  /** Shows two days and all between. */
  show(first: number, last: number): void {
    this.#view = show(first, last, this.view.width, this.bounds);
  }

  /** Shows exactly these days, without air around. */
  set(first: number, last: number): void {
    this.#view = clamp(fit({ first, last }, this.view.width), this.bounds);
  }

  fitAll(): void {
    this.#view = undefined;
  }

  select(id: string | undefined): void {
    this.selected = id;
  }

  /** Selects the event so many places further in the list, and says which it is. */
  move(by: number): TimelineItem | undefined {
    const list = this.visible;
    const now = list.findIndex(({ id }) => id === this.selected);
    const to = now < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(now + by, 0), list.length - 1);
    const item = list[to];
    this.selected = item?.id;
    return item;
  }
}
