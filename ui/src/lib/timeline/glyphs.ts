// A shape and a colour for each kind of event. The shape alone tells them apart; colour only groups what is related.

/** The colour's token, and an outline around the middle of a mark with a radius of 1. */
export type Glyph = { series: Series; hollow: boolean; outline: [number, number][] | "circle" };

export type Series = "--series-1" | "--series-2" | "--series-3" | "--series-6" | "--series-8";

const SQUARE: Glyph["outline"] = [
  [-0.85, -0.85],
  [0.85, -0.85],
  [0.85, 0.85],
  [-0.85, 0.85],
];
const DIAMOND: Glyph["outline"] = [
  [0, -1.15],
  [1.15, 0],
  [0, 1.15],
  [-1.15, 0],
];
const UP: Glyph["outline"] = [
  [0, -1.05],
  [1.1, 0.85],
  [-1.1, 0.85],
];
const DOWN: Glyph["outline"] = UP.map(([x, y]) => [x, -y]);
const HEXAGON: Glyph["outline"] = Array.from({ length: 6 }, (_, i) => at(i * 60, 1.1));
const STAR: Glyph["outline"] = Array.from({ length: 10 }, (_, i) => at(i * 36 - 90, i % 2 ? 0.55 : 1.3));

function at(degrees: number, radius: number): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle) * radius, Math.sin(angle) * radius];
}

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

/** The outline as SVG path data about (x, y). */
export function path({ outline }: Glyph, x: number, y: number, radius: number): string {
  const n = (value: number) => String(Math.round(value * 100) / 100);
  if (outline === "circle") {
    const r = n(radius);
    return `M${n(x - radius)} ${n(y)}a${r} ${r} 0 1 0 ${n(2 * radius)} 0a${r} ${r} 0 1 0 ${n(-2 * radius)} 0Z`;
  }
  return (
    outline.map(([dx, dy], i) => `${i ? "L" : "M"}${n(x + dx * radius)} ${n(y + dy * radius)}`).join("") + "Z"
  );
}
