// A picture as a PNG file. It is painted from the same shapes as the SVG, and not from the SVG itself: an SVG that is used
// as an image cannot reach the faces that come with the program, and would show boxes where a system has no Chinese font.

import { SOFT_STOPS, type Group, type Palette, type Picture, type Shape } from "./shapes";
import { MARGIN, frame, heading, type Caption } from "./svg";

/** The larger side of a PNG, in pixels: more than this no web view paints reliably. */
const MOST_PIXELS = 8192;

/** How much to enlarge a picture so that it is sharp and not too large. */
export function enlarge(width: number, height: number): number {
  return Math.min(2, MOST_PIXELS / Math.max(width, height, 1));
}

/** What a canvas can do that is needed here. */
export type Brush = Pick<
  CanvasRenderingContext2D,
  | "save"
  | "restore"
  | "translate"
  | "beginPath"
  | "rect"
  | "roundRect"
  | "clip"
  | "fill"
  | "stroke"
  | "moveTo"
  | "lineTo"
  | "setLineDash"
  | "fillText"
  | "fillRect"
  | "createLinearGradient"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "lineJoin"
  | "font"
>;

/** Paints a picture with its caption, its corner at (0, 0). */
export function paint(brush: Brush, picture: Picture, palette: Palette, caption: Caption): void {
  const { head, width, height } = frame(picture, caption);
  const all = ({ x = 0, y = 0, clip, shapes = [], groups = [] }: Group) => {
    brush.save();
    brush.translate(x, y);
    if (clip) {
      brush.beginPath();
      brush.rect(clip.x, clip.y, clip.width, clip.height);
      brush.clip();
    }
    for (const shape of shapes) paintShape(brush, shape, palette, caption.fontFamily);
    groups.forEach(all);
    brush.restore();
  };
  brush.fillStyle = palette["--paper"];
  brush.fillRect(0, 0, width, height);
  brush.save();
  brush.translate(MARGIN, MARGIN);
  all({ shapes: heading(caption) });
  all({ y: head, groups: picture.groups });
  brush.restore();
}

function paintShape(brush: Brush, { tag, attributes, text }: Shape, palette: Palette, family: string): void {
  const number = (name: string) => Number(attributes[name] ?? 0);
  brush.save();
  brush.lineWidth = attributes["stroke-width"] === undefined ? 1 : number("stroke-width");
  brush.lineJoin = attributes["stroke-linejoin"] === "round" ? "round" : "miter";
  brush.setLineDash(
    String(attributes["stroke-dasharray"] ?? "")
      .split(" ")
      .filter(Boolean)
      .map(Number),
  );
  const fill =
    attributes["fill"] === undefined || attributes["fill"] === "none"
      ? undefined
      : ink(brush, String(attributes["fill"]), attributes, palette);
  const stroke =
    attributes["stroke"] === undefined
      ? undefined
      : String(ink(brush, String(attributes["stroke"]), attributes, palette));
  if (fill !== undefined) brush.fillStyle = fill;
  if (typeof fill === "string" && attributes["fill-opacity"] !== undefined)
    brush.fillStyle = withOpacity(fill, number("fill-opacity"));
  if (stroke !== undefined) brush.strokeStyle = stroke;
  if (tag === "text") {
    brush.font = `${attributes["font-weight"] ?? 400} ${number("font-size")}px ${family}`;
    brush.fillText(text ?? "", number("x"), number("y"));
  } else if (tag === "path") {
    const path = new Path2D(String(attributes["d"]));
    if (fill !== undefined) brush.fill(path);
    if (stroke !== undefined) brush.stroke(path);
  } else {
    brush.beginPath();
    if (tag === "line") {
      brush.moveTo(number("x1"), number("y1"));
      brush.lineTo(number("x2"), number("y2"));
    } else {
      brush.roundRect(number("x"), number("y"), number("width"), number("height"), number("rx"));
    }
    if (fill !== undefined && tag === "rect") brush.fill();
    if (stroke !== undefined) brush.stroke();
  }
  brush.restore();
}

/** The colour of a token, or the gradient of a soft bar. */
function ink(
  brush: Brush,
  value: string,
  attributes: Shape["attributes"],
  palette: Palette,
): string | CanvasGradient {
  const soft = /^url\(#soft(--[a-z0-9-]+)\)$/.exec(value)?.[1];
  const token = soft ?? /^var\((--[a-z0-9-]+)\)$/.exec(value)?.[1] ?? "";
  const color = Object.hasOwn(palette, token) ? palette[token as keyof Palette] : "#000000";
  if (soft === undefined) return color;
  const x = Number(attributes["x"] ?? 0);
  const gradient = brush.createLinearGradient(x, 0, x + Number(attributes["width"] ?? 0), 0);
  for (const [offset, opacity] of SOFT_STOPS) gradient.addColorStop(offset, withOpacity(color, opacity));
  return gradient;
}

/** A colour of the form `#rrggbb` with an opacity from 0 to 1. */
function withOpacity(color: string, opacity: number): string {
  const alpha = Math.round(opacity * 255)
    .toString(16)
    .padStart(2, "0");
  return /^#[0-9a-f]{6}$/i.test(color) ? `${color}${alpha}` : color;
}

/** The picture as the bytes of a PNG file. */
export async function toPng(picture: Picture, palette: Palette, caption: Caption): Promise<Uint8Array> {
  const { width, height } = frame(picture, caption);
  const scale = enlarge(width, height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no 2d context");
  context.scale(scale, scale);
  paint(context, picture, palette, caption);
  const blob = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, "image/png");
  });
  if (!blob) throw new Error("no image");
  return new Uint8Array(await blob.arrayBuffer());
}
