import { expect, test } from "vitest";
import { guessHeight } from "./height";
import { ownPicture } from "./pictures";
import { rowsOf } from "./rows";

test("a source names a picture of the library with its size, or something else", () => {
  expect(ownPicture("zhimai://picture/0a1b/640x480/圖 1.png")).toEqual({
    name: "圖 1.png",
    width: 640,
    height: 480,
  });
  for (const other of ["a.png", "https://a.test/x.png", "zhimai://picture/0a1b/0x480/a.png", ""])
    expect(ownPicture(other)).toBeUndefined();
});

test("the room of a picture is known before it is drawn", () => {
  const height = (source: string) => {
    const block = {
      kind: "image" as const,
      source,
      quote: 0,
      indent: 0,
      columns: [{ lang: "", text: "", spans: [] }],
    };
    return guessHeight(rowsOf([block])[0], 600, 16);
  };
  const near = (source: string, expected: number) => {
    expect(Math.abs(height(source) - expected)).toBeLessThan(60);
  };
  near("zhimai://picture/0a/300x200/a.png", 200);
  near("zhimai://picture/0a/1200x800/a.png", 400);
  expect(height("zhimai://picture/0a/10x100000/a.png")).toBeLessThan(3000);
});
