/*
 * What comes from outside can do nothing in the window, and the window can do only what it needs.
 * A server on this machine counts requests and connections; it must count none.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hostile, lureOnPort, nothingHappened } from "./lure.mjs";
import { openWindow } from "./window.mjs";
import { emptyHome, virtualDisplay } from "./world.mjs";

let display, home, window, server, lure;

before(async () => {
  server = await lureOnPort();
  lure = server.address;
  display = await virtualDisplay();
  home = emptyHome();
  window = await openWindow({ display, home });
});

after(async () => {
  await window?.close();
  await display?.close();
  home?.remove();
  server?.close();
});

const hostileText = () => hostile(lure, "毒蘋果測試");
const quiet = () => nothingHappened(window, server);

test("an imported text is text", async () => {
  const text = `# <img src=x onerror="window.hacked='title'"> 毒蘋果\n\n${hostileText()}`;
  const report = await window.ask("import_text", {
    name: `<script>window.hacked="name"</script>`,
    text,
  });
  assert.equal(report.added, 1, JSON.stringify(report));
  for (const reading of ["original", "hans", "parallel"]) {
    await window.goTo(`${report.addresses[0]}?reading=${reading}`);
    await window.find("main", /毒|苹果/);
    await quiet();
  }
  await window.picture("hostile-article");
  await window.goTo("zhimai://view/search?q=毒蘋果");
  await window.find("[data-hit]");
  await quiet();
  await window.goTo("zhimai://view/library");
  await quiet();
});

test("a note is text", async () => {
  const note = await window.ask("save_note", {
    zh: hostileText(),
    en: hostileText(),
    tags: [`"><script>hacked=1</script>`],
  });
  await window.goTo(note.address);
  await window.find("main textarea");
  await quiet();
  await window.click("button, label, [role=tab]", "Preview");
  await window.find("main", /毒蘋果/);
  await quiet();
  await window.goTo("zhimai://view/notes");
  await quiet();
  await window.picture("hostile-note");
});

test("a hostile address leads nowhere", async () => {
  for (const address of [
    `zhimai://view/search?q=${encodeURIComponent(hostileText())}`,
    "zhimai://article/%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E",
    "zhimai://view/constructor",
    "zhimai://__proto__/x",
    "zhimai://entity/../../etc/passwd",
  ]) {
    await window.goTo(address);
    await window.find("main");
    await quiet();
  }
});

test("the window stays on its own pages and opens no other", async () => {
  for (const leave of [
    (to) => void (location.href = to),
    (to) => void open(to),
    (to) => {
      const link = document.body.appendChild(document.createElement("a"));
      Object.assign(link, { href: to, target: "_blank" });
      link.click();
      link.remove();
    },
    (to) => {
      const form = document.body.appendChild(document.createElement("form"));
      form.action = to;
      form.submit();
      form.remove();
    },
  ]) {
    await window.run(leave, `${lure}/leave`);
    await quiet();
  }
});

test("a page can load nothing from elsewhere", async () => {
  const outcomes = await window.wait(async (lure) => {
    const settled = (element, property, parent) =>
      new Promise((resolve) => {
        element.onload = () => resolve("loaded");
        element.onerror = () => resolve("refused");
        element[property] = lure;
        parent.append(element);
        setTimeout(() => resolve("silent"), 1000);
      }).finally(() => element.remove());
    return {
      fetch: await fetch(lure).then(
        () => "loaded",
        () => "refused",
      ),
      image: await settled(new Image(), "src", document.body),
      script: await settled(document.createElement("script"), "src", document.head),
      style: await settled(
        Object.assign(document.createElement("link"), { rel: "stylesheet" }),
        "href",
        document.head,
      ),
      socket: await new Promise((resolve) => {
        try {
          const socket = new WebSocket(lure.replace("http", "ws"));
          socket.onopen = () => resolve("loaded");
          socket.onerror = () => resolve("refused");
        } catch {
          resolve("refused");
        }
      }),
    };
  }, `${lure}/load`);
  assert.ok(!Object.values(outcomes).includes("loaded"), JSON.stringify(outcomes));
  assert.deepEqual(server.counts(), [0, 0]);
});

// What asks for nothing and only opens a connection is stopped by no content security policy.
test("a page can connect to nowhere", async () => {
  await window.wait(async (lure) => {
    const links = [
      "preconnect",
      "dns-prefetch",
      "prefetch",
      "preload",
      "prerender",
      "modulepreload",
      "icon",
    ].map((rel) => {
      const link = Object.assign(document.createElement("link"), { rel, href: lure });
      if (rel === "preload") link.as = "fetch";
      document.head.append(link);
      return link;
    });
    navigator.sendBeacon?.(lure, "x");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    for (const link of links) link.remove();
    return true;
  }, `${lure}/connect`);
  assert.deepEqual(server.counts(), [0, 0]);
});

test("the window may ask nothing but our own commands", async () => {
  for (const [command, parameters] of [
    ["plugin:dialog|open", { options: {} }],
    ["plugin:fs|read_file", { path: "/etc/passwd" }],
    ["plugin:event|emit", { event: "navigate", payload: "zhimai://view/notes" }],
    ["plugin:webview|create_webview_window", { options: { label: "other", url: lure } }],
    ["plugin:window|close", {}],
    ["plugin:path|resolve_directory", { directory: 1 }],
    ["plugin:app|name", {}],
    ["no_such_command", {}],
  ])
    await assert.rejects(window.command(command, parameters), /not allowed|not found/, command);
});

test("no address but one of the web is handed to the system", async () => {
  for (const url of ["file:///etc/passwd", "javascript:alert(1)", "zhimai://view/notes", "--version", ""])
    await assert.rejects(window.command("open_external", { lang: "en", url }), /Only http and https/, url);
});
