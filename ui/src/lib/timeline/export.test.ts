import { describe, expect, it, vi } from "vitest";
import { path } from "$lib/draw/glyphs";
import { labelsOf, roughly } from "$lib/draw/measure";
import { enlarge, paint, type Brush } from "$lib/draw/png";
import { boundsOf, fit, zoomAbout } from "$lib/draw/scale";
import { TOKENS, type Palette, type Picture } from "$lib/draw/shapes";
import { toSvg, type Caption } from "$lib/draw/svg";
import { draw, pictureOf } from "./drawing";
import { KINDS, glyph } from "./kinds";
import { lanes } from "./lanes";
import { grow, layout } from "./layout";
import { entries, legend } from "./legend";
import type { Sizes } from "./spots";
import { event, many } from "./samples";

const sizes: Sizes = { row: 24, pad: 8, point: 12, bar: 18, height: 112, least: 4 };
const labels = labelsOf(roughly(12), 180);
const words = { soft: "Roughly", cluster: "Several", conflict: "Accounts differ" };
const explained = legend(
  entries(
    KINDS.map((kind) => ({ kind, word: `Kind ${kind}` })),
    { ...words, sums: { largest: "Largest", others: "Others" } },
    12,
  ),
  900,
  12,
  labels,
);
const palette = Object.fromEntries(TOKENS.map((token, i) => [token, `#0000${10 + i}`])) as Palette;

const caption: Caption = {
  title: "Timeline",
  description: "All",
  lang: "en",
  fontFamily: '"Noto Sans", sans-serif',
  size: 12,
};

function pictured(items: ReturnType<typeof many>, zoom: number): Picture {
  const bounds = boundsOf(
    Math.min(...items.map((item) => item.date.first_day)),
    Math.max(...items.map((item) => item.date.last_day)),
  );
  const view = zoomAbout(fit(bounds, 800), 400, zoom, bounds);
  const laid = layout(grow(lanes(items, "none", [], "")), view.perDay, bounds.first, sizes, labels);
  return pictureOf(draw(laid, view, { lang: "en", size: 12, gutter: 100, labels }), explained);
}

const svgOf = (items: ReturnType<typeof many>, zoom = 1) => toSvg(pictured(items, zoom), palette, caption);

const parse = (svg: string) => new DOMParser().parseFromString(svg, "image/svg+xml");

describe("the saved picture", () => {
  it("is well-formed and needs nothing beside it, at any zoom", () => {
    for (const zoom of [1, 5, 50, 500]) {
      const svg = svgOf(many(200), zoom);
      expect(parse(svg).querySelector("parsererror")).toBeNull();
      expect(svg).not.toMatch(/var\(|NaN|undefined|Infinity/);
      for (const [, id = ""] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(svg).toContain(`id="${id}"`);
    }
  });

  it.each([
    '<script>alert("x")</script>',
    "R&D ]]> --> ",
    "a\u0000b\u001f",
    "half \ud83d of a pair",
    "var(--ink)",
    "\u202eright to left",
    "👩‍👩‍👧",
  ])("takes any title: %s", (title) => {
    const document = parse(svgOf([event("2025-11-18", { title })]));
    expect(document.querySelector("parsererror")).toBeNull();
    expect(document.querySelector("script")).toBeNull();
    const clean = title.replace(/\p{Cc}|\ud83d(?![\udc00-\udfff])/gu, "\ufffd");
    expect(document.querySelector("g g title")?.textContent).toBe(`2025-11-18 ${clean}`);
  });

  it("marks what accounts disagree about", () => {
    const lines = (conflicted: boolean) =>
      parse(svgOf([event("2025-11-18", { conflicted })])).querySelectorAll("g[clip-path] line").length;
    expect(lines(true)).toBe(lines(false) + 2);
  });

  it("says what its marks mean, within its width and height", () => {
    const picture = pictured(many(50), 1);
    const texts = [...parse(toSvg(picture, palette, caption)).querySelectorAll("text")];
    for (const said of ["Kind funding", "Roughly", "Several", "Accounts differ", "Largest", "Others"])
      expect(texts.filter(({ textContent }) => textContent === said)).toHaveLength(1);
    for (const { x = 0, y = 0 } of explained.groups) {
      expect(x).toBeLessThan(900);
      expect(y).toBeLessThan(explained.height);
    }
    expect(new Set(explained.groups.map(({ y }) => y)).size).toBeGreaterThan(2);
  });

  it("is enlarged for a PNG, but not beyond what can be painted", () => {
    expect(enlarge(900, 500)).toBe(2);
    expect(enlarge(900, 16_384)).toBe(0.5);
    expect(enlarge(0, 0)).toBe(2);
  });

  it("as PNG has the same words as the SVG, and no colour that is not one", () => {
    const items = many(120);
    const words: string[] = [];
    const inks: unknown[] = [];
    const gradient = { addColorStop: (_: number, color: string) => inks.push(color) };
    const nothing = () => undefined;
    const brush: Brush = {
      ...Object.fromEntries(
        "save restore translate beginPath rect roundRect clip fill stroke moveTo lineTo setLineDash fillRect"
          .split(" ")
          .map((name) => [name, nothing]),
      ),
      fillText: (text: string) => words.push(text),
      createLinearGradient: () => gradient,
      set fillStyle(color: unknown) {
        if (typeof color === "string") inks.push(color);
      },
      set strokeStyle(color: unknown) {
        inks.push(color);
      },
    } as unknown as Brush;
    vi.stubGlobal("Path2D", Object);
    paint(brush, pictured(items, 4), palette, caption);
    vi.unstubAllGlobals();
    const written = [...parse(svgOf(items, 4)).querySelectorAll("text")].map((node) => node.textContent);
    expect(words).toEqual(written);
    for (const color of inks) expect(color).toMatch(/^#[0-9a-f]{6}([0-9a-f]{2})?$/);
  });
});

describe("glyphs", () => {
  it("no two kinds look alike without colour", () => {
    const looks = KINDS.map((kind) => `${glyph(kind).hollow} ${path(glyph(kind), 0, 0, 5)}`);
    expect(new Set(looks).size).toBe(KINDS.length);
  });

  it("a kind from the future has one too", () =>
    expect(path(glyph("constructor"), 1, 2, 3)).toMatch(/^M[-\d. LMZ]+$/));
});
