/*
 * How the program starts: where it was told to, where it was left, and never twice on one library.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, afterEach, test } from "node:test";
import { promisify } from "node:util";
import { withDisplay } from "./stage.mjs";
import { openWindow } from "./window.mjs";
import { emptyHome, environment, PROGRAM, until } from "./world.mjs";

let display, home, window;
withDisplay((opened) => (display = opened));
beforeEach(() => {
  home = emptyHome();
});
afterEach(async () => {
  await window?.close();
  window = undefined;
  home.remove();
});

test("begins at the address it is started with", async () => {
  window = await openWindow({
    display,
    home,
    address: "zhimai://entity/nvidia",
  });
  assert.match(await window.text("main h1"), /nvidia/i);
  assert.match(await window.title(), /知脈|Zhimai/);
});

test("a second start hands its address to the window that is open", async () => {
  window = await openWindow({ display, home });
  await window.find("main h1");
  await window.goTo("zhimai://entity/nvidia");
  await window.find("main h1", /nvidia/i);
});

test("comes back to where it was left, in the same language and theme", async () => {
  window = await openWindow({ display, home });
  await window.click("nav a", "Glossary");
  await window.click("button", "Switch to dark");
  await window.click("[role=radiogroup] label", "简");
  await window.find("[data-theme=dark] nav a", "词汇");
  await until("the settings to be kept", async () => {
    const settings = await window.ask("settings", {});
    return (
      settings.theme === "dark" &&
      settings.language === "zh-Hans" &&
      settings.last_address.endsWith("glossary")
    );
  });
  await window.close();
  window = await openWindow({ display, home });
  await window.find("[data-theme=dark] nav a[aria-current=page]", "词汇");
});

test("says so when the library cannot be opened", async () => {
  writeFileSync(join(home.path, "library"), "a file where the folder should be");
  window = await openWindow({ display, home });
  const alert = await until("the window to say so", () =>
    window.run(() => document.body.innerText.includes("library") && document.body.innerText),
  );
  assert.match(alert, /library/i);
  await window.picture("library-not-opened");
});

test("without a display it ends with an error, not a hang", async () => {
  const env = {
    ...environment({ display: { name: ":987" }, home }),
    WAYLAND_DISPLAY: "none",
  };
  const failed = await promisify(execFile)(PROGRAM, [], {
    env,
    timeout: 10_000,
  }).catch((error) => error);
  assert.ok(failed instanceof Error && failed.killed === false, "it should fail by itself");
});
