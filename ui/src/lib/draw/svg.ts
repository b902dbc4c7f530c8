// A picture as an SVG file of its own.

import {
  SERIES,
  SOFT_STOPS,
  TOKENS,
  color,
  softId,
  text as words,
  type Group,
  type Palette,
  type Picture,
  type Shape,
} from "./shapes";

export type Caption = {
  title: string;
  /** What is in view, in words. */
  description: string;
  lang: string;
  fontFamily: string;
  size: number;
};

/** Room around a saved picture, in pixels. */
export const MARGIN = 24;

/** The size of a saved picture, and the height of its heading, in pixels. */
export function frame(picture: Picture, caption: Caption): { head: number; width: number; height: number } {
  const head = caption.size * 3.4;
  return {
    head,
    width: Math.ceil(picture.width + 2 * MARGIN),
    height: Math.ceil(head + picture.height + 2 * MARGIN),
  };
}

/** What stands over a saved picture. */
export function heading({ title, description, size }: Caption): Shape[] {
  return [
    words(0, size * 1.3, title, size * 1.4, color("--ink"), 600),
    words(0, size * 2.7, description, size, color("--ink-soft"), 400),
  ];
}

/** The picture as an SVG document that needs nothing beside it; `rules` are style rules with the faces that it takes along. */
export function toSvg(picture: Picture, palette: Palette, caption: Caption, rules = ""): string {
  const { head, width, height } = frame(picture, caption);
  const gradients = SERIES.map((series) => {
    const stops = SOFT_STOPS.map(([offset, opacity]) =>
      element("stop", { offset, "stop-color": color(series), "stop-opacity": opacity }),
    );
    return element("linearGradient", { id: softId(series) }, stops.join(""));
  });
  const clips: string[] = [];
  const drawn = picture.groups.map((one) => group(one, clips)).join("\n");
  const body = [
    element("title", {}, escape(caption.title)),
    element("desc", {}, escape(caption.description)),
    element("defs", {}, gradients.join("") + clips.join("") + (rules && element("style", {}, escape(rules)))),
    element("rect", { width, height, fill: color("--paper") }),
    element("g", { transform: `translate(${MARGIN} ${MARGIN})` }, shapes(heading(caption))),
    element("g", { transform: `translate(${MARGIN} ${MARGIN + head})` }, drawn),
  ];
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    lang: caption.lang,
    "font-family": caption.fontFamily,
  };
  return resolve(
    `<?xml version="1.0" encoding="UTF-8"?>\n${element("svg", attributes, body.join("\n"))}\n`,
    palette,
  );
}

/** A group with what is in it; what it is cut to goes to `clips`. */
function group({ x, y, clip, title, shapes: own = [], groups = [] }: Group, clips: string[]): string {
  const attributes: Record<string, string> = {};
  if (x !== undefined || y !== undefined)
    attributes["transform"] = `translate(${round(x ?? 0)} ${round(y ?? 0)})`;
  if (clip) {
    const id = `clip-${clips.length}`;
    clips.push(element("clipPath", { id }, element("rect", clip)));
    attributes["clip-path"] = `url(#${id})`;
  }
  const told = title === undefined ? "" : element("title", {}, escape(title));
  return element("g", attributes, told + shapes(own) + groups.map((one) => group(one, clips)).join(""));
}

function shapes(list: readonly Shape[]): string {
  return list.map(({ tag, attributes, text }) => element(tag, attributes, escape(text ?? ""))).join("");
}

function element(tag: string, attributes: Record<string, string | number>, content = ""): string {
  const written = Object.entries(attributes).map(([name, value]) => {
    const text = typeof value === "number" ? String(round(value)) : escape(value);
    return ` ${name}="${text}"`;
  });
  return `<${tag}${written.join("")}${content ? `>${content}</${tag}>` : "/>"}`;
}

/** To a hundredth of a pixel. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

// What XML 1.0 forbids: control characters, and halves of surrogate pairs.
/* eslint-disable no-control-regex */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/* eslint-enable no-control-regex */

function escape(text: string): string {
  return text
    .replace(FORBIDDEN, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Puts values for tokens, in attributes only: a title that says `var(--ink)` keeps its words. */
function resolve(svg: string, palette: Palette): string {
  return svg.replace(/="var\((--[a-z0-9-]+)\)"/g, (whole, token: string) =>
    Object.hasOwn(palette, token) ? `="${escape(palette[token as keyof Palette])}"` : whole,
  );
}

/** Reads the values of the tokens where `element` stands, so that the file has the theme of the screen. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  return Object.fromEntries(TOKENS.map((token) => [token, style.getPropertyValue(token).trim()])) as Palette;
}
