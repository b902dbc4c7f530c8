/* What a screen reader says, and what a person sees for a moment at the foot of the window. */

export type Announcement = { text: string; action?: { label: string; act: () => unknown } };

export const announced = $state<{ said: string; shown: Announcement | undefined }>({
  said: "",
  shown: undefined,
});

/** Says something without showing it, such as how many hits there are. */
export function say(text: string): void {
  announced.said = text;
}

/**
 * Says and shows something for a while, with something to do about it, such as undo. Where that ends in a promise, it
 * may place the focus until then.
 */
export function announce(text: string, action?: Announcement["action"]): void {
  say(text);
  announced.shown = action ? { text, action } : { text };
}

export function dismiss(): void {
  announced.shown = undefined;
}
