/*
 * Keys. While an input method composes, no key means anything but text: every handler asks `composing` first.
 */

/** True while an input method is at work; 229 is what older web views report for its keys. */
export function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** True where typing means text, so that a bare letter must not act. */
export function inTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement &&
    !["checkbox", "radio", "button", "range", "submit"].includes(target.type)
  );
}

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

/**
 * The name of a key press, such as `Mod+Shift+P`, `Alt+ArrowLeft`, `?` or `Escape`.
 * `Mod` is Command on a Mac and Control elsewhere. Shift is named only where the key itself does not show it.
 */
export function chord(event: KeyboardEvent): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const named = event.key.length > 1;
  const letter = /^[a-z]$/i.test(event.key);
  const parts = [];
  if (mod) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && (named || mod)) parts.push("Shift");
  parts.push(letter && mod ? event.key.toUpperCase() : event.key === " " ? "Space" : event.key);
  return parts.join("+");
}

/** A chord as a person reads it on their keyboard. */
export function keycaps(name: string): string[] {
  return name.split(/\+(?=.)/).map((part) => {
    switch (part) {
      case "Mod":
        return isMac ? "⌘" : "Ctrl";
      case "Alt":
        return isMac ? "⌥" : "Alt";
      case "Shift":
        return isMac ? "⇧" : "Shift";
      case "ArrowLeft":
        return "←";
      case "ArrowRight":
        return "→";
      case "ArrowUp":
        return "↑";
      case "ArrowDown":
        return "↓";
      case "Escape":
        return "Esc";
      default:
        return part;
    }
  });
}
