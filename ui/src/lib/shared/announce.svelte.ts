/* What a screen reader says, and what a person sees for a moment at the foot of the window. */

export type Announcement = { text: string; action?: { label: string; act: () => void } };

export const announced = $state<{ said: string; shown: Announcement | undefined }>({
  said: "",
  shown: undefined,
});

let hide: ReturnType<typeof setTimeout> | undefined;

/** Says something without showing it, such as how many hits there are. */
export function say(text: string): void {
  announced.said = text;
}

/** Says and shows something for a while, with something to do about it, such as undo. */
export function announce(text: string, action?: Announcement["action"]): void {
  say(text);
  announced.shown = action ? { text, action } : { text };
  clearTimeout(hide);
  hide = setTimeout(
    () => {
      announced.shown = undefined;
    },
    action ? 10_000 : 4_000,
  );
}

export function dismiss(): void {
  clearTimeout(hide);
  announced.shown = undefined;
}
