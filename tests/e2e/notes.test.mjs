/*
 * What is typed into a note is kept: wherever it was begun, however it was left and come back to, and whatever dies.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { withDisplay } from "./stage.mjs";
import { openWindow } from "./window.mjs";
import { emptyHome, until, zhimai } from "./world.mjs";

let display;
withDisplay((opened) => (display = opened));

const stateShown = (window) => window.run(() => document.querySelector(".editor .state")?.textContent.trim());

/** Waits until "Saved" is said; at that moment the library must have it. */
async function saysSaved(window, id, text) {
  await until(`"Saved" for ${text}`, async () => {
    const held = () => window.run(() => document.querySelector(".editor textarea[lang=en]")?.value);
    return (await held()) === text && (await stateShown(window)) === "Saved";
  });
  assert.equal((await window.ask("note", { id })).en, text);
}

/** Puts the caret behind the text of a note that is open, and types. */
async function typeBehind(window, before, more) {
  await until(`the note with ${before}`, () =>
    window.run((text) => {
      const area = document.querySelector(".editor textarea[lang=en]");
      if (area?.value !== text) return false;
      area.focus();
      area.setSelectionRange(text.length, text.length);
      return true;
    }, before),
  );
  await window.type(more);
}

async function newest(window) {
  const [note] = await window.ask("notes", {});
  return note;
}

const indexed = (window, query) =>
  until(`${query} to be found`, async () => {
    const { hits } = await window.ask("search", { query });
    return hits.some(({ kind }) => kind === "note");
  });

describe("a note is kept, however it is left and come back to", () => {
  let home, window;
  before(async () => {
    home = emptyHome();
    window = await openWindow({ display, home });
    await window.find("main h1");
  });
  after(async () => {
    await window?.close();
    home?.remove();
  });

  const onPage = (address, button) => async () => {
    await window.goTo(address);
    await window.click("main button, aside button", button);
  };

  /** From every place where a note begins. */
  const PLACES = {
    "the shortcut": () => window.press("Control", "Alt", "n"),
    "the notes view": onPage("zhimai://view/notes", "New note"),
    "a selected passage": async () => {
      await window.goTo("zhimai://article/brief-gpt-5-launch");
      await window.find("article [data-block]");
      await window.run(() => {
        const text = document.querySelector("article [data-block] *, article [data-block]");
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        const node = walker.nextNode();
        getSelection().setBaseAndExtent(node, 0, node, 6);
        text.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
      });
      await window.click("button", "Note");
    },
    "an article's panel": onPage("zhimai://article/brief-aaif", "Write a note on this article"),
    "a company's page": onPage("zhimai://entity/nvidia", "New note on this"),
    "an event's page": onPage("zhimai://event/alliance-2025", "New note on this"),
    "a term's page": onPage("zhimai://term/deep-technology-partnership", "New note on this"),
  };

  /** By every way. Each leaves the note and opens it again. */
  const WAYS = {
    "by the rail": async ({ text }) => {
      await window.press("Alt", "1");
      await window.find("nav a[aria-current=page]", "Search");
      await window.press("Alt", "5");
      await window.click("[data-note-entry]", new RegExp(text));
    },
    "by going back": async () => {
      await window.press("Alt", "2");
      await window.find("h1", "Timeline");
      await window.press("Alt", "ArrowLeft");
    },
    "by a search hit": async ({ id, word }) => {
      await indexed(window, word);
      await window.goTo(`zhimai://view/search?q=${word}`);
      await window.click(`[data-hit][href^='zhimai://note/${id}']`);
    },
    "by a link": async ({ id }) => {
      await window.goTo("zhimai://view/glossary");
      await window.goTo(`zhimai://note/${id}`);
    },
  };

  for (const [n, [place, begin]] of Object.entries(PLACES).entries()) {
    test(`begun with ${place}`, async () => {
      await begin();
      await window.find(".editor textarea");
      assert.equal(await stateShown(window), "", "a note with nothing in it has nothing to say");
      // The half in the language of the interface has the focus.
      await until("the focus", () => window.run(() => document.activeElement?.lang === "en"));
      const word = `liquidword${n}`;
      let text = word;
      await window.type(text);
      await until("the note", async () => (await newest(window))?.en === text);
      const { id } = await newest(window);
      await saysSaved(window, id, text);
      for (const [way, come] of Object.entries(WAYS)) {
        await come({ id, word, text });
        const more = ` came ${way}`;
        await typeBehind(window, text, more);
        text += more;
        await saysSaved(window, id, text);
      }
      // Not waiting for anything: leaving saves.
      await typeBehind(window, text, " and left");
      await window.press("Alt", "1");
      text += " and left";
      await until("what was typed last", async () => (await window.ask("note", { id })).en === text);
      assert.deepEqual(await window.ask("drafts", {}), []);
    });
  }

  test("it is there after a restart, at the place where it was", async () => {
    await window.press("Control", "Alt", "n");
    await window.find(".editor textarea");
    await window.type("before the restart");
    await until("the note", async () => (await newest(window))?.en === "before the restart");
    const { id } = await newest(window);
    await window.askToEnd();
    await window.ended();
    window = await openWindow({ display, home });
    await typeBehind(window, "before the restart", ", and after");
    await saysSaved(window, id, "before the restart, and after");
    await window.picture("notes-after-restart");
  });
});

describe("a link", () => {
  let home, window;
  before(async () => {
    home = emptyHome();
    window = await openWindow({ display, home });
    await window.find("main h1");
    await until("the index", async () => (await window.ask("status", {})).index.state === "ready");
  });
  after(async () => {
    await window?.close();
    home?.remove();
  });

  const area = ".editor textarea[lang=en]";
  const held = () => window.run((area) => document.querySelector(area).value, area);
  const offered = () =>
    window.run(() => ({
      first: document.querySelector(".offers button span")?.textContent,
      chosen: document.querySelector(".offers .chosen span")?.textContent,
    }));

  for (const [language, title] of [
    [
      "en",
      "Microsoft, NVIDIA and Anthropic announce their alliance: $30B of compute, up to $15B of investment",
    ],
    ["zh-Hant", "微軟、輝達與Anthropic宣布結盟：300億美元算力，最多150億美元投資"],
    ["zh-Hans", "微软、英伟达与Anthropic宣布结盟：300亿美元算力，最多150亿美元投资"],
  ]) {
    test(`goes to what holds all that was typed, in ${language}`, async () => {
      await window.ask("save_settings", { ...(await window.ask("settings", {})), language });
      await window.reload();
      await window.find(`main`);
      await window.press("Control", "Alt", "n");
      await window.find(area);
      await until("the focus", () => window.run(() => document.activeElement.tagName === "TEXTAREA"));
      const first = await window.run(() => document.activeElement.lang);
      assert.equal(first === "en", language === "en", "the half in the language of the interface");
      await window.focus(area);
      await window.type("[[Anthropic announ");
      await until(title, async () => (await offered()).chosen === title);
      await window.still();
      await window.picture(`notes-link-${language}`);
      await window.press("Enter");
      await until("the link", async () => (await held()) === `[${title}](zhimai://event/alliance-2025)`);

      // What holds only half of what was typed is offered at the most.
      await window.type(" [[Anthropic zzqq");
      await window.find(".offers");
      await window.still();
      assert.equal((await offered()).chosen, null);
      await window.press("Enter");
      assert.match(await held(), / \[\[Anthropic zzqq\n$/);

      // A name in another language or script is one too.
      await window.type("[[輝達");
      await until("the company", async () => Boolean((await offered()).chosen));
      await window.press("Enter");
      await until("the link", async () => (await held()).endsWith("](zhimai://entity/nvidia)"));
    });
  }
});

describe("what is typed outlives", () => {
  let home, window;
  beforeEach(async () => {
    home = emptyHome();
    window = await openWindow({ display, home });
    await window.find("main h1");
    await window.press("Control", "Alt", "n");
    await window.find(".editor textarea");
  });
  afterEach(async () => {
    await window?.close();
    window = undefined;
    home.remove();
  });

  const TYPED = "half a sentence that nobody had time to";
  const kept = () =>
    until("what was typed to be kept", async () =>
      [...(await window.ask("drafts", {})).map(({ save }) => save), ...(await window.ask("notes", {}))].some(
        ({ en }) => en === TYPED,
      ),
    );
  /** Past the window: it may be dead. */
  const inLibrary = () => {
    const cli = join(import.meta.dirname, "../../target/debug/zhimai");
    const told = execFileSync(cli, ["--library", join(home.path, "library"), "note", "list", "--json"]);
    return JSON.parse(told).map(({ en }) => en);
  };

  test("the page's process, which is started again", async () => {
    await window.type(TYPED);
    await kept();
    const page = await window.pageProcess();
    const picture = join(import.meta.dirname, "../../target/e2e/notes-page-died.png");
    process.kill(page, "SIGKILL");
    await until("another page", async () => ![undefined, page].includes(await window.pageProcess()));
    // The new page saves what the old one had not.
    await until("the text", async () => inLibrary().includes(TYPED));
    // And the window shows it: more than one colour, on the screen itself, whatever the driver thinks of a page that died.
    await until("the page to be drawn", async () => {
      await window.picture("notes-page-died");
      return Number(execFileSync("identify", ["-format", "%k", picture])) > 64;
    });
    assert.notEqual(await window.process(), undefined, "the program itself lives on");
  });

  test("the whole program", async () => {
    await window.type(TYPED);
    await kept();
    process.kill(await window.process(), "SIGKILL");
    await window.ended();
    window = await openWindow({ display, home });
    await until("the text", () =>
      window.run((text) => document.querySelector(".editor textarea[lang=en]")?.value === text, TYPED),
    );
    await saysSaved(window, (await newest(window)).id, TYPED);
    assert.deepEqual(await window.ask("drafts", {}), []);
    await window.picture("notes-came-back");
  });

  test("a library that is taken away, and comes back", async () => {
    const library = join(home.path, "library");
    renameSync(library, `${library}-aside`);
    await window.type(TYPED);
    await window.find(".editor .state", "Could not be saved; your text is still here");
    await window.find("[role=alert]", /no longer the file that was opened/);
    await window.still();
    await window.picture("notes-library-gone");
    renameSync(`${library}-aside`, library);
    await until("it to be saved by itself", async () => (await newest(window))?.en === TYPED);
    await window.gone("[role=alert]");
    await saysSaved(window, (await newest(window)).id, TYPED);
  });

  test("a limit on the size of files", async () => {
    const limit = async (bytes) =>
      execFileSync("prlimit", ["--pid", String(await window.process()), `--fsize=${bytes}:unlimited`]);
    await limit(4096);
    await window.type(TYPED);
    await window.find(".editor .state", "Could not be saved; your text is still here");
    await limit("unlimited");
    await until("it to be saved by itself", async () => (await newest(window))?.en === TYPED);
  });
});

test("a damaged note is shown and left alone, and one of its versions makes it whole", async () => {
  const home = emptyHome();
  let window;
  try {
    await zhimai(home, "init");
    const { id } = JSON.parse(await zhimai(home, "note", "add", "--en", "sound words", "--json"));
    await zhimai(home, "note", "edit", id, "--en", "wounded words");
    // A disk changes a byte, wherever the text stands in the library's file.
    const path = join(home.path, "library/library.db");
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf("wounded"); at >= 0; at = bytes.indexOf("wounded", at + 1))
      bytes[at + 3] = 0xff;
    writeFileSync(path, bytes);
    window = await openWindow({ display, home, address: `zhimai://note/${id}` });
    await window.find(".editor [role=alert]", /This note is damaged/);
    await window.find(".editor", /wou\uFFFDded words/);
    assert.equal(await stateShown(window), "");
    await window.gone(".editor textarea");
    await window.click("button", "Choose an intact version…");
    await window.click("dialog button", "Return to this");
    await window.find(".editor textarea");
    await typeBehind(window, "sound words", " again");
    await saysSaved(window, id, "sound words again");
  } finally {
    await window?.close();
    home.remove();
  }
});
