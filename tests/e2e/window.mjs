/*
 * Opens the real program on a virtual display and drives it as a person would: by what is seen, by keys, by clicks.
 * Speaks the W3C WebDriver protocol (https://www.w3.org/TR/webdriver2/) with tauri-driver; knows nothing of any view.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const PROGRAM = process.env["ZHIMAI_DESKTOP"] ?? join(root, "target/debug/zhimai-desktop");
const TERMINAL = process.env["ZHIMAI_CLI"] ?? join(root, "target/debug/zhimai");
const PICTURES = join(root, "target/e2e");
/** How long anything may take until it is seen. The first window of a fresh library on a busy machine is the slowest. */
const PATIENCE_MS = Number(process.env["ZHIMAI_PATIENCE_MS"] ?? 20_000);
/** A driver that has not answered by then will not. */
const DRIVER_MS = 3 * PATIENCE_MS;
/** The key under which the protocol hands out elements. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** The keys of the protocol that have no character. */
const KEYS = {
  Control: "\uE009",
  Shift: "\uE008",
  Alt: "\uE00A",
  Enter: "\uE007",
  Escape: "\uE00C",
  F10: "\uE03A",
  Tab: "\uE004",
  Backspace: "\uE003",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
};

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

/** Opens the window, at an address if there is one. */
export async function openWindow({ display, home, address, language, variables = {} }) {
  const [port, nativePort] = [await freePort(), await freePort()];
  mkdirSync(PICTURES, { recursive: true });
  // The driver speaks of every request; that is of use only when something went wrong.
  const log = openSync(join(PICTURES, "driver.log"), "a");
  const driver = start("tauri-driver", ["--port", port, "--native-port", nativePort], {
    stdio: ["ignore", log, log],
    env: { ...environment({ display, home, language }), ...variables },
  });
  const server = `http://127.0.0.1:${port}`;
  await listening(server);
  const options = { application: PROGRAM, args: address ? [address] : [] };
  const capabilities = { alwaysMatch: { browserName: "wry", "tauri:options": options } };
  // A driver without a window has nobody to end it later.
  const { sessionId } = await send("POST", `${server}/session`, { capabilities }).catch(async (error) => {
    await end(driver);
    throw error;
  });
  return new Window(`${server}/session/${sessionId}`, driver, home, display);
}

class Window {
  #session;
  #driver;
  #home;
  #display;

  constructor(session, driver, home, display) {
    this.#session = session;
    this.#driver = driver;
    this.#home = home;
    this.#display = display;
  }

  /** Ends the program and its driver, and waits until the program is gone. */
  async close() {
    await send("DELETE", this.#session).catch(() => undefined);
    await end(this.#driver);
    await until("the program to end", async () => !(await answers(this.#home)));
  }

  /** Asks the program to end, as the system does when the person logs out. */
  async askToEnd() {
    process.kill(await programIn(this.#home), "SIGTERM");
  }

  /** The program's process. */
  process() {
    return programIn(this.#home);
  }

  /** The process that the page lives in. */
  pageProcess() {
    return processIn(this.#home, (exe) => exe.endsWith("/WebKitWebProcess"));
  }

  /** Waits until the program has ended by itself. */
  async ended() {
    await until("the program to end", async () => (await programIn(this.#home)) === undefined);
    await end(this.#driver);
  }

  /** Opens an address as the system would: a second start of the program hands it to the window. */
  async goTo(address) {
    // A window that is there already stays as it is.
    await this.run((address) => {
      if (document.querySelector("main").dataset.address !== address)
        document.querySelector("main > *")?.setAttribute("data-left", "");
    }, address);
    const env = environment({ display: this.#display, home: this.#home });
    const second = start(PROGRAM, [address], { stdio: "inherit", env });
    const [code] = await once(second, "exit");
    if (code !== 0) throw new Error(`a second start with ${address} ended with ${code}`);
    await this.gone("[data-left]");
  }

  /** Loads the window's code anew. */
  async reload() {
    await this.#post("refresh", {});
  }

  /** Waits until the fonts are there and nothing has changed for a while. */
  async still() {
    await this.wait(async () => {
      await document.fonts.ready;
      let changedAt = performance.now();
      const observer = new MutationObserver(() => (changedAt = performance.now()));
      observer.observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      const giveUpAt = changedAt + 5000;
      while (performance.now() - changedAt < 250 && performance.now() < giveUpAt)
        await new Promise((resolve) => setTimeout(resolve, 50));
      observer.disconnect();
    });
  }

  /** Runs a function in the page. It must stand on its own; its arguments and result cross as JSON. */
  run(body, ...args) {
    return this.#post("execute/sync", {
      script: `return (${body}).apply(null, arguments)`,
      args,
    });
  }

  /** Runs a script in the page. */
  script(text) {
    return this.#post("execute/sync", { script: text, args: [] });
  }

  /** Runs a function in the page that returns a promise. */
  async wait(body, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((${body}).apply(null, [].slice.call(arguments, 0, -1)))
        .then((value) => done({ value }), (error) => done({ error: error?.message ?? JSON.stringify(error) }));`;
    const { value, error } = await this.#post("execute/async", {
      script,
      args,
    });
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /** Asks the library past the interface, to prepare a test or to look at what is kept. */
  ask(name, request, lang = "en") {
    const invoke = (lang, name, request) => window.__TAURI_INTERNALS__.invoke("ask", { lang, name, request });
    return this.wait(invoke, lang, name, request);
  }

  /** Calls a command of the shell. */
  command(name, parameters) {
    return this.wait(
      (name, parameters) => window.__TAURI_INTERNALS__.invoke(name, parameters),
      name,
      parameters,
    );
  }

  /**
   * Waits until an element is displayed that fits the selector and has the name: its accessible name or its text,
   * whole when given as a string.
   */
  async find(selector, name) {
    await this.#first(selector, name, () => this.#isSeen(selector, name));
  }

  /** Waits until nothing that is displayed fits. */
  async gone(selector, name) {
    await until(`no ${selector}`, async () => !(await this.#isSeen(selector, name)));
  }

  async click(selector, name) {
    await this.#post(`element/${await this.#element(selector, name)}/click`, {});
  }

  /** Presses the right button in the middle of an element. */
  async rightClick(selector, name) {
    const origin = { [ELEMENT]: await this.#element(selector, name) };
    const button = 2;
    await this.#post("actions", {
      actions: [
        {
          type: "pointer",
          id: "mouse",
          parameters: { pointerType: "mouse" },
          actions: [
            { type: "pointerMove", x: 0, y: 0, origin },
            { type: "pointerDown", button },
            { type: "pointerUp", button },
          ],
        },
      ],
    });
  }

  /** Gives the window a size, in pixels. */
  async resize(width, height) {
    await this.#post("window/rect", { width, height });
  }

  async focus(selector, name) {
    const element = { [ELEMENT]: await this.#element(selector, name) };
    await this.run((element) => element.focus(), element);
  }

  /** Puts text into a field in place of what it holds. */
  async fill(selector, name, text) {
    const element = await this.#element(selector, name);
    await this.#post(`element/${element}/clear`, {});
    await this.#post(`element/${element}/value`, { text });
  }

  async text(selector, name) {
    return await this.#get(`element/${await this.#element(selector, name)}/text`);
  }

  /** Presses keys together, such as `press("Control", "k")`. */
  async press(...keys) {
    const values = keys.map((key) => KEYS[key] ?? key);
    const down = values.map((value) => ({ type: "keyDown", value }));
    const up = values.toReversed().map((value) => ({ type: "keyUp", value }));
    await this.#post("actions", {
      actions: [{ type: "key", id: "keyboard", actions: [...down, ...up] }],
    });
  }

  /** Types into whatever has the focus. */
  async type(text) {
    const actions = [...text].flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.#post("actions", {
      actions: [{ type: "key", id: "keyboard", actions }],
    });
  }

  /** Turns the wheel over an element; negative is away from the person. */
  async wheel(selector, name, delta, keys = []) {
    const origin = { [ELEMENT]: await this.#element(selector, name) };
    const scroll = {
      type: "scroll",
      x: 0,
      y: 0,
      deltaX: 0,
      deltaY: delta,
      origin,
    };
    const values = keys.map((key) => KEYS[key]);
    await this.#post("actions", {
      actions: [
        {
          type: "key",
          id: "keyboard",
          actions: [
            ...values.map((value) => ({ type: "keyDown", value })),
            { type: "pause" },
            ...values.map((value) => ({ type: "keyUp", value })),
          ],
        },
        {
          type: "wheel",
          id: "wheel",
          actions: [...values.map(() => ({ type: "pause" })), scroll],
        },
      ],
    });
  }

  /** Keeps a picture of what is on the screen under `target/e2e`. */
  async picture(name) {
    const file = join(PICTURES, `${name}.png`);
    const camera = start("import", ["-silent", "-window", "root", file], {
      env: { ...process.env, DISPLAY: this.#display.name },
    });
    const [code] = await once(camera, "exit");
    if (code !== 0) throw new Error(`no picture: import ended with ${code}`);
  }

  /** The memory of the process that draws the page, in MiB: now, and the most so far. */
  memory() {
    for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const isOurs =
          /WebKitWebProcess/.test(readFileSync(`/proc/${name}/cmdline`, "utf8")) &&
          readFileSync(`/proc/${name}/environ`, "utf8").split("\0").includes(`HOME=${this.#home.path}`);
        if (!isOurs) continue;
        const status = readFileSync(`/proc/${name}/status`, "utf8");
        const kib = (field) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1]);
        return { now: kib("VmRSS") / 1024, most: kib("VmHWM") / 1024 };
      } catch {
        // It has ended meanwhile, or is not ours to look at.
      }
    }
    throw new Error("no process draws the page");
  }

  title() {
    return this.#get("title");
  }

  url() {
    return this.#get("url");
  }

  /** Whether something that is displayed fits. The element itself stays in the page: it may be about to leave. */
  #isSeen(selector, name) {
    return this.run(`(...what) => (${findInPage})(...what) !== undefined`, selector, asData(name));
  }

  /** The first element that is displayed and fits, to do something with; one that leaves before it is handed out is not it. */
  async #element(selector, name) {
    const seen = await this.#first(selector, name, () =>
      this.run(findInPage, selector, asData(name)).catch((error) => {
        if (error.code !== "stale element reference") throw error;
      }),
    );
    return seen[ELEMENT];
  }

  async #first(selector, name, attempt) {
    try {
      return await until(`${selector}${name ? ` named ${name}` : ""}`, attempt);
    } catch (error) {
      // What stood there instead.
      await this.picture(`missing-${Date.now()}`);
      throw error;
    }
  }

  #get(path) {
    return send("GET", `${this.#session}/${path}`);
  }

  #post(path, body) {
    return send("POST", `${this.#session}/${path}`, body);
  }
}

/** A pattern as JSON can carry it. */
function asData(name) {
  return name instanceof RegExp ? { source: name.source, flags: name.flags } : name;
}

/** Runs in the page. */
function findInPage(selector, name) {
  const named = (text) => {
    const words = (text ?? "").replace(/\s+/g, " ").trim();
    return typeof name === "string" ? words === name : new RegExp(name.source, name.flags).test(words);
  };
  const labelled = (element) =>
    (element.getAttribute("aria-labelledby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" ");
  const names = (element) => [
    element.getAttribute("aria-label"),
    labelled(element),
    ...[...(element.labels ?? [])].map((label) => label.textContent),
    element.textContent,
    element.getAttribute("placeholder"),
    element.getAttribute("title"),
  ];
  return [...document.querySelectorAll(selector)].find(
    (element) => element.getClientRects().length > 0 && (name == null || names(element).some(named)),
  );
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

async function send(method, url, body) {
  const path = new URL(url).pathname;
  const response = await fetch(url, {
    method,
    ...(body && {
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    }),
    signal: AbortSignal.timeout(DRIVER_MS),
  }).catch((error) => {
    throw new Error(`${method} ${path} ${JSON.stringify(body)?.slice(0, 200)}: ${error.message}`);
  });
  const { value } = await response.json();
  if (!response.ok)
    throw Object.assign(new Error(`${method} ${path}: ${value.error}: ${value.message}`), {
      code: value.error,
    });
  return value;
}

async function listening(server) {
  await until(server, () =>
    fetch(`${server}/status`, { signal: AbortSignal.timeout(1000) }).then(
      (response) => response.ok,
      () => false,
    ),
  );
}

/** Whether a program answers a second start there. */
async function answers(home) {
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
function programIn(home) {
  return processIn(home, (exe) => exe === realpathSync(PROGRAM));
}

/** The number of a process in a home, if there is one that runs such a file. */
async function processIn(home, runs) {
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

async function freePort() {
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
