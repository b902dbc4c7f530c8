// Wheel and pointer tell of more than there are frames; the picture is moved once a frame, by all that was told.

type Moves = {
  pan: (pixels: number) => void;
  zoom: (factor: number, x: number) => void;
  /** That it moves now, and when it has come to rest. */
  moving: (now: boolean) => void;
};

/** What has not moved for so long has come to rest, in milliseconds. */
const REST = 250;

export class Pace {
  readonly #moves: Moves;
  #pixels = 0;
  #factor = 1;
  #x = 0;
  #frame: number | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(moves: Moves) {
    this.#moves = moves;
  }

  readonly pan = (pixels: number): void => {
    this.#pixels += pixels;
    this.#frame ??= requestAnimationFrame(this.#move);
  };

  /** Zooms about a place of the picture, the last that was told. */
  readonly zoom = (factor: number, x: number): void => {
    this.#factor *= factor;
    this.#x = x;
    this.#frame ??= requestAnimationFrame(this.#move);
  };

  readonly #move = (): void => {
    const [pixels, factor] = [this.#pixels, this.#factor];
    [this.#pixels, this.#factor, this.#frame] = [0, 1, undefined];
    this.#moves.moving(true);
    if (pixels !== 0) this.#moves.pan(pixels);
    if (factor !== 1) this.#moves.zoom(factor, this.#x);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#moves.moving(false);
    }, REST);
  };

  /** Moves no more. */
  readonly stop = (): void => {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
  };
}
