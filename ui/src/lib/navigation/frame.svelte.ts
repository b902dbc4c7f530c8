/* What the frame shows around the page. */
import type { Snippet } from "svelte";
import { settings } from "$lib/platform/settings.svelte";
import type { MenuItem } from "$lib/shared/MenuSheet.svelte";

/** Below this, in rem, the panel does not fit beside the page and lies over it. */
const NARROW = 62;

/** What the search field hands over with: Enter opens the first hit when it is pressed twice, ↓ only goes there. */
export type EnterResults = { open: boolean };

class Frame {
  /** What the page puts into the context panel, if anything. */
  panel: Snippet | undefined = $state.raw();
  /** The width of the window, in pixels. */
  width = $state(0);
  /** In a narrow window: whether the panel lies over the page. */
  drawer = $state(false);
  palette = $state(false);
  keys = $state(false);
  /** A web address that waits for the person's word. */
  leaving: string | undefined = $state();
  /** Counts requests to put the cursor into the search field. */
  searchWanted = $state(0);
  /** Counts requests to choose the date as of which everything is told. */
  knownWanted = $state(0);
  /** What the page that is open adds to the menu of the right button, for what is selected just then. */
  offers: (() => readonly MenuItem[]) | undefined;
  /** Where Escape in the search field leads back to. */
  cameFrom: number | undefined;

  get narrow(): boolean {
    return this.width > 0 && this.width < (NARROW * 16 * settings.textScale) / 100;
  }

  get panelOpen(): boolean {
    return this.panel !== undefined && (this.narrow ? this.drawer : !settings.now.context_folded);
  }

  /** Whether the panel takes room from the page. In a narrow window it lies over it, and no room is kept for it. */
  readonly panelBeside: boolean = $derived(this.narrow || this.panelOpen);

  /** Unfolds the panel, or folds it away. */
  showPanel(open: boolean): void {
    if (this.narrow) this.drawer = open;
    else if (settings.now.context_folded === open) settings.change({ context_folded: !open });
  }
}

export const frame = new Frame();

/** Asks the person, then opens a web address in their browser. The only way out of the window. */
export function leaveFor(url: string): void {
  frame.leaving = url;
}
