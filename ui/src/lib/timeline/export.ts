// The picture as an SVG file of its own.

import { TOKENS, softId, type Drawing, type Shape } from "./drawing";
import { glyph, KINDS } from "./glyphs";

/** A value for each token that a drawing names. */
export type Palette = Record<(typeof TOKENS)[number], string>;

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

/** The series that bars come in. */
export const SERIES = [...new Set([...KINDS, ""].map((kind) => glyph(kind).series))];

/** The stops of the gradient that makes a bar soft: open at both ends. */
export const SOFT_STOPS: [offset: number, opacity: number][] = [
  [0, 0.06],
  [0.22, 0.34],
  [0.78, 0.34],
  [1, 0.06],
];

/** The size of a saved picture, and the height of its heading, in pixels. */
export function frame(drawing: Drawing, caption: Caption): { head: number; width: number; height: number } {
  const head = caption.size * 3.4;
  return {
    head,
    width: Math.ceil(drawing.width + 2 * MARGIN),
    height: Math.ceil(head + drawing.axisHeight + drawing.height + 2 * MARGIN),
  };
}

/** The drawing as an SVG document that needs nothing beside it. */
export function toSvg(drawing: Drawing, palette: Palette, caption: Caption): string {
  const { head, width, height } = frame(drawing, caption);
  const gradients = SERIES.map((series) => {
    const stops = SOFT_STOPS.map(([offset, opacity]) =>
      element("stop", { offset, "stop-color": `var(${series})`, "stop-opacity": opacity }),
    );
    return element("linearGradient", { id: softId(series) }, stops.join(""));
  });
  const heading = [
    element(
      "text",
      {
        x: 0,
        y: caption.size * 1.3,
        fill: "var(--ink)",
        "font-size": caption.size * 1.4,
        "font-weight": 600,
      },
      escape(caption.title),
    ),
    element(
      "text",
      { x: 0, y: caption.size * 2.7, fill: "var(--ink-soft)", "font-size": caption.size },
      escape(caption.description),
    ),
  ];
  const clip = element(
    "clipPath",
    { id: "view" },
    element("rect", { x: drawing.gutter, y: 0, width: drawing.width, height: drawing.height }),
  );
  const body = [
    element("title", {}, escape(caption.title)),
    element("desc", {}, escape(caption.description)),
    element("defs", {}, gradients.join("") + clip),
    element("rect", { width, height, fill: "var(--paper)" }),
    element("g", { transform: `translate(${MARGIN} ${MARGIN})` }, heading.join("")),
    element("g", { transform: `translate(${MARGIN} ${MARGIN + head})` }, shapes(drawing.axis)),
    element(
      "g",
      { transform: `translate(${MARGIN} ${MARGIN + head + drawing.axisHeight})` },
      shapes(drawing.grid) +
        shapes(drawing.names) +
        element(
          "g",
          { "clip-path": "url(#view)" },
          drawing.marks
            .map((drawn) => element("g", {}, `${titles(drawn.mark.items)}${shapes(drawn.shapes)}`))
            .join(""),
        ),
    ),
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

function titles(items: { title: string; date: { label: string } }[]): string {
  return element("title", {}, escape(items.map(({ date, title }) => `${date.label} ${title}`).join("\n")));
}

function shapes(list: Shape[]): string {
  return list.map(({ tag, attributes, text }) => element(tag, attributes, escape(text ?? ""))).join("");
}

function element(tag: string, attributes: Record<string, string | number>, content = ""): string {
  const written = Object.entries(attributes).map(([name, value]) => {
    const text = typeof value === "number" ? String(Math.round(value * 100) / 100) : escape(value);
    return ` ${name}="${text}"`;
  });
  return `<${tag}${written.join("")}${content ? `>${content}</${tag}>` : "/>"}`;
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
