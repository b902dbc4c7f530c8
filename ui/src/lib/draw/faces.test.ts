import { afterEach, describe, expect, it, vi } from "vitest";
import { facesFor, facesOf, rulesOf, textOf, type Face } from "./faces";
import { text, type Picture } from "./shapes";

const face = (family: string, range: string, style = "normal"): Face => ({
  family,
  style,
  weight: "100 900",
  range,
  url: `https://here.invalid/${family}-${range}-${style}.woff2`,
});

const faces = [
  face("Han", "U+4E00-4FFF"),
  face("Han", "U+50??, U+7FFF"),
  face("Han", "U+0-FF"),
  face("Latin", "U+0-FF"),
  face("Latin", "U+0-FF", "italic"),
  face("Other", "U+0-10FFFF"),
];
const chosen = (families: string, written: string) =>
  facesFor(faces, families, written).map(({ family, range, style }) => `${family} ${range} ${style}`);

describe("the faces that a picture needs", () => {
  it.each([
    ["none for no text", '"Han"', "", []],
    [
      "the parts that hold its characters, once",
      "Latin, 'Han'",
      "a丁b丂",
      ["Latin U+0-FF normal", "Han U+4E00-4FFF normal"],
    ],
    ["the first family that has a character", "Han, Latin", "a", ["Han U+0-FF normal"]],
    ["a wildcard and one of several ranges", "Han", "傀翿", ["Han U+50??, U+7FFF normal"]],
    ["nothing that the program does not bring", "Elsewhere, Han", "丁", ["Han U+4E00-4FFF normal"]],
    ["nothing for what no part holds", "Han", "😀", []],
  ])("%s", (_, families, written, expected) => expect(chosen(families, written)).toEqual(expected));

  it("are those of all that is written, and of nothing that is only told", () => {
    const words = (said: string) => text(0, 0, said, 12, "", 400);
    const picture: Pick<Picture, "groups"> = {
      groups: [
        { title: "told", shapes: [words("a"), words("b")] },
        { groups: [{ shapes: [words("c")] }, { groups: [{ shapes: [words("d")] }] }] },
      ],
    };
    expect(textOf(picture)).toBe("abcd");
  });
});

describe("faces from style sheets", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("are read with addresses that are whole", () => {
    class CSSFontFaceRule {
      style = {
        getPropertyValue: (name: string) =>
          ({
            "font-family": '"Noto Sans TC Variable"',
            src: 'url("./files/tc-1.woff2") format("woff2-variations")',
            "unicode-range": "U+4E00",
          })[name] ?? "",
      };
    }
    vi.stubGlobal("CSSFontFaceRule", CSSFontFaceRule);
    const sheet = { href: "https://here.invalid/assets/index.css", cssRules: [{}, new CSSFontFaceRule()] };
    expect(facesOf([sheet as unknown as CSSStyleSheet])).toEqual([
      {
        family: "Noto Sans TC Variable",
        style: "normal",
        weight: "400",
        range: "U+4E00",
        url: "https://here.invalid/assets/files/tc-1.woff2",
      },
    ]);
  });

  it("come along whole, and what cannot be read is told", async () => {
    const bytes = Uint8Array.from({ length: 20_000 }, (_, i) => i % 256);
    vi.stubGlobal("fetch", (url: string) =>
      Promise.resolve(url.includes("Han") ? new Response(bytes) : new Response("", { status: 404 })),
    );
    const rules = await rulesOf([face("Han", "U+4E00-4FFF")]);
    const [, data = ""] = /base64,([^)]+)\)/.exec(rules) ?? [];
    expect([...atob(data)].map((character) => character.charCodeAt(0))).toEqual([...bytes]);
    expect(rules).toContain('font-family:"Han"');
    expect(rules).toContain("unicode-range:U+4E00-4FFF");
    await expect(rulesOf([face("Latin", "U+0-FF")])).rejects.toThrow("404");
  });
});
