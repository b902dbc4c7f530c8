import { afterEach, describe, expect, it, vi } from "vitest";
import { saved } from "./saved";
import { text, type Picture } from "./shapes";

const picture: Picture = {
  width: 300,
  height: 100,
  groups: [{ shapes: [text(0, 20, "輝達", 13, "var(--ink)", 600)] }],
};
const caption = { title: "Money", description: "", lang: "zh-Hant", size: 13 };

class CSSFontFaceRule {
  constructor(
    readonly range: string,
    readonly file: string,
  ) {}
  style = {
    getPropertyValue: (name: string) =>
      ({ "font-family": "Han", src: `url("${this.file}")`, "unicode-range": this.range })[name] ?? "",
  };
}

const shownIn = () => {
  const element = document.createElement("div");
  element.style.fontFamily = "Han";
  document.body.append(element);
  return element;
};

describe("a picture that is saved", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it("as SVG takes along the parts of the faces that its text needs, and no other", async () => {
    const asked: string[] = [];
    vi.stubGlobal("CSSFontFaceRule", CSSFontFaceRule);
    vi.stubGlobal("fetch", (url: string) => {
      asked.push(url.replace(/.*\//, ""));
      return Promise.resolve(new Response("x"));
    });
    const cssRules = [
      new CSSFontFaceRule("U+0-FF", "latin.woff2"),
      new CSSFontFaceRule("U+8000-8FFF", "han-8.woff2"),
      new CSSFontFaceRule("U+9000-9FFF", "han-9.woff2"),
      new CSSFontFaceRule("U+4E00-4FFF", "han-4.woff2"),
    ];
    const sheets = [{ href: "https://here.invalid/index.css", cssRules }];
    vi.spyOn(document, "styleSheets", "get").mockReturnValue(sheets as unknown as StyleSheetList);
    const svg = new TextDecoder().decode(await saved("svg", picture, shownIn(), caption));
    expect(asked.sort()).toEqual(["han-8.woff2", "han-9.woff2", "latin.woff2"]);
    expect(svg.match(/@font-face/g)).toHaveLength(3);
    expect(svg).toContain(">輝達</text>");
    expect(svg).toContain('font-family="Han"');
  });

  it("as PNG is painted only when the faces for its text are there", async () => {
    const load = vi.fn(() => Promise.reject(new Error("no face")));
    Object.defineProperty(document, "fonts", { value: { load }, configurable: true });
    await expect(saved("png", picture, shownIn(), caption)).rejects.toThrow("no face");
    expect(load).toHaveBeenCalledWith("13px Han", "Money輝達");
    Reflect.deleteProperty(document, "fonts");
  });
});
