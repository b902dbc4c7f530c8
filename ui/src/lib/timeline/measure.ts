// How wide texts are in a given face.

import { roughly, type Measure } from "./layout";

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
