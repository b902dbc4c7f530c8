/** How long a page may take to become long enough, in milliseconds. */
const PATIENCE = 3000;

/**
 * Scrolls to a place, in pixels, as soon as the content reaches that far; gives up when the person scrolls.
 * Returns what ends the waiting.
 */
export function keepScroll(scroller: HTMLElement, place: number): () => void {
  scroller.scrollTop = place;
  if (place <= 0) return () => undefined;

  const events = ["wheel", "pointerdown", "keydown"] as const;
  const timer = setTimeout(end, PATIENCE);
  const watch = new MutationObserver(reach);
  watch.observe(scroller, { childList: true, subtree: true, characterData: true });
  for (const event of events) scroller.addEventListener(event, end, { passive: true });

  function reach() {
    scroller.scrollTop = place;
    if (Math.abs(scroller.scrollTop - place) < 2) end();
  }

  function end() {
    clearTimeout(timer);
    watch.disconnect();
    for (const event of events) scroller.removeEventListener(event, end);
  }

  return end;
}
