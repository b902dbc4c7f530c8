// A sign and a colour for each form that money takes. The sign alone tells them apart; colour groups what is related.

import { DIAMOND, DOWN, HEXAGON, SQUARE, STAR, UP, type Glyph } from "$lib/draw/glyphs";

const LOOKS: Record<string, Glyph> = {
  // Money for a share, or for a right to one
  equity: { series: "--series-1", hollow: false, outline: "circle" },
  acquisition: { series: "--series-1", hollow: false, outline: DIAMOND },
  warrant: { series: "--series-1", hollow: true, outline: "circle" },
  // Money that is lent or vouched for
  loan: { series: "--series-6", hollow: false, outline: SQUARE },
  guarantee: { series: "--series-6", hollow: true, outline: SQUARE },
  grant: { series: "--series-6", hollow: true, outline: DIAMOND },
  // Money for what is used
  "compute-purchase": { series: "--series-2", hollow: false, outline: UP },
  lease: { series: "--series-2", hollow: true, outline: UP },
  "power-purchase": { series: "--series-2", hollow: false, outline: STAR },
  // Money for what one builds
  capex: { series: "--series-3", hollow: false, outline: HEXAGON },
  // Money for a right, or by what is sold
  licence: { series: "--series-8", hollow: false, outline: DOWN },
  "revenue-share": { series: "--series-8", hollow: true, outline: DOWN },
};

const UNKNOWN: Glyph = { series: "--series-8", hollow: true, outline: HEXAGON };

/** How a kind looks; one that is not known yet has a look too. */
export function kindLook(kind: string): Glyph {
  return (Object.hasOwn(LOOKS, kind) ? LOOKS[kind] : undefined) ?? UNKNOWN;
}

/** The kinds in the order in which a legend and a filter name them. */
export const KINDS = Object.keys(LOOKS);
