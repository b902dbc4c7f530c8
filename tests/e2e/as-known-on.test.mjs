/*
 * The window at a date: whatever page is open tells what was known on it, until the date is taken away.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { findings } from "./axe.mjs";
import { withDisplay } from "./stage.mjs";
import { openWindow } from "./window.mjs";
import { emptyHome, until } from "./world.mjs";

let display, home, window;
withDisplay((opened) => (display = opened));
const here = () => window.run(() => document.querySelector("main").dataset.address);
const known = () => window.run(() => document.querySelector("[data-known]")?.dataset.known ?? "");
const focused = () => window.run(() => document.activeElement.id);

/** Types a date into the field that has the focus, over what is there. */
async function typeDate(text) {
  await until("the field", () => window.run(() => document.activeElement.matches(".known input")));
  await window.press("Control", "a");
  await window.type(text);
  await window.press("Enter");
}

describe("the window at a date", () => {
  before(async () => {
    home = emptyHome();
    window = await openWindow({ display, home });
    await window.find("main h1");
  });
  after(async () => {
    await window?.close();
    home?.remove();
  });

  test("keys set a date, and the page tells what was known on it", async () => {
    await window.goTo("zhimai://view/companies");
    await window.find("main h1", "Companies & people");
    await window.press("Control", "Shift", "d");
    await typeDate("2025-11-17");
    await window.find(".known strong", "As known on Nov 17, 2025");
    assert.equal(await here(), "zhimai://view/companies?known=2025-11-17");
    assert.equal(await focused(), "main");
    await window.picture("as-known-on-companies");
    assert.deepEqual(await findings(window), []);
  });

  test("the date goes along from page to page, back and forward", async () => {
    await window.click("nav a", "Timeline");
    await window.find("svg [data-mark]");
    assert.equal(await known(), "2025-11-17");
    assert.match(await here(), /known=2025-11-17/);
    await window.click("nav a", "Search");
    await window.find("[data-front]");
    // The lead story came a day later.
    await window.gone("#lead-title");
    await window.click("button", "Back");
    await window.find("svg [data-mark]");
    assert.equal(await known(), "2025-11-17");
  });

  test("what was reported later is not there, and a step later it is", async () => {
    await window.goTo("zhimai://event/alliance-2025?known=2025-11-17");
    await window.find("main", /By Nov 17, 2025 nothing had been reported/);
    await window.picture("as-known-on-too-early");
    await window.click(".known button", "A month later");
    await window.find("main h1");
    await window.find(".known strong", "As known on Nov 30, 2025");
    const later = await window.run(() => document.querySelectorAll("main [data-claim]").length);
    await window.click(".known button", "Show everything known now");
    await window.gone(".known");
    assert.equal(await here(), "zhimai://event/alliance-2025");
    await until("the later claims", () =>
      window.run((later) => document.querySelectorAll("main [data-claim]").length > later, later),
    );
    await window.click("button", "Back");
    await window.find(".known strong", "As known on Nov 30, 2025");
  });

  test("an empty field takes the date away, and so does the palette", async () => {
    await window.goTo("zhimai://entity/nvidia?known=2025");
    await window.find(".known strong", "As known on Dec 31, 2025");
    await window.press("Control", "Shift", "d");
    await until("the field", () => window.run(() => document.activeElement.matches(".known input")));
    await window.press("Control", "a");
    await window.press("Backspace");
    await window.press("Enter");
    await window.gone(".known");
    await window.press("Control", "Shift", "p");
    await window.find("dialog[open] [role=combobox]");
    await window.type("known on a date");
    await window.press("Enter");
    await typeDate("2025-06");
    await window.find(".known strong", "As known on Jun 30, 2025");
    await window.press("Control", "Shift", "p");
    await window.find("dialog[open] [role=combobox]");
    await window.type("everything known now");
    await window.press("Enter");
    await window.gone(".known");
    assert.equal(await here(), "zhimai://entity/nvidia");
  });

  test("Escape leaves the field as it was", async () => {
    await window.press("Control", "Shift", "d");
    await until("the field", () => window.run(() => document.activeElement.matches(".known input")));
    await window.press("Escape");
    await window.gone(".known");
    assert.equal(await here(), "zhimai://entity/nvidia");
  });

  test("a date that is none is told, and everything is shown", async () => {
    await window.goTo("zhimai://entity/nvidia?known=soon");
    await window.find(".known", /“soon” is no date, so everything known now is shown/);
    await window.find("main h1", "NVIDIA");
    await window.click(".known button", "Show everything known now");
    await window.gone(".known");
  });

  test("an address from outside says itself as of when it is", async () => {
    await window.goTo("zhimai://entity/nvidia?known=2025-12-31");
    await window.find(".known strong", "As known on Dec 31, 2025");
    await window.goTo("zhimai://entity/openai");
    await window.find("main h1", "OpenAI");
    assert.equal(await known(), "");
  });

  test("the date is there again at the next start, in every language", async () => {
    await window.goTo("zhimai://entity/nvidia?known=2025-12-31");
    await window.find(".known strong", "As known on Dec 31, 2025");
    await until("the place to be kept", async () =>
      (await window.ask("settings", {})).last_address.includes("known=2025-12-31"),
    );
    await window.close();
    window = await openWindow({ display, home });
    for (const [language, told] of [
      ["en", "As known on Dec 31, 2025"],
      ["zh-Hant", "2025年12月31日當時已知"],
      ["zh-Hans", "2025年12月31日当时已知"],
    ]) {
      const settings = await window.ask("settings", {});
      await window.ask("save_settings", {
        ...settings,
        language,
        last_address: "zhimai://entity/nvidia?known=2025-12-31",
      });
      await window.reload();
      await window.find(".known strong", told);
      await window.find("main h1");
      await window.still();
      await window.picture(`as-known-on-${language}`);
    }
  });
});
