// A picture as the bytes of a file, in the form that is asked for. Both forms show its text as the screen does: an SVG takes the
// faces along, and a PNG is painted when they are there.

import { facesFor, facesOf, rulesOf, textOf } from "./faces";
import { toPng } from "./png";
import type { Picture } from "./shapes";
import { paletteOf, toSvg, type Caption } from "./svg";

export type PictureForm = "svg" | "png";

/** The picture with its caption, in the theme and the faces of the element that shows it. */
export async function saved(
  form: PictureForm,
  picture: Picture,
  shownIn: Element,
  told: Omit<Caption, "fontFamily">,
): Promise<Uint8Array> {
  const { fontFamily } = getComputedStyle(shownIn);
  const palette = paletteOf(shownIn);
  const caption = { ...told, fontFamily };
  const written = caption.title + caption.description + textOf(picture);
  if (form === "png") {
    // A canvas does not wait for the parts of a face that the page has not shown yet.
    await document.fonts.load(`${caption.size}px ${fontFamily}`, written);
    return toPng(picture, palette, caption);
  }
  const rules = await rulesOf(facesFor(facesOf(document.styleSheets), fontFamily, written));
  return new TextEncoder().encode(toSvg(picture, palette, caption, rules));
}
