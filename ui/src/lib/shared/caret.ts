/*
 * Where in the window a place in a text area is. No web view tells: the text before it is set once more, out of sight,
 * in the same face and width, and where that ends is the place.
 */
import type { Box } from "./place";

/** What of the text area's style decides where its lines break and how high they are. */
const SAME = [
  "boxSizing",
  "borderTopWidth",
  "borderRightWidth",
  "borderBottomWidth",
  "borderLeftWidth",
  "borderStyle",
  "paddingTop",
  "paddingRight",
  "paddingBottom",
  "paddingLeft",
  "fontFamily",
  "fontSize",
  "fontStyle",
  "fontWeight",
  "letterSpacing",
  "lineHeight",
  "tabSize",
  "textIndent",
  "wordSpacing",
  "direction",
] as const;

/** The box of the line that the place is in, as wide as nothing; `at` is in UTF-16 units, the box in pixels of the window. */
export function caretBox(area: HTMLTextAreaElement, at: number): Box {
  const style = getComputedStyle(area);
  const mirror = document.createElement("div");
  for (const name of SAME) mirror.style[name] = style[name];
  Object.assign(mirror.style, {
    position: "fixed",
    insetBlockStart: "0",
    insetInlineStart: "0",
    visibility: "hidden",
    whiteSpace: "pre-wrap",
    overflowWrap: "break-word",
    inlineSize: `${String(area.offsetWidth)}px`,
  });
  mirror.lang = area.lang;
  const caret = document.createElement("span");
  caret.textContent = "\u200b";
  mirror.append(area.value.slice(0, at), caret, area.value.slice(at));
  document.body.append(mirror);
  const [place, around, shown] = [caret, mirror, area].map((one) => one.getBoundingClientRect()) as [
    DOMRect,
    DOMRect,
    DOMRect,
  ];
  mirror.remove();
  const keep = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
  const left = keep(shown.left + place.left - around.left - area.scrollLeft, shown.left, shown.right);
  const top = keep(shown.top + place.top - around.top - area.scrollTop, shown.top, shown.bottom);
  return { left, right: left, top, bottom: keep(top + place.height, shown.top, shown.bottom) };
}
