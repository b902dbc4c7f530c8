/*
 * What most files of tests begin and end with: a display, a home, and a window that is open for all of their tests.
 */
import { after, before } from "node:test";
import { openWindow } from "./window.mjs";
import { emptyHome, virtualDisplay } from "./world.mjs";

/** A display for all tests of a file; `ready` is given it before the first. */
export function withDisplay(ready) {
  let display;
  before(async () => {
    display = await virtualDisplay();
    ready(display);
  });
  after(() => display?.close());
}

/**
 * A display, a home and a window for all tests of a file. `prepare` is given the home before the window opens, and
 * `ready` all three before the first test. The program is told the variables too.
 */
export function withWindow(ready, prepare = () => undefined, variables = {}) {
  let display, home, window;
  before(async () => {
    display = await virtualDisplay();
    home = emptyHome();
    await prepare(home);
    window = await openWindow({ display, home, variables });
    await ready({ display, home, window });
  });
  after(async () => {
    await window?.close();
    await display?.close();
    home?.remove();
  });
}
