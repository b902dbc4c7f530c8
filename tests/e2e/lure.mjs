/*
 * A server on this machine that counts who comes, and a look at whether anything from outside has acted in the window.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";

/** Starts the server. */
export async function lureOnPort() {
  let requests = 0;
  let connections = 0;
  const server = createServer((_, response) => {
    requests++;
    response.end("seen");
  }).listen(0, "127.0.0.1");
  server.on("connection", () => connections++);
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    /** How often it was asked for something, and how often somebody only connected. */
    counts: () => [requests, connections],
    close: () => server.close(),
  };
}

/** Text that would act, were it taken for anything but text; `word` is a word by which it is found. */
export function hostile(lure, word) {
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
    `<img src="file:///etc/hostname" alt="file"><a href="file:///etc/passwd">${word}</a>`,
    `${word} \u202E\u0000\uFFFE <b onmouseover="window.hacked = 'b'">粗體</b>`,
  ].join("\n\n");
}

/** Sees that nothing of it has acted, and that nobody came to the server. */
export async function nothingHappened(window, lure) {
  await window.still();
  const state = await window.run(() => ({
    hacked: globalThis.hacked,
    url: location.href,
    strange: document.querySelectorAll(
      "main :is(script, iframe, object, embed, form[action], base, meta, link, video), main img[src^=http], main img[src^='file:'], [href^='javascript:' i], [href^='file:' i], main [onerror], main [onload], main [onmouseover]",
    ).length,
  }));
  assert.deepEqual(state, { hacked: null, url: state.url, strange: 0 });
  assert.match(state.url, /^tauri:\/\/localhost/);
  assert.equal(lure.counts()[0], 0);
}
