// A shape and a colour for each kind of event. The shape alone tells them apart; colour only groups what is related.

import { DIAMOND, DOWN, HEXAGON, SQUARE, STAR, UP, type Glyph } from "$lib/draw/glyphs";

const GLYPHS: Record<string, Glyph> = {
  // Money
  investment: { series: "--series-1", hollow: false, outline: "circle" },
  funding: { series: "--series-1", hollow: true, outline: "circle" },
  "compute-purchase": { series: "--series-1", hollow: false, outline: SQUARE },
  // What is made
  hardware: { series: "--series-3", hollow: true, outline: SQUARE },
  product: { series: "--series-3", hollow: false, outline: DIAMOND },
  "model-release": { series: "--series-3", hollow: true, outline: DIAMOND },
  // Who with whom
  partnership: { series: "--series-2", hollow: false, outline: HEXAGON },
  governance: { series: "--series-2", hollow: false, outline: STAR },
  regulation: { series: "--series-6", hollow: false, outline: DOWN },
  // What is said
  statement: { series: "--series-6", hollow: false, outline: UP },
  opinion: { series: "--series-6", hollow: true, outline: UP },
};

const UNKNOWN: Glyph = { series: "--series-8", hollow: true, outline: HEXAGON };

/** The glyph of a kind; a kind that is not known yet has one too. */
export function glyph(kind: string): Glyph {
  return Object.hasOwn(GLYPHS, kind) ? (GLYPHS[kind] ?? UNKNOWN) : UNKNOWN;
}

/** True for the kinds that are about a sum; elsewhere the largest sum named may be anything, such as a valuation. */
export function isMoney(kind: string): boolean {
  return kind === "investment" || kind === "funding" || kind === "compute-purchase";
}

/** The kinds in the order in which a legend names them. */
export const KINDS = Object.keys(GLYPHS);
