// What the timeline shows: the events that pass the filters, the days in view, and the event that is selected.
// The picture, the overview and the list all read from here, and so stay in step.

import type { FacetCount } from "$lib/bindings/FacetCount";
import type { TimelineItem } from "$lib/bindings/TimelineItem";
import { labelsOf, roughly, type Measure } from "$lib/draw/measure";
import {
  MAX_PER_DAY,
  boundsOf,
  clamp,
  fit,
  inView,
  panBy,
  resize,
  show,
  toX,
  zoomAbout,
  type Viewport,
} from "$lib/draw/scale";
import { t, tWord } from "$lib/i18n";
import { currencyName } from "$lib/i18n/format";
import { locale } from "$lib/i18n/locale.svelte";
import { denseStretch } from "./dense";
import { draw, type Drawing } from "./drawing";
import { lanes, passing, type LaneBy } from "./lanes";
import { entries } from "./legend";
import { grow, layout, type Layout } from "./layout";
import type { Sizes } from "./spots";
import { locate, middle, neighbour, type At, type Direction } from "./steps";
import { currencies, sumScale } from "./sums";

/** One step of zooming by a key or a button. */
export const STEP = 1.6;

/** How often the scale at which a count opens is narrowed down: to some hundredths, from all scales that there are. */
const HALVINGS = 8;

export class TimelineState {
  items: TimelineItem[] = $state.raw([]);
  companies: FacetCount[] = $state.raw([]);
  kinds: FacetCount[] = $state.raw([]);

  by: LaneBy = $state("none");
  entityFilter: string[] = $state.raw([]);
  kindFilter: string[] = $state.raw([]);
  selected: string | undefined = $state();
  /** The lane in which the selected event was chosen, if in one: an event may run in several. */
  lane: string | undefined = $state();
  /** Marks are sized by the sums in this currency; all are alike where it is empty. */
  currency = $state("");

  /** The width of the whole picture and the size of its text, in pixels. */
  width = $state(800);
  textSize = $state(13);
  /** The height that is free for the picture, in pixels. */
  room = $state(0);
  measure: Measure = $state.raw(roughly(13));
  /** Which part of the picture's height is in sight, in pixels; all of it where nothing scrolls. */
  sight: { top: number; bottom: number } | undefined = $state.raw();

  /** True while wheel or pointer move the picture. */
  moving = $state(false);

  /** Where the person went, or what is shown until then: the dense stretch, or everything when they asked for that. */
  #view: Viewport | "dense" | "all" = $state.raw("dense");

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
    const view = typeof this.#view === "string" ? this.#shown(this.#view, width) : this.#view;
    return view.width === width ? clamp(view, this.bounds) : resize(view, width, this.bounds);
  });

  #shown(what: "dense" | "all", width: number): Viewport {
    const dense = what === "dense" ? this.#dense : undefined;
    return dense ? show(dense.first, dense.last, width, this.bounds) : fit(this.bounds, width);
  }

  readonly #dense = $derived(denseStretch(this.filtered));

  /** True until the person goes elsewhere. */
  readonly asOpened = $derived(this.#view === "dense");

  readonly #grown = $derived.by(() => {
    const kinds = this.kinds.map((kind) => ({ ...kind, label: tWord("eventKinds", kind.value) }));
    const candidates = this.by === "kind" ? kinds : this.companies;
    // With companies chosen, these are the ones to compare.
    const chosen = candidates.filter(({ value }) => this.entityFilter.includes(value));
    const named = this.by === "company" && chosen.length > 0 ? chosen : candidates;
    return grow(lanes(this.filtered, this.by, named, t("timeline.lane_rest")));
  });

  /** Currencies that marks can be sized by. */
  readonly currencies = $derived(currencies(this.items));

  readonly #row = $derived(Math.round(this.textSize * 2));

  /** The scale of the sums, of all events alike, so that no filter changes how large a mark is. */
  readonly sums = $derived(
    this.currency === ""
      ? undefined
      : sumScale(this.items, this.currency, { most: this.#row * 3, least: this.textSize * 0.6 }),
  );

  readonly labels = $derived(labelsOf(this.measure, this.textSize * 17));

  readonly #sizes: Sizes = $derived({
    row: this.#row,
    pad: Math.round(this.textSize * 0.7),
    point: Math.round(this.textSize * 1.05),
    bar: Math.round(this.textSize * 1.6),
    height: this.room,
    // Many lanes have some rows each even so, and the picture scrolls.
    least: this.by === "none" ? 8 : 4,
    diameter: this.sums?.diameter,
  });

  /** By itself, so that panning lays nothing out. */
  readonly #perDay = $derived(this.view.perDay);

  readonly layout = $derived(this.#laidAt(this.#perDay));

  #laidAt(perDay: number): Layout {
    return layout(this.#grown, perDay, this.bounds.first, this.#sizes, this.labels);
  }

  /** What is in sight. */
  readonly drawing = $derived(this.draw(this.sight));

  /** Draws all days in view, in a part of the height or, for what is saved, in all of it. */
  draw(sight?: { top: number; bottom: number }): Drawing {
    return draw(this.layout, this.view, {
      lang: locale.lang,
      size: this.textSize,
      gutter: this.gutter,
      labels: this.labels,
      least: this.room,
      ...(sight && { sight }),
    });
  }

  /** What the marks mean, in words. */
  readonly legend = $derived(
    entries(
      this.kinds.map(({ value }) => ({ kind: value, word: tWord("eventKinds", value) })),
      {
        soft: t("timeline.legend_soft"),
        cluster: t("timeline.legend_cluster"),
        conflict: t("timeline.legend_conflict"),
        sums: this.sums && {
          largest: t("timeline.legend_sums", { largest: this.sums.largest.label }),
          others: t("timeline.legend_others", { currency: currencyName(this.currency) }),
        },
      },
      this.textSize,
    ),
  );

  /** Where the selected event is drawn. */
  readonly at: At | undefined = $derived(
    this.selected === undefined ? undefined : locate(this.layout, this.selected, this.lane),
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

  /** Shows everything. */
  fitAll(): void {
    this.#view = "all";
  }

  /** Brings an event to the middle, at the same scale. */
  centre({ date }: TimelineItem): void {
    const { width, perDay } = this.view;
    const day = (date.first_day + date.last_day + 1) / 2;
    this.#view = clamp({ ...this.view, start: day - width / perDay / 2 }, this.bounds);
  }

  /** Selects an event, in a lane if it was chosen there. */
  select(id: string | undefined, lane?: string): void {
    this.selected = id;
    this.lane = lane;
  }

  /** Comes as close as it takes for a count to open, and no closer; its first event is selected then. */
  open({ lane, mark }: At): void {
    const isClosed = (perDay: number) =>
      this.#laidAt(perDay)
        .lanes.find((laid) => laid.lane.key === lane)
        ?.marks.some(({ key }) => key === mark.key);
    const x = middle(mark) + toX(this.view, this.layout.origin);
    let [low, high] = [this.view.perDay, MAX_PER_DAY];
    for (let i = 0; i < HALVINGS; i++) {
      const between = Math.sqrt(low * high);
      if (isClosed(between)) low = between;
      else high = between;
    }
    this.zoom(high / this.view.perDay, Math.min(Math.max(x, 0), this.view.width));
    this.select(mark.items[0]?.id, lane);
    this.#bringIntoView(mark.items);
  }

  /** Goes to the neighbour of the selected mark, and says which it is; from nothing, to the first in view. */
  walk(to: Direction | "first" | "last"): At | undefined {
    const item =
      to === "last" ? this.filtered.at(-1) : to === "first" ? this.filtered[0] : this.#firstInView();
    const next =
      to !== "first" && to !== "last" && this.at
        ? neighbour(this.layout, this.at, to)
        : item && locate(this.layout, item.id, this.lane);
    if (!next) return this.at;
    this.select(next.mark.items[0]?.id, next.lane);
    this.#bringIntoView(next.mark.items);
    return this.at;
  }

  /** The first event that has its middle in view: what began long before is not where one looks. */
  #firstInView(): TimelineItem | undefined {
    const { first } = inView(this.view);
    return this.visible.find(({ date }) => (date.first_day + date.last_day + 1) / 2 >= first);
  }

  /** Pans no further than it takes for the middles of the events to be in view, or that of the first. */
  #bringIntoView(items: readonly TimelineItem[]): void {
    const { width } = this.view;
    const days = items.map(({ date }) => (date.first_day + date.last_day + 1) / 2);
    const [from, to] = [toX(this.view, Math.min(...days)), toX(this.view, Math.max(...days))];
    const left = Math.min(this.textSize * 3, width / 4);
    const right = width - Math.min(this.textSize * 10, width / 4);
    if (from < left) this.pan(from - left);
    else if (to > right) this.pan(Math.min(to - right, from - left));
  }

  /** Selects the event so many places further in the list, and says which it is. */
  move(by: number): TimelineItem | undefined {
    const list = this.visible;
    const now = list.findIndex(({ id }) => id === this.selected);
    const to = now < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(now + by, 0), list.length - 1);
    const item = list[to];
    this.select(item?.id, this.lane);
    return item;
  }
}
