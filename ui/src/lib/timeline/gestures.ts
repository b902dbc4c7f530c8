// What pointers do to the picture: one drags, two pinch. WebKit on a Mac tells pinching on a trackpad in events of its own.

export type Moves = {
  /** By how many pixels the picture is dragged. */
  drag: (dx: number, dy: number) => void;
  /** By what factor, about which place of the window. */
  pinch: (factor: number, clientX: number) => void;
  /** When a drag begins, and when it has ended. */
  dragging: (now: boolean) => void;
};

type Down = { id: number; x: number; y: number };

/** A press that moves less than this is a click, in pixels. */
const CLICK = 4;
/** Two pointers nearer than this tell no factor. */
const NARROW = 8;

export class Gestures {
  readonly #moves: Moves;
  #down: Down[] = [];
  #travelled = 0;
  #dragging = false;
  /** How large the last of WebKit's events said that it is. */
  #scale = 1;

  constructor(moves: Moves) {
    this.#moves = moves;
  }

  /** True when the press that just ended moved nothing. */
  get wasClick(): boolean {
    return this.#travelled <= CLICK;
  }

  readonly pointerdown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.#down.push({ id: event.pointerId, x: event.clientX, y: event.clientY });
    this.#travelled = 0;
  };

  readonly pointermove = (event: PointerEvent): void => {
    const before = this.#down.find(({ id }) => id === event.pointerId);
    if (!before) return;
    const other = this.#down.find(({ id }) => id !== event.pointerId);
    const now = { id: event.pointerId, x: event.clientX, y: event.clientY };
    this.#down = this.#down.map((at) => (at === before ? now : at));
    this.#travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (other) {
      const [wide, narrow] = [Math.abs(now.x - other.x), Math.abs(before.x - other.x)];
      if (narrow > NARROW) this.#moves.pinch(wide / narrow, (now.x + other.x) / 2);
    } else if (!this.wasClick) {
      // Only now: a press that does not move is a click on a mark, which a capture would take away.
      if (!this.#dragging && event.currentTarget instanceof Element)
        event.currentTarget.setPointerCapture(event.pointerId);
      this.#drags(true);
      this.#moves.drag(before.x - now.x, before.y - now.y);
    }
  };

  readonly pointerup = (event: PointerEvent): void => {
    this.#down = this.#down.filter(({ id }) => id !== event.pointerId);
    if (this.#down.length === 0) this.#drags(false);
  };

  #drags(now: boolean): void {
    if (this.#dragging === now) return;
    this.#dragging = now;
    this.#moves.dragging(now);
  }

  /** Listens to what WebKit on a Mac tells of an element. */
  readonly attach = (element: Element): (() => void) => {
    const start = (event: Event) => {
      event.preventDefault();
      this.#scale = 1;
    };
    const change = (event: Event) => {
      event.preventDefault();
      const { scale, clientX } = event as Event & { scale?: number; clientX?: number };
      if (scale === undefined || scale <= 0) return;
      this.#moves.pinch(scale / this.#scale, clientX ?? 0);
      this.#scale = scale;
    };
    element.addEventListener("gesturestart", start);
    element.addEventListener("gesturechange", change);
    return () => {
      element.removeEventListener("gesturestart", start);
      element.removeEventListener("gesturechange", change);
    };
  };
}
