/*
 * Pictures that came in with their articles, as the source of a block names them.
 */

/** The size is in pixels of the picture, and never 0. */
export type OwnPicture = { name: string; width: number; height: number };

/** What a source says of a picture of the library; nothing where it is the address of something else. */
export function ownPicture(source: string): OwnPicture | undefined {
  const [, width, height, name] = /^zhimai:\/\/picture\/[\da-f]+\/(\d+)x(\d+)\/(.*)$/s.exec(source) ?? [];
  if (width === undefined || height === undefined || name === undefined) return undefined;
  const size = { width: Number(width), height: Number(height) };
  return size.width > 0 && size.height > 0 ? { name, ...size } : undefined;
}
