/*
 * How high a row of an article will be, before it is drawn: near enough that the scroll bar tells the truth.
 */
import { ownPicture } from "./pictures";
import type { Row } from "./rows";

/** Reading size and leading, in rem and in lines: as in `tokens.css` and `BlockColumn`. */
const SIZE = 1.125;
const LEADING = 1.85;
/** The size of code and of tables, in rem, and how high their lines are with what is around them, in rem. */
const SMALL = 0.9375;
const CODE_LINE = 1.5;
const TABLE_LINE = 2.5;
/** What stands around code, a rule, and in the place of a picture, in rem. */
const AROUND_CODE = 3;
const RULE = 1.6;
const PICTURE = 3.5;
/** No picture is higher than most of what is seen of a page, in rem. */
const HIGHEST = 45;
/** How wide a letter is, in ems. */
const LATIN = 0.47;

/** In pixels; `width` is that of the text and `rem` the size of the interface's text, both in pixels. */
export function guessHeight(row: Row | undefined, width: number, rem: number): number {
  if (!row) return 0;
  const after = row.last ? rem : 0;
  const room = (width || 38 * rem) / Math.max(row.parts.length, 1);
  const most = (of: (text: string, lang: string) => number) =>
    Math.max(1, ...row.parts.map(({ column: { text, lang } }) => of(text, lang)));
  const lines = (text: string) => text.split("\n").length;
  const wrapped = (size: number, depth: number) =>
    most((text, lang) => {
      const letter = (lang.startsWith("zh") ? 1 : LATIN) * size;
      const line = Math.max(room - depth * 1.75 * size, size);
      return text
        .split("\n")
        .reduce((sum, one) => sum + Math.max(1, Math.ceil((one.length * letter) / line)), 0);
    });
  const { kind, indent, quote } = row.block;
  switch (kind) {
    case "code":
      return most(lines) * CODE_LINE * rem + (row.first ? AROUND_CODE * rem : 0) + after;
    case "table":
      return most(lines) * TABLE_LINE * rem + after;
    case "rule":
      return RULE * rem + after;
    case "image": {
      const own = ownPicture(row.block.source);
      const shown = own ? (Math.min(own.width, room) * own.height) / own.width : PICTURE * rem;
      return Math.min(shown, HIGHEST * rem) + SMALL * LEADING * rem + after;
    }
    default: {
      const size = (kind === "footnote" ? SMALL : SIZE) * rem;
      return wrapped(size, indent + quote) * size * LEADING + after;
    }
  }
}
