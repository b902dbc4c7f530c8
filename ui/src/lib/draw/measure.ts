// How wide texts are in a given face.

/** How wide a text is, in pixels. */
export type Measure = (text: string) => number;

type Script = "han" | "latin" | "other";
type Character = { advance: number; script: Script };

// Where the web view sets a little space between Chinese and Latin by itself, it takes room that a canvas does not count.
const spaced = typeof CSS !== "undefined" && CSS.supports?.("text-autospace", "normal");

/** A measure for text of a size in pixels; a rough one where nothing can paint. */
export function measureIn(family: string, size: number): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return roughly(size);
  context.font = `500 ${String(size)}px ${family}`;
  return byCharacter((character) => context.measureText(character).width, spaced ? size / 8 : 0);
}

/**
 * Adds up the advance of each character, and `gap` wherever Chinese meets Latin letters or digits. A label is measured
 * again and again as it is shortened, but all labels together have few characters.
 */
export function byCharacter(advanceOf: (character: string) => number, gap: number): Measure {
  const known = new Map<string, Character>();
  return (text) => {
    let width = 0;
    let before: Script = "other";
    for (const character of text) {
      let one = known.get(character);
      if (!one) {
        one = { advance: advanceOf(character), script: scriptOf(character) };
        known.set(character, one);
      }
      width += one.advance;
      if (before !== one.script && before !== "other" && one.script !== "other") width += gap;
      before = one.script;
    }
    return width;
  };
}

function scriptOf(character: string): Script {
  if (/\p{Script=Han}/u.test(character)) return "han";
  return /[\p{Script=Latin}\p{Nd}]/u.test(character) ? "latin" : "other";
}

/** The text, or as much of its beginning as fits with an ellipsis; empty when that says nothing. */
export function shorten(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const characters = [...text];
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${characters.slice(0, middle).join("").trimEnd()}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return low < 4 ? "" : `${characters.slice(0, low).join("").trimEnd()}…`;
}

/** A text with its width in pixels. */
export type Label = { text: string; width: number };

/** Texts for labels, shortened and measured; those of one size are kept, since they are asked for at every step of a zoom. */
export type Labels = {
  of: (text: string) => Label;
  shorten: (text: string, width: number) => Label;
  measure: Measure;
};

/** Labels of at most `most` pixels. */
export function labelsOf(measure: Measure, most: number): Labels {
  const known = new Map<string, Label>();
  const cut = (text: string, width: number) => {
    const shown = shorten(text, width, measure);
    return { text: shown, width: shown === "" ? 0 : measure(shown) };
  };
  return {
    of: (text) => {
      let label = known.get(text);
      if (!label) {
        label = cut(text, most);
        known.set(text, label);
      }
      return label;
    },
    shorten: cut,
    measure,
  };
}

/** A width for where nothing can measure: a Chinese character is as wide as it is high, others are about half. */
export function roughly(size: number): Measure {
  return (text) => {
    let width = 0;
    for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x2e80 ? size : size * 0.56;
    return width;
  };
}
