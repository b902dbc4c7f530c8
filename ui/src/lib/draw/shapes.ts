// A picture as plain shapes, for the screen and for a file that is saved alike.
//
// Colours are named by their tokens, as `var(--ink)`; the screen resolves them, and a saved file gets the values put in.

export type Shape = {
  tag: "path" | "rect" | "line" | "text";
  attributes: Record<string, string | number>;
  text?: string;
};

/** Shapes that belong together, moved by `x` and `y`. `title` is told of them where the picture can be pointed at. */
export type Group = {
  x?: number;
  y?: number;
  clip?: { x: number; y: number; width: number; height: number };
  title?: string;
  shapes?: readonly Shape[];
  groups?: readonly Group[];
};

/** Sizes are in pixels. */
export type Picture = { width: number; height: number; groups: readonly Group[] };

/** The series that marks come in. */
export const SERIES = ["--series-1", "--series-2", "--series-3", "--series-6", "--series-8"] as const;

export type Series = (typeof SERIES)[number];

/** Tokens that a picture uses; a saved file needs a value for each. */
export const TOKENS = [
  "--paper",
  "--paper-raised",
  "--ink",
  "--ink-soft",
  "--ink-faint",
  "--rule",
  "--rule-strong",
  ...SERIES,
] as const;

export type Token = (typeof TOKENS)[number];

/** A value for each token that a picture names. */
export type Palette = Record<Token, string>;

export const color = (token: Token) => `var(${token})`;

/** The identifier of the gradient that makes a bar soft. */
export const softId = (series: Series) => `soft${series}`;

export const softFill = (series: Series) => `url(#${softId(series)})`;

/** The stops of that gradient: open at both ends. */
export const SOFT_STOPS: readonly (readonly [offset: number, opacity: number])[] = [
  [0, 0.06],
  [0.22, 0.34],
  [0.78, 0.34],
  [1, 0.06],
];

export function line(x1: number, y1: number, x2: number, y2: number, stroke: string, width = 1): Shape {
  return { tag: "line", attributes: { x1, y1, x2, y2, stroke, "stroke-width": width } };
}

export function text(x: number, y: number, words: string, size: number, fill: string, weight: number): Shape {
  return { tag: "text", attributes: { x, y, fill, "font-size": size, "font-weight": weight }, text: words };
}
