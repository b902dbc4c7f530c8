// The faces that an SVG takes along, so that its text looks elsewhere as it does here.
//
// The program's own faces are split by character range. Of each family only the parts are taken that hold a character of
// the picture, whole as they are, as a web page would load them.

import type { Group, Picture } from "./shapes";

/** A part of a family: what its rule in the style sheet says. */
export type Face = { family: string; style: string; weight: string; range: string; url: string };

/** The parts of all faces that come with the program, in the order of the style sheets. */
export function facesOf(sheets: Iterable<CSSStyleSheet>): Face[] {
  const faces: Face[] = [];
  for (const sheet of sheets) {
    const base = sheet.href ?? document.baseURI;
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const told = (name: string) => rule.style.getPropertyValue(name);
      const address = /url\((["']?)(.+?)\1\)/.exec(told("src"))?.[2];
      if (address === undefined) continue;
      faces.push({
        family: unquoted(told("font-family")),
        style: told("font-style") || "normal",
        weight: told("font-weight") || "400",
        range: told("unicode-range") || "U+0-10FFFF",
        url: new URL(address, base).href,
      });
    }
  }
  return faces;
}

/** The upright parts that hold a character of the text: of each character the part of the first family that has it. */
export function facesFor(faces: readonly Face[], families: string, text: string): Face[] {
  const wanted = families.split(",").map((name) => unquoted(name));
  const upright = faces
    .filter(({ family, style }) => style === "normal" && wanted.includes(family))
    .map((face) => ({ face, ranges: rangesOf(face.range), rank: wanted.indexOf(face.family) }))
    .sort((a, b) => a.rank - b.rank);
  const needed = new Set<Face>();
  for (const character of new Set(text)) {
    const point = character.codePointAt(0) ?? 0;
    const found = upright.find(({ ranges }) =>
      ranges.some(([first, last]) => first <= point && point <= last),
    );
    if (found) needed.add(found.face);
  }
  return upright.map(({ face }) => face).filter((face) => needed.has(face));
}

/** Ranges as CSS writes them, such as `U+0-FF, U+4E00, U+4F??`. */
function rangesOf(text: string): [first: number, last: number][] {
  return text.split(",").map((part) => {
    const [from = "", to = from] = part.trim().replace(/^U\+/i, "").split("-");
    return [parseInt(from.replaceAll("?", "0"), 16), parseInt(to.replaceAll("?", "F"), 16)];
  });
}

function unquoted(name: string): string {
  return name.trim().replace(/^(["'])(.*)\1$/, "$2");
}

/** Everything that a picture writes, without what it only tells where one points. */
export function textOf({ groups }: Pick<Picture, "groups">): string {
  const of = ({ shapes = [], groups = [] }: Group): string =>
    shapes.map(({ text = "" }) => text).join("") + groups.map(of).join("");
  return groups.map(of).join("");
}

/** Style rules that hold the faces themselves. Fails where one cannot be read. */
export async function rulesOf(faces: readonly Face[]): Promise<string> {
  const rules = await Promise.all(
    faces.map(async ({ family, style, weight, range, url }) => {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${String(answer.status)} ${url}`);
      const data = base64(new Uint8Array(await answer.arrayBuffer()));
      return (
        `@font-face{font-family:"${family}";font-style:${style};font-weight:${weight};` +
        `src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${range}}`
      );
    }),
  );
  return rules.join("\n");
}

function base64(bytes: Uint8Array): string {
  const PART = 8192;
  let binary = "";
  for (let at = 0; at < bytes.length; at += PART)
    binary += String.fromCharCode(...bytes.subarray(at, at + PART));
  return btoa(binary);
}
