/*
 * A page whose list is drawn in part comes back to the row that it was left at: until rows are drawn, their heights
 * are guesses, and a number of pixels would lead elsewhere.
 */
import { tick } from "svelte";
import type { Windowing } from "$lib/shared/windowing.svelte";
import { nav } from "./nav.svelte";

/** Keeps the list's place when the page is left, and goes back to it as soon as what it lists is there. */
export function comeBack(list: Windowing, isThere: () => boolean): void {
  const { memory } = nav;
  let back = memory.place;

  $effect(() => {
    const before = () => {
      memory.place = list.place();
    };
    nav.beforeLeaving = before;
    return () => {
      if (nav.beforeLeaving === before) nav.beforeLeaving = undefined;
    };
  });

  $effect(() => {
    if (!back || !isThere()) return;
    const { row, top } = back;
    back = undefined;
    void tick().then(() => list.show(row, { top }));
  });
}
