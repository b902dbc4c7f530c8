/* What a view would save as an SVG, as far as a program can see it. */
import { until } from "./world.mjs";

/**
 * Saves the picture of the view at hand as an SVG, and tells what is in it. Where it goes is asked in a dialog of the system's,
 * which nobody here can answer: it comes as far as its bytes. The page is of no more use after that until it is loaded anew.
 */
export async function savedSvg(window) {
  await window.run(() => {
    TextEncoder.prototype.encode = (text) => {
      window.saved = text;
      throw new Error("kept for the test");
    };
  });
  await window.click("button", "Save picture");
  await window.click("[role=menuitem]", /SVG/);
  return until("a file", () =>
    window.run(() => {
      if (window.saved === undefined) return undefined;
      const page = new DOMParser().parseFromString(window.saved, "image/svg+xml");
      return {
        texts: [...page.querySelectorAll("text")].map(({ textContent }) => textContent),
        titles: [...page.querySelectorAll("g > title")].map(({ textContent }) => textContent),
        faces: (page.querySelector("style")?.textContent.match(/@font-face/g) ?? []).length,
        wrong: page.querySelector("parsererror")?.textContent ?? "",
        bytes: window.saved.length,
      };
    }),
  );
}
