export type Box = { left: number; top: number; right: number; bottom: number };
type Size = { width: number; height: number };

const GAP = 6;
const EDGE = 8;

/** Where to put something beside a box: below it if there is room, else above, never over the window's edge. Pixels. */
export function placeBeside(about: Box, size: Size, window: Size): { x: number; y: number } {
  const below = about.bottom + GAP;
  const above = about.top - GAP - size.height;
  const fitsBelow = below + size.height + EDGE <= window.height;
  const y = fitsBelow || above < EDGE ? below : above;
  return {
    x: Math.max(EDGE, Math.min(about.left, window.width - size.width - EDGE)),
    y: Math.max(EDGE, Math.min(y, window.height - size.height - EDGE)),
  };
}
