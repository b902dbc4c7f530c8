/*
 * What comes from outside can do nothing in the window, and the window can do only what it needs.
 * A server on this machine counts requests and connections; it must count none.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { openWindow } from "./window.mjs";
import { emptyHome, virtualDisplay } from "./world.mjs";

let display, home, window, server, lure;
let requests = 0;
let connections = 0;

before(async () => {
  server = createServer((_, response) => {
    requests++;
    response.end("seen");
  }).listen(0, "127.0.0.1");
  server.on("connection", () => connections++);
  await once(server, "listening");
  lure = `http://127.0.0.1:${server.address().port}`;
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

/** Text that would act, were it taken for anything but text. */
function hostile() {
  return [
    `<script>window.hacked = "script"</script>`,
    `<img src="${lure}/img" onerror="window.hacked = 'img'">`,
    `<svg onload="window.hacked = 'svg'"><use href="${lure}/use#x"/></svg>`,
    `<iframe src="${lure}/frame" srcdoc="<script>parent.hacked = 'frame'</script>"></iframe>`,
    `<link rel="stylesheet" href="${lure}/css"><style>@import "${lure}/import"; * { background: url(${lure}/bg) }</style>`,
    `<a href="javascript:window.hacked='link'">press</a> <form action="${lure}/form"><button>send</button></form>`,
    `[press](javascript:window.hacked='markdown') ![picture](${lure}/markdown)`,
    `<meta http-equiv="refresh" content="0;url=${lure}/meta"><base href="${lure}/">`,
    `<video src="${lure}/video" autoplay></video><object data="${lure}/object"></object>`,
    `毒蘋果測試 \u202E\u0000\uFFFE <b onmouseover="window.hacked = 'b'">粗體</b>`,
  ].join("\n\n");
}

async function nothingHappened() {
  await window.still();
  const state = await window.run(() => ({
    hacked: globalThis.hacked,
    url: location.href,
    strange: document.querySelectorAll(
      "main :is(script, iframe, object, embed, form[action], base, meta, link, video), main img[src^=http], [href^='javascript:' i], main [onerror], main [onload], main [onmouseover]",
    ).length,
  }));
  assert.deepEqual(state, { hacked: null, url: state.url, strange: 0 });
  assert.match(state.url, /^tauri:\/\/localhost/);
  assert.equal(requests, 0);
}

test("an imported text is text", async () => {
  const text = `# <img src=x onerror="window.hacked='title'"> 毒蘋果\n\n${hostile()}`;
  const report = await window.ask("import_text", {
    name: `<script>window.hacked="name"</script>`,
    text,
  });
  assert.equal(report.added, 1, JSON.stringify(report));
  for (const reading of ["original", "hans", "parallel"]) {
    await window.goTo(`${report.addresses[0]}?reading=${reading}`);
    await window.find("main", /毒|苹果/);
    await nothingHappened();
  }
  await window.picture("hostile-article");
  await window.goTo("zhimai://view/search?q=毒蘋果");
  await window.find("[data-hit]");
  await nothingHappened();
  await window.goTo("zhimai://view/library");
  await nothingHappened();
});

test("a note is text", async () => {
  const note = await window.ask("save_note", {
    zh: hostile(),
    en: hostile(),
    tags: [`"><script>hacked=1</script>`],
  });
  await window.goTo(note.address);
  await window.find("main textarea");
  await nothingHappened();
  await window.click("button, label, [role=tab]", "Preview");
  await window.find("main", /毒蘋果/);
  await nothingHappened();
  await window.goTo("zhimai://view/notes");
  await nothingHappened();
  await window.picture("hostile-note");
});

test("a hostile address leads nowhere", async () => {
  for (const address of [
    `zhimai://view/search?q=${encodeURIComponent(hostile())}`,
    "zhimai://article/%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E",
    "zhimai://view/constructor",
    "zhimai://__proto__/x",
    "zhimai://entity/../../etc/passwd",
  ]) {
    await window.goTo(address);
    await window.find("main");
    await nothingHappened();
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
    await nothingHappened();
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
  assert.deepEqual([requests, connections], [0, 0]);
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
  assert.deepEqual([requests, connections], [0, 0]);
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
