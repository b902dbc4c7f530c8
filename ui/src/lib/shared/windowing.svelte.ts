/*
 * Draws of a long list only what is near the viewport. Rows may differ in height: each is measured once it is drawn,
 * and until then its height is guessed; when a guess above the viewport was wrong, what is read stays where it is.
 *
 * The list draws `rows.drawn` in order, each row with `data-row`, `{@attach rows.row}` and, where `gap` is more than
 * nothing, an empty element of that height before it; `rows.after` is the height of what follows. Rows hold their own
 * space: a margin would not be measured. The row that has the focus and those where a selection begins and ends stay
 * drawn wherever they are, and for printing all are.
 */
import { tick, untrack } from "svelte";
import type { Attachment } from "svelte/attachments";
import { Heights } from "./heights";
import { composing, inTextField } from "./keys";

export type Drawn = { readonly row: number; readonly gap: number };

/** Where a list was: its first row in view, and how far below the top of the scroller it begins, in pixels. */
export type Place = { readonly row: number; readonly top: number };

type Aim = { top?: number | undefined; part?: string | undefined };

export type WindowingOptions = {
  count: number;
  /** A height for a row that was never drawn, in pixels, when the list is so many pixels wide. */
  guess: (row: number, width: number) => number;
  /** What a row stays the same by when others come and go before it; without it, its number. */
  key?: ((row: number) => string) | undefined;
};

/** A list of so few rows is drawn whole: nothing is gained, and the system's own ways with text all work. */
const FEW = 60;
/** Beyond the viewport so much is drawn on each side, in pixels, at the least; else as much as the viewport is high. */
const BEYOND = 600;
/** A list is long from so many viewports on. */
const LONG = 3;
/** So many frames may pass until a row that was gone to stands where it shall. */
const STEPS = 8;

export class Windowing {
  readonly #options: () => WindowingOptions;
  #container: HTMLElement | undefined;
  #scroller: HTMLElement | undefined;
  /** Where the viewport begins, from the beginning of the list, and how high it is. */
  #top = $state(0);
  #high = $state(typeof innerHeight === "number" ? innerHeight : 0);
  #width = $state(0);
  /** Counts what was measured, so that sums are made anew. */
  #measured = $state(0);
  #focused: number | undefined = $state();
  #selected: readonly number[] = $state.raw([]);
  #held: readonly number[] = $state.raw([]);
  #printing = $state(false);
  /** Heights that were measured at the present width. */
  readonly #known = new Map<string, number>();
  /** Counts what the list was sent to, so that only the last one is followed. */
  #turn = 0;
  #sizes: ResizeObserver | undefined;

  readonly #heights: Heights = $derived.by(() => {
    const { count, guess } = this.#options();
    const width = this.#width;
    return new Heights(count, (row) => this.#known.get(this.#key(row)) ?? guess(row, width));
  });

  readonly #first: number = $derived.by(() => {
    void this.#measured;
    if (this.#whole) return 0;
    return Math.max(0, this.#heights.at(this.#top - this.#beyond));
  });

  readonly #end: number = $derived.by(() => {
    void this.#measured;
    if (this.#whole) return this.#heights.count;
    return Math.min(this.#heights.count, this.#heights.at(this.#top + this.#high + this.#beyond) + 1);
  });

  /** The rows to draw, in order, each with the height of what is left out before it. */
  readonly drawn: readonly Drawn[] = $derived.by(() => {
    void this.#measured;
    const heights = this.#heights;
    const [first, end] = [this.#first, this.#end];
    const kept = [...this.#selected, ...this.#held];
    if (this.#focused !== undefined) kept.push(this.#focused);
    const outside = kept.filter((row) => row >= 0 && row < heights.count && (row < first || row >= end));
    const rows = [...new Set(outside)];
    for (let row = first; row < end; row++) rows.push(row);
    rows.sort((a, b) => a - b);
    let next = 0;
    return rows.map((row) => {
      const gap = heights.before(row) - heights.before(next);
      next = row + 1;
      return { row, gap };
    });
  });

  /** The height of what follows the last row that is drawn, in pixels. */
  readonly after: number = $derived.by(() => {
    void this.#measured;
    const last = this.drawn.at(-1)?.row ?? -1;
    return this.#heights.total - this.#heights.before(last + 1);
  });

  constructor(options: () => WindowingOptions) {
    this.#options = options;
  }

  /** For the element that holds the rows, and nothing else that has a height. */
  readonly list: Attachment<HTMLElement> = (list) => {
    this.#container = list;
    const scroller = scrollerOf(list);
    this.#scroller = scroller;
    const sizes = new ResizeObserver((entries) => {
      this.#resized(entries.map(({ target }) => target));
    });
    this.#sizes = sizes;
    // Whatever comes or goes above the list moves it, and makes what is around it higher.
    for (let one: HTMLElement | null = list; one && one !== scroller; one = one.parentElement)
      sizes.observe(one);
    sizes.observe(scroller);
    for (const row of list.querySelectorAll("[data-row]")) sizes.observe(row);

    const look = () => {
      this.#look();
    };
    const print = () => {
      this.#printing = true;
    };
    const printed = () => {
      this.#printing = false;
    };
    const focus = () => {
      this.#focused = this.rowOf(document.activeElement);
    };
    const select = () => {
      const selection = getSelection();
      const rows =
        selection && !selection.isCollapsed
          ? [this.rowOf(selection.anchorNode), this.rowOf(selection.focusNode)]
          : [];
      const now = rows.filter((row) => row !== undefined);
      if (now.join() !== this.#selected.join()) this.#selected = now;
      if (now.length > 0) this.#held = [];
    };
    const press = (event: KeyboardEvent) => {
      this.#pressed(event);
    };
    scroller.addEventListener("scroll", look, { passive: true });
    addEventListener("keydown", press);
    list.addEventListener("focusin", focus);
    list.addEventListener("focusout", focus);
    document.addEventListener("selectionchange", select);
    addEventListener("beforeprint", print);
    addEventListener("afterprint", printed);
    untrack(look);
    return () => {
      this.#turn++;
      sizes.disconnect();
      this.#sizes = undefined;
      this.#container = undefined;
      scroller.removeEventListener("scroll", look);
      removeEventListener("keydown", press);
      list.removeEventListener("focusin", focus);
      list.removeEventListener("focusout", focus);
      document.removeEventListener("selectionchange", select);
      removeEventListener("beforeprint", print);
      removeEventListener("afterprint", printed);
    };
  };

  /** For each row: it is measured as long as it is drawn. */
  readonly row: Attachment<HTMLElement> = (row) => {
    this.#sizes?.observe(row);
    return () => this.#sizes?.unobserve(row);
  };

  /** The element of a row, if it is drawn. */
  element(row: number): HTMLElement | undefined {
    return this.#container?.querySelector<HTMLElement>(`[data-row="${String(row)}"]`) ?? undefined;
  }

  /** The row that holds a node, if one does. */
  rowOf(node: Node | null): number | undefined {
    if (!node || !this.#container?.contains(node)) return undefined;
    const element = node instanceof Element ? node : node.parentElement;
    const row = element?.closest<HTMLElement>("[data-row]")?.dataset["row"];
    return row === undefined ? undefined : Number(row);
  }

  /** Where the list is now; nothing when its beginning is still in view. */
  place(): Place | undefined {
    if (!this.#container || this.#top <= 0 || this.#heights.count === 0) return undefined;
    const row = this.#heights.at(this.#top);
    return { row, top: this.#heights.before(row) - this.#top };
  }

  /**
   * Scrolls so that a row stands in the middle of the viewport, or what in it fits the selector `part`, or so that it
   * begins `top` pixels below the top of the scroller. Resolves with the row's element as soon as it is drawn; where it
   * stands is mended as heights become known, unless the person scrolls meanwhile.
   */
  async show(row: number, { top, part }: Aim = {}): Promise<HTMLElement | undefined> {
    if (row < 0 || row >= this.#heights.count) return undefined;
    const turn = ++this.#turn;
    this.#held = [row];
    await tick();
    this.#put(row, { top, part });
    await tick();
    void this.#settle(turn, () => {
      this.#put(row, { top, part });
    });
    return this.element(row);
  }

  /** Draws a row and, if it is not in view, scrolls just as far as needed. Resolves with its element. */
  async reach(row: number): Promise<HTMLElement | undefined> {
    if (!this.element(row)) return this.show(row);
    const element = this.element(row);
    element?.scrollIntoView({ block: "nearest" });
    return element;
  }

  /** Draws some rows wherever they are, until something is selected, so that a selection can begin and end there. */
  async hold(rows: readonly number[]): Promise<void> {
    this.#held = rows;
    await tick();
  }

  /** The row that stands so many pixels below the top of the viewport. Follows the scrolling. */
  rowBelow(pixels: number): number {
    void this.#measured;
    return this.#heights.at(this.#top + pixels);
  }

  /** How much of the list lies above the end of the viewport, from 0 to 1; nothing for a list of a few viewports. */
  get progress(): number | undefined {
    void this.#measured;
    const { total } = this.#heights;
    if (total <= LONG * this.#high) return undefined;
    return Math.min(Math.max((this.#top + this.#high) / total, 0), 1);
  }

  get #whole(): boolean {
    return this.#printing || this.#heights.count <= FEW;
  }

  get #beyond(): number {
    return Math.max(BEYOND, this.#high);
  }

  #key(row: number): string {
    return this.#options().key?.(row) ?? String(row);
  }

  /** How far the top of the viewport is below the beginning of the list. */
  #offset(): number {
    const [list, scroller] = [this.#container, this.#scroller];
    if (!list || !scroller) return 0;
    if (list === scroller) return scroller.scrollTop;
    return scroller.getBoundingClientRect().top - list.getBoundingClientRect().top;
  }

  #look(): void {
    const [list, scroller] = [this.#container, this.#scroller];
    if (!list || !scroller) return;
    this.#top = this.#offset();
    // Where nothing has a size, as much is drawn as a window holds.
    this.#high = scroller.clientHeight > 0 ? scroller.clientHeight : innerHeight;
    if (list.clientWidth !== this.#width) this.#reflow(list.clientWidth);
  }

  /** Another width makes other heights: what was measured holds no more, but the place does. */
  #reflow(width: number): void {
    const place = this.#width > 0 ? this.place() : undefined;
    this.#known.clear();
    this.#width = width;
    if (place && !this.#whole) void this.show(place.row, { top: place.top });
  }

  #resized(elements: readonly Element[]): void {
    const heights = this.#heights;
    const inView = heights.at(this.#top);
    let shift = 0;
    let changed = false;
    let rest = false;
    for (const element of elements) {
      const row = element instanceof HTMLElement ? element.dataset["row"] : undefined;
      if (row === undefined) {
        rest = true;
        continue;
      }
      if (!element.isConnected) continue;
      const height = element.getBoundingClientRect().height;
      // What is not displayed has no height to know.
      if (height === 0) continue;
      this.#known.set(this.#key(Number(row)), height);
      const more = heights.set(Number(row), height);
      if (more === 0) continue;
      changed = true;
      if (Number(row) < inView) shift += more;
    }
    if (shift !== 0 && this.#scroller && !this.#whole) {
      this.#scroller.scrollTop += shift;
      this.#top += shift;
    }
    if (changed) this.#measured++;
    if (rest) this.#look();
  }

  /** Scrolls to where a row is thought to be, or is. */
  #put(row: number, { top, part }: Aim): void {
    const scroller = this.#scroller;
    if (!scroller || !this.#container) return;
    const whole = this.element(row);
    const element = (part === undefined ? undefined : whole?.querySelector(part)) ?? whole;
    const begins = element
      ? element.getBoundingClientRect().top - scroller.getBoundingClientRect().top
      : this.#heights.before(row) - this.#offset();
    const height = element?.getBoundingClientRect().height ?? this.#heights.of(row);
    const wanted = top ?? Math.max(0, (scroller.clientHeight - height) / 2);
    if (Math.abs(begins - wanted) >= 1) scroller.scrollTop += begins - wanted;
    this.#look();
  }

  /**
   * Home and End. The web view would glide there, and comes to rest wherever a height becomes known on the way.
   * Whoever uses these keys for something else has prevented the default.
   */
  #pressed(event: KeyboardEvent): void {
    const { key, target, shiftKey, altKey, metaKey } = event;
    const scroller = this.#scroller;
    if ((key !== "Home" && key !== "End") || shiftKey || altKey || metaKey || !scroller || this.#whole)
      return;
    if (event.defaultPrevented || composing(event) || inTextField(target)) return;
    const nowhere = target === document.body || target === document.documentElement;
    if (!nowhere && target instanceof Element) {
      if (!scroller.contains(target) || target.closest("dialog, [popover], [role='dialog']")) return;
    }
    event.preventDefault();
    const go = () => {
      scroller.scrollTop = key === "Home" ? 0 : scroller.scrollHeight;
      this.#look();
    };
    go();
    void this.#settle(++this.#turn, go);
  }

  /** Does so again until the heights around are known, unless the person scrolls meanwhile. */
  async #settle(turn: number, put: () => void): Promise<void> {
    let left = false;
    const leave = () => {
      left = true;
    };
    const events = ["wheel", "pointerdown", "keydown"] as const;
    for (const event of events) addEventListener(event, leave, { passive: true });
    for (let step = 0; step < STEPS; step++) {
      await new Promise(requestAnimationFrame);
      if (left || turn !== this.#turn || !this.#container) break;
      put();
    }
    for (const event of events) removeEventListener(event, leave);
    if (turn === this.#turn) this.#held = [];
  }
}

/** What scrolls the element: itself, or the nearest around it. */
function scrollerOf(element: HTMLElement): HTMLElement {
  for (let one: HTMLElement | null = element; one; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  return document.documentElement;
}
