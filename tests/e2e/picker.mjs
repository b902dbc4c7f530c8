/*
 * The system's own dialog for files and folders, as a person uses it by keys.
 */
import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { until } from "./world.mjs";

/** Calls xdotool on a display, and gives what it says; nothing where it finds nothing. */
function xdotool(display, ...words) {
  try {
    const env = { ...process.env, DISPLAY: display.name };
    return execFileSync("xdotool", words, {
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "";
  }
}

/** Presses a button of the window that opens the dialog, and chooses a path in it. */
export async function choose({ display, window }, button, path) {
  const seen = () => xdotool(display, "search", "--onlyvisible", "--name", ".").split("\n");
  const keys = async (...words) => {
    xdotool(display, ...words);
    // The dialog opens its field for a path at the first key, and loses those that come before it is there.
    await pause(500);
  };
  const before = seen();
  await window.click("button", button);
  const dialog = await until("the dialog", () => seen().find((id) => id && !before.includes(id)));
  // No window manager gives it the keys.
  xdotool(display, "windowfocus", "--sync", dialog);
  await until("the dialog to close", async () => {
    await keys("key", "slash");
    await keys("key", "ctrl+a");
    await keys("type", "--delay", "10", path);
    await keys("key", "Return");
    await pause(500);
    if (!seen().includes(dialog)) return true;
    // It says what is wrong with a path that came in halves.
    await keys("key", "Return");
    return !seen().includes(dialog);
  });
}
