/*
 * Opens the real program on a virtual display and drives it as a person would: by what is seen, by keys, by clicks.
 * Speaks the W3C WebDriver protocol (https://www.w3.org/TR/webdriver2/) with tauri-driver; knows nothing of any view.
 */
import { once } from "node:events";
import { mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  answers,
  end,
  environment,
  freePort,
  PATIENCE_MS,
  PICTURES,
  processIn,
  PROGRAM,
  programIn,
  start,
  until,
} from "./world.mjs";

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
  F2: "\uE032",
  F10: "\uE03A",
  Tab: "\uE004",
  Backspace: "\uE003",
  Delete: "\uE017",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
};

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

  /** Moves the pointer to a place, in pixels of the page. */
  async pointAt(place) {
    await this.#press(place, 0);
  }

  /** Presses the left button at a place, in pixels of the page. */
  async clickAt(place) {
    await this.#press(place, 1);
  }

  /** Presses the left button twice at a place, in pixels of the page. */
  async doubleClick(place) {
    await this.#press(place, 2);
  }

  async #press({ x, y }, times) {
    const press = [
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    const presses = Array.from({ length: times }, () => press).flat();
    const actions = [{ type: "pointerMove", x: Math.round(x), y: Math.round(y) }, ...presses];
    await this.#post("actions", {
      actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }],
    });
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
