/*
 * A dossier is saved from the window by the person's own dialog, and read in a browser without the program: it asks nothing
 * of any network, runs nothing, and a sum leads to the sentence that names it.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { withWindow } from "./stage.mjs";
import { end, environment, freePort, start, until, zhimai } from "./world.mjs";

let display, home, window, server, lure;
let asked = 0;
withWindow((opened) => ({ display, home, window } = opened));

before(async () => {
  server = createServer((_, response) => {
    asked++;
    response.end("seen");
  }).listen(0, "127.0.0.1");
  server.on("connection", () => asked++);
  await once(server, "listening");
  lure = `http://127.0.0.1:${server.address().port}`;
});
after(() => server?.close());

const onDisplay = () => ({ env: { ...process.env, DISPLAY: display.name }, encoding: "utf8" });

/** Types into the system's dialog as a person does, and waits until the window says where the file is. */
async function saved(entry, name) {
  const path = join(home.path, name);
  await window.click("main button", "Save as dossier…");
  await window.click("[role=menu] button, [role=menuitem]", entry);
  const dialog = await until("the dialog to save a file", () => {
    try {
      const found = execFileSync("xdotool", ["search", "--onlyvisible", "--name", "Save"], onDisplay());
      return found.trim().split("\n")[0];
    } catch {
      return undefined;
    }
  });
  execFileSync("xdotool", ["windowfocus", "--sync", dialog], onDisplay());
  execFileSync("xdotool", ["key", "ctrl+a"], onDisplay());
  execFileSync("xdotool", ["type", "--delay", "20", path], onDisplay());
  execFileSync("xdotool", ["key", "Return"], onDisplay());
  await until(path, () => existsSync(path));
  await window.find("[role=status], .shown, p", `The dossier is in ${path}`);
  return path;
}

/** The browser that comes with the web view, at a page; `ask` speaks to its driver. */
async function reading(path, work) {
  const port = await freePort();
  const driver = start("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: environment({ display, home }),
  });
  const send = async (method, way, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${way}`, {
      method,
      body: body && JSON.stringify(body),
    });
    const { value } = await response.json();
    assert.ok(response.ok, JSON.stringify(value));
    return value;
  };
  try {
    await until("the driver", () =>
      send("GET", "/status").then(
        () => true,
        () => false,
      ),
    );
    const libraries = readdirSync("/usr/lib").map((folder) =>
      join("/usr/lib", folder, "webkit2gtk-4.1/MiniBrowser"),
    );
    const binary = ["/usr/libexec/webkit2gtk-4.1/MiniBrowser", ...libraries].find((one) => existsSync(one));
    assert.ok(binary, "the web view's own browser is not installed");
    const options = { "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
    const { sessionId } = await send("POST", "/session", { capabilities: { alwaysMatch: options } });
    await send("POST", `/session/${sessionId}/url`, { url: pathToFileURL(path).href });
    await work((script, ...args) =>
      send("POST", `/session/${sessionId}/execute/sync`, {
        script: `return (${script}).apply(null, arguments)`,
        args,
      }),
    );
    await send("DELETE", `/session/${sessionId}`);
  } finally {
    await end(driver);
  }
}

test("a dossier is saved from the page of a company and read without the program", async () => {
  await window.find("main h1");
  await window.ask("save_note", {
    zh: `<img src="${lure}/img"><script>document.title = "hacked"</script> 我的筆記`,
    on: "zhimai://entity/anthropic",
  });
  await window.goTo("zhimai://entity/anthropic");
  const path = await saved("Page to read and print", "anthropic.html");
  await window.picture("dossier-saved");
  assert.match(await zhimai(home, "verify", path), /as it was made/);
  const page = readFileSync(path, "utf8");
  assert.match(page, /我的筆記/);

  await reading(path, async (run) => {
    const seen = await run(() => ({
      title: document.title,
      active: document.querySelectorAll("script, iframe, object, embed, img, link, form, video").length,
      loaded: performance.getEntriesByType("resource").length,
      dead: [...document.querySelectorAll("a[href^='#']")].filter(
        (link) => !document.getElementById(link.getAttribute("href").slice(1)),
      ).length,
      links: document.querySelectorAll("a[href^='#']").length,
    }));
    assert.deepEqual(
      { ...seen, links: undefined },
      { title: "Anthropic · Dossier", active: 0, loaded: 0, dead: 0, links: undefined },
    );
    assert.ok(seen.links > 50, `${seen.links} links`);
    // The first sum of the table leads to a claim that names it, with a source.
    const [sum, claim, sources] = await run(() => {
      const link = [...document.querySelectorAll("td.sum a")].find((one) => /\d/.test(one.textContent));
      link.click();
      const target = document.querySelector(":target");
      return [
        link.textContent,
        target.querySelector(".about b").textContent,
        target.querySelectorAll(".sources li").length,
      ];
    });
    assert.equal(claim, sum);
    assert.ok(sources > 0);
  });
  assert.equal(asked, 0);
});

test("an event, a deal and a search have the button too, and other forms are other files", async () => {
  await window.goTo("zhimai://view/search?q=Anthropic");
  await window.find("[data-hit]");
  const table = readFileSync(await saved("Table of deals (CSV)", "found.csv"), "utf8");
  assert.match(table, /^\ufeffaddress,date,/);
  const { deals } = await window.ask("deals", { entities: ["anthropic"] });
  await window.goTo(deals[0].address);
  const linked = JSON.parse(readFileSync(await saved("Linked data (JSON-LD)", "deal.jsonld"), "utf8"));
  assert.ok(linked["@graph"].some((one) => one["@id"] === deals[0].address));
  await window.goTo(deals[0].event.address);
  const page = readFileSync(await saved("Page without my notes", "event.html"), "utf8");
  assert.match(page, /Personal notes were left out/);
});
