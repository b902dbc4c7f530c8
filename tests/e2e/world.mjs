/*
 * What a window stands in: the programs, a display, a home, what is started and ended, and how long anything may take.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const PROGRAM = process.env["ZHIMAI_DESKTOP"] ?? join(root, "target/debug/zhimai-desktop");
const TERMINAL = process.env["ZHIMAI_CLI"] ?? join(root, "target/debug/zhimai");
/** Where pictures and the logs of drivers are kept. */
export const PICTURES = join(root, "target/e2e");
/** How long anything may take until it is seen. The first window of a fresh library on a busy machine is the slowest. */
export const PATIENCE_MS = Number(process.env["ZHIMAI_PATIENCE_MS"] ?? 20_000);

/** What was started, so that nothing stays behind when the tests are broken off. */
const children = new Set();
process.on("exit", () => children.forEach((child) => signal(child, "SIGKILL")));
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => process.exit(1));

/** Each in a process group of its own: the driver's holds the program that it started. */
export function start(command, parameters, options) {
  const child = spawn(command, parameters, { ...options, detached: true });
  children.add(child);
  child.on("exit", () => children.delete(child));
  return child;
}

/** Starts a virtual display. Returns its name and what ends it. */
export async function virtualDisplay() {
  const server = start("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x840x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = await once(server.stdio[3], "data");
  return { name: `:${String(number).trim()}`, close: () => end(server) };
}

/** A new folder that stands for a person's home; the library is in it. */
export function emptyHome() {
  const path = mkdtempSync(join(tmpdir(), "zhimai-e2e-"));
  return {
    path,
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** What the program is told of the world: a display, a home, the system's language, and nothing else. */
export function environment({ display, home, language = "en" }) {
  return {
    PATH: process.env["PATH"],
    DISPLAY: display.name,
    HOME: home.path,
    XDG_CONFIG_HOME: join(home.path, "config"),
    XDG_DATA_HOME: join(home.path, "data"),
    XDG_CACHE_HOME: join(home.path, "cache"),
    // Here a second start finds the first.
    XDG_RUNTIME_DIR: home.path,
    ZHIMAI_LIBRARY: join(home.path, "library"),
    LANG: {
      en: "en_GB.UTF-8",
      "zh-Hant": "zh_TW.UTF-8",
      "zh-Hans": "zh_CN.UTF-8",
      "zh-Hant-HK": "zh_HK.UTF-8",
    }[language],
    // A virtual display has no graphics memory to share; without a bus there is nobody to offer accessibility to.
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    NO_AT_BRIDGE: "1",
    GDK_BACKEND: "x11",
  };
}

/** Runs the program for the terminal on the library in a home, and waits until it has ended well. Gives what it said. */
export async function zhimai(home, ...words) {
  const env = { PATH: process.env["PATH"], HOME: home.path, ZHIMAI_LIBRARY: join(home.path, "library") };
  const child = start(TERMINAL, words, { env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (said += text));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`zhimai ${words.join(" ")} ended with ${code}: ${said}`);
  return said;
}

/** Tries until there is something, and says in the end what there was to wait for. */
export async function until(what, attempt) {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await attempt();
    if (found) return found;
    if (Date.now() > giveUpAt) throw new Error(`waited ${PATIENCE_MS} ms for ${what}`);
    await pause(50);
  }
}

/** Whether a program answers a second start there. */
export async function answers(home) {
  const socket = readdirSync(home.path).find((name) => name.endsWith(".sock"));
  if (!socket) return false;
  const knock = connect(join(home.path, socket));
  const answered = await Promise.race([
    once(knock, "connect").then(() => true),
    once(knock, "error").then(() => false),
  ]).catch(() => false);
  knock.destroy();
  return answered;
}

/** The number of the process that runs the program in a home, if one does. */
export function programIn(home) {
  return processIn(home, (exe) => exe === realpathSync(PROGRAM));
}

/** The number of a process in a home, if there is one that runs such a file. */
export async function processIn(home, runs) {
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const isOurs =
        runs(readlinkSync(`/proc/${name}/exe`)) &&
        readFileSync(`/proc/${name}/environ`, "utf8").split("\0").includes(`HOME=${home.path}`);
      if (isOurs) return Number(name);
    } catch {
      // It has ended meanwhile, or is not ours to look at.
    }
  }
  return undefined;
}

/** A port that nobody listens at. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return String(port);
}

/** Ends what was started, and all that it started itself. */
export async function end(child) {
  signal(child, "SIGTERM");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  signal(child, "SIGKILL");
}

/** Tells a child and all that it started. What has ended hears nothing. */
function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
