/*
 * The pages as a person meets them, over a library that answers from a table.
 */
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import axe from "axe-core";
import { tick } from "svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { locale } from "$lib/i18n/locale.svelte";
import { parseAddress } from "$lib/navigation/address";
import { frame } from "$lib/navigation/frame.svelte";
import { nav } from "$lib/navigation/nav.svelte";
import { ask, openExternal } from "$lib/platform";
import { settings } from "$lib/platform/settings.svelte";
import SearchView from "$lib/search/SearchView.svelte";
import SettingsView from "$lib/settings/SettingsView.svelte";
import Shell from "$lib/shell/Shell.svelte";
import { article, note, nvidia, searchAnswer, settingsAnswer, statusAnswer } from "./answers";

vi.mock(import("$lib/platform"), async (original) => ({
  ...(await original()),
  ask: vi.fn(),
  openExternal: vi.fn(() => Promise.resolve()),
  onFilesDropped: vi.fn(() => () => undefined),
}));

const answers: Record<string, (request: never) => unknown> = {
  settings: () => settingsAnswer,
  save_settings: (request) => request,
  status: () => statusAnswer,
  saved_searches: () => [],
  articles: () => ({ total: 0, articles: [] }),
  search: (request: { query: string; sequence: number }) => ({
    ...searchAnswer,
    ...(request.query === "nothing" ? { total: 0, hits: [], card: null, suggestion: "something" } : {}),
    sequence: request.sequence,
  }),
  article: (request: { id: string }) => {
    if (request.id === "gone") throw { code: "not-found", message: "There is no such article.", detail: "" };
    return article;
  },
  entities: () => [nvidia],
  glossary: () => [],
  lookup: () => [],
  notes: () => [note],
  note: () => note,
  note_history: () => [{ version: 3, written: 0, zh: "三", en: "three", tags: [] }],
  settle_note: () => ({ ...note, stale: null }),
  delete_note: () => ({ ...note, deleted: 1 }),
};

const asked = vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>;
const requests = (name: string) =>
  asked.mock.calls.filter(([asks]) => asks === name).map(([, request]) => request as Record<string, unknown>);

beforeEach(() => {
  locale.lang = "en";
  settings.now = settingsAnswer;
  frame.leaving = undefined;
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.scrollTo = vi.fn();
  asked.mockReset();
  asked.mockImplementation((name: string, request: never) => {
    try {
      return Promise.resolve(answers[name]?.(request));
    } catch (thrown) {
      return Promise.reject(thrown as Error);
    }
  });
});

/** Serious findings only a real window can judge are left to it: colours, and what needs the whole page. */
async function findings() {
  const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(document.body, { rules });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((found) => found.html.slice(0, 120)).join(" ")}`,
  );
}

describe("search", () => {
  const open = (address: string) => {
    nav.go(address);
    return render(SearchView, { address: parseAddress(address) });
  };

  it("shows the card once, hits with marks, and why they matched", async () => {
    const { container } = open("zhimai://view/search?q=%E8%8B%B1%E4%BC%9F%E8%BE%BE");
    expect(await screen.findByRole("article", { name: "NVIDIA" })).toBeTruthy();
    const places = [...container.querySelectorAll("[data-hit]")].map((hit) => hit.textContent);
    expect(places).toEqual(["NVIDIA", "輝達投資", "輝達結盟"]);
    expect(container.querySelector("h3 mark")?.textContent).toBe("輝達");
    expect(screen.getAllByRole("list", { name: "Why it matched" })[0]?.textContent).toMatch(
      /Other name.*英伟达.*輝達/s,
    );
    expect(screen.getByText(/was searched as text/)).toBeTruthy();
    expect(await findings()).toEqual([]);
  });

  it("walks through the hits with the arrows and opens one, the words to mark with it", async () => {
    const { container } = open("zhimai://view/search?q=abc");
    await screen.findByRole("link", { name: "輝達結盟" });
    const results = container.querySelector("[data-results]") as HTMLElement;
    await fireEvent(results, new CustomEvent("enter-results", { detail: { open: false } }));
    await vi.waitFor(() => {
      expect(document.activeElement?.tagName).toBe("A");
    });
    const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });
    expect(document.activeElement?.textContent).toBe("NVIDIA");
    await press("ArrowDown");
    expect(document.activeElement?.textContent).toBe("輝達投資");
    await fireEvent.keyDown(document.activeElement as Element, { key: "ArrowDown", isComposing: true });
    expect(document.activeElement?.textContent).toBe("輝達投資");
    await fireEvent.click(document.activeElement as Element);
    expect(nav.address.text).toBe("zhimai://article/one?q=abc");
    expect(settings.now.searches).toEqual(["abc"]);
  });

  it("comes back to as many hits as were loaded, at the one that was opened", async () => {
    const hits = Array.from({ length: 50 }, (_, i) => ({
      ...searchAnswer.hits[1],
      address: `zhimai://article/n${String(i)}`,
      id: `n${String(i)}`,
      title: { text: `Hit ${String(i)}`, marks: [] },
    }));
    asked.mockImplementation((_: string, { sequence, limit, offset }: Record<string, number>) =>
      Promise.resolve({
        ...searchAnswer,
        card: null,
        total: 50,
        hits: hits.slice(offset, (offset ?? 0) + (limit ?? 0)),
        sequence,
      }),
    );
    render(Shell);
    nav.go("zhimai://view/search?q=hits");
    await fireEvent.click(await screen.findByRole("button", { name: "Load more results" }));
    await fireEvent.click(await screen.findByRole("link", { name: "Hit 37" }));
    expect(nav.address.id).toBe("n37");
    nav.back();
    await vi.waitFor(() => {
      expect(document.activeElement?.textContent).toBe("Hit 37");
    });
    expect(document.querySelectorAll("[data-results] ol [data-hit]").length).toBe(40);
    // Left with the focus elsewhere, it is come back to without.
    document.querySelector<HTMLElement>("main")?.focus();
    nav.go("zhimai://view/settings");
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    nav.back();
    await vi.waitFor(() => {
      expect(document.querySelectorAll("[data-results] ol [data-hit]").length).toBe(40);
    });
    await tick();
    expect(document.activeElement?.localName).toBe("main");
    // Another query on the same page begins anew.
    nav.replace("zhimai://view/search?q=others");
    await vi.waitFor(() => {
      expect(document.querySelectorAll("[data-results] ol [data-hit]").length).toBe(20);
    });
  });

  it("waits at Enter for the answer of what is typed, and opens it when Enter is pressed again", async () => {
    const { container, rerender } = open("zhimai://view/search?q=Oracle");
    await screen.findByRole("link", { name: "輝達結盟" });
    let answer: () => void = () => undefined;
    asked.mockImplementation((_: string, request: { query: string; sequence: number }) => {
      const hits = [{ ...searchAnswer.hits[0], kind: "article", address: "zhimai://article/new", id: "new" }];
      return new Promise((resolve) => {
        answer = () => {
          resolve({ ...searchAnswer, card: null, hits, sequence: request.sequence });
        };
      });
    });
    nav.replace("zhimai://view/search?q=DeepSeek");
    await rerender({ address: parseAddress("zhimai://view/search?q=DeepSeek") });
    const results = container.querySelector("[data-results]") as HTMLElement;
    const enter = () => fireEvent(results, new CustomEvent("enter-results", { detail: { open: true } }));
    await enter();
    await enter();
    expect([document.activeElement, nav.address.parameters.get("q")]).toEqual([document.body, "DeepSeek"]);
    answer();
    await vi.waitFor(() => {
      expect(nav.address.text).toBe("zhimai://article/new?q=DeepSeek");
    });
  });

  it("goes on with the first hit of those that were loaded", async () => {
    const { container } = open("zhimai://view/search?q=abc");
    await screen.findByRole("link", { name: "輝達結盟" });
    const more = { ...searchAnswer, total: 9 };
    asked.mockImplementation((_: string, request: { offset: number }) => {
      const hits = [{ ...searchAnswer.hits[0], kind: "article", address: "zhimai://article/new", id: "new" }];
      return Promise.resolve(request.offset > 0 ? { ...more, hits } : more);
    });
    locale.lang = "zh-Hant";
    const button = await screen.findByRole("button", { name: "載入更多結果" });
    const last = [...container.querySelectorAll<HTMLElement>("[data-hit]")].at(-1);
    last?.focus();
    await fireEvent.keyDown(last as Element, { key: "ArrowDown" });
    expect(document.activeElement).toBe(button);
    await fireEvent.click(button);
    await vi.waitFor(() => {
      expect(document.activeElement?.getAttribute("href")).toBe("zhimai://article/new?q=abc");
    });
    await fireEvent.keyDown(document.activeElement as Element, { key: "ArrowDown" });
    expect(document.activeElement).toBe(button);
  });

  it("narrows by tab, facet and date, all in the address", async () => {
    open("zhimai://view/search?q=abc");
    await fireEvent.click(await screen.findByRole("tab", { name: /Events/ }));
    expect(nav.address.parameters.get("kind")).toBe("event");
    const end = await screen.findByRole("slider", { name: "From" });
    await fireEvent.keyDown(end, { key: "ArrowRight" });
    expect(nav.address.parameters.get("from")).toBe("20423");
  });

  it("says how to find something when nothing was found", async () => {
    open("zhimai://view/search?q=nothing&kind=note");
    expect(await screen.findByRole("heading", { name: "Nothing found for “nothing”" })).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "something" }));
    expect(nav.address.text).toBe("zhimai://view/search?q=something");
    expect(await findings()).toEqual([]);
  });

  it("shows what follows when the same is told twice", async () => {
    asked.mockImplementation((name: string) =>
      Promise.resolve(name === "search" ? { ...searchAnswer, notices: ["Left out.", "Left out."] } : []),
    );
    open("zhimai://view/search?q=OR%20OR%20a");
    expect(await screen.findByRole("link", { name: "輝達結盟" })).toBeTruthy();
    expect(screen.getAllByText("Left out.")).toHaveLength(2);
  });

  it("repeats only the beginning of a very long query", async () => {
    asked.mockImplementation((name: string) =>
      Promise.resolve(name === "search" ? { ...searchAnswer, total: 0, hits: [], card: null } : []),
    );
    open(`zhimai://view/search?q=${"abc".repeat(500)}`);
    const heading = await screen.findByRole("heading", { name: /^Nothing found for/ });
    expect(heading.textContent).toMatch(/^Nothing found for “(abc)+a…”$/);
    expect(heading.textContent.length).toBeLessThan(110);
  });
});

describe("reader", () => {
  const open = (address = "zhimai://article/one") => {
    nav.go(address);
    render(Shell);
  };

  it("shows the text, what is known of it, and that it is a retelling", async () => {
    open();
    expect(await screen.findByRole("heading", { level: 1, name: "輝達投資" })).toBeTruthy();
    expect(screen.getByText(/This is a retelling/).textContent).toContain("A commentary");
    const panel = screen.getByRole("complementary");
    expect(within(panel).getByText("Contradicted")).toBeTruthy();
    expect(within(panel).getByRole("link", { name: "算力" })).toBeTruthy();
    expect(panel.querySelector("del")?.textContent).toBe("?");
    expect(await findings()).toEqual([]);
  });

  it("asks for another reading, and keeps it in the address", async () => {
    open();
    await fireEvent.click(await screen.findByRole("radio", { name: "Simplified Chinese" }));
    await vi.waitFor(() => {
      expect(requests("article").at(-1)).toMatchObject({ id: "one", reading: "hans" });
    });
    expect(nav.address.parameters.get("reading")).toBe("hans");
  });

  it("asks for the article once, whatever settings are written meanwhile", async () => {
    open();
    await screen.findByRole("heading", { level: 1, name: "輝達投資" });
    settings.change({ last_address: "zhimai://article/one" });
    await tick();
    expect(requests("article").length).toBe(1);
  });

  it("finds in the page", async () => {
    open();
    await screen.findByRole("heading", { level: 1 });
    await fireEvent.keyDown(window, { key: "f", ctrlKey: true });
    const field = await screen.findByRole("textbox", { name: "Find in article" });
    await fireEvent.input(field, { target: { value: "算" } });
    expect(await screen.findByText("1 of 1")).toBeTruthy();
    await fireEvent.keyDown(field, { key: "Escape" });
    expect(screen.queryByRole("textbox", { name: "Find in article" })).toBeNull();
  });

  it("opens the note in the margin, in the panel", async () => {
    open();
    await fireEvent.click(await screen.findByRole("button", { name: "A note is here" }));
    const panel = screen.getByRole("complementary");
    expect((within(panel).getByRole("textbox", { name: "Chinese" }) as HTMLTextAreaElement).value).toBe(
      note.zh,
    );
    await fireEvent.click(within(panel).getByRole("button", { name: "Both agree now" }));
    await vi.waitFor(() => {
      expect(requests("settle_note")).toEqual([{ id: "n1" }]);
    });
  });

  it("leaves the window only after asking", async () => {
    open();
    await fireEvent.click(await screen.findByRole("link", { name: "Original page" }));
    expect(frame.leaving).toBe("https://example.com/one");
    expect(openExternal).not.toHaveBeenCalled();
  });

  it("says when there is no such article", async () => {
    open("zhimai://article/gone");
    expect((await screen.findByRole("alert")).textContent).toContain("There is no such article.");
  });
});

describe("notes", () => {
  it("lists notes by their words, opens one, and previews it", async () => {
    nav.go("zhimai://view/notes?note=n1");
    render(Shell);
    expect((await screen.findByRole("button", { current: true })).textContent).toContain("看 輝達");
    expect(screen.getByText(/The Chinese half has changed since/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "輝達投資" }).getAttribute("href")).toBe(
      "zhimai://article/one#note-n1",
    );
    await fireEvent.click(screen.getByRole("button", { name: "Preview" }));
    expect(screen.getByText("NVIDIA").tagName).toBe("STRONG");
    expect(await findings()).toEqual([]);
  });

  it("leaves a damaged one alone, and offers its intact versions", async () => {
    const damaged = { ...note, version: 0, modified: 0, on: null, quote: null, damaged: "This is damaged." };
    const version = { written: 1_790_000_000_000, zh: "完好", en: "intact", tags: [] };
    asked.mockImplementation((name: string, request: never) => {
      const mine: Record<string, unknown> = {
        notes: [damaged],
        note: damaged,
        note_history: [
          { ...version, version: 2, written: 0, damaged: "Not this one." },
          { ...version, version: 1 },
        ],
        revert_note: { ...note, zh: "完好", en: "intact", version: 3, stale: null },
      };
      return Promise.resolve(mine[name] ?? answers[name]?.(request));
    });
    nav.go("zhimai://view/notes?note=n2");
    asked.mockClear();
    const { container } = render(Shell);
    expect((await screen.findByRole("alert")).textContent).toBe("This is damaged.");
    expect(container.querySelector(".editor textarea")).toBeNull();
    expect(screen.queryByRole("button", { name: "Move to bin" })).toBeNull();
    expect(container.textContent).not.toMatch(/1970|56 years|Saved/);
    expect(container.querySelector(".editor .state")?.classList.contains("saved")).toBe(false);
    expect(await findings()).toEqual([]);
    await fireEvent.click(screen.getByRole("button", { name: "Choose an intact version…" }));
    expect(await screen.findByText("Not this one.")).toBeTruthy();
    const whole = screen.getAllByRole("button", { name: "Return to this", hidden: true });
    expect(whole).toHaveLength(1);
    await fireEvent.click(whole[0] as HTMLElement);
    await vi.waitFor(() => {
      expect(container.querySelector(".editor textarea")).not.toBeNull();
    });
    expect(requests("revert_note")).toEqual([{ id: "n1", version: 1 }]);
    expect(requests("save_note")).toEqual([]);
  });

  it("moves one to the bin, and offers to undo it", async () => {
    nav.go("zhimai://note/n1");
    render(Shell);
    await fireEvent.click(await screen.findByRole("button", { name: "Move to bin" }));
    await vi.waitFor(() => {
      expect(requests("delete_note")).toEqual([{ id: "n1" }]);
    });
    expect(nav.address.parameters.get("note")).toBeNull();
  });
});

describe("settings", () => {
  it("holds at once and is written", async () => {
    await settings.load();
    render(SettingsView, { address: parseAddress("zhimai://view/settings") });
    await fireEvent.click(screen.getByRole("radio", { name: "Dark" }));
    expect(settings.dark).toBe(true);
    await fireEvent.click(screen.getByRole("radio", { name: "简体中文" }));
    expect(locale.lang).toBe("zh-Hans");
    await vi.waitFor(() => {
      expect(requests("save_settings").at(-1)).toMatchObject({ theme: "dark", language: "zh-Hans" });
    });
    expect(await findings()).toEqual([]);
  });

  it("stops remembering searches when told to, and offers to clear those from before", async () => {
    await settings.load();
    settings.remember("before");
    render(SettingsView, { address: parseAddress("zhimai://view/settings") });
    await fireEvent.click(screen.getByRole("checkbox", { name: "Remember recent searches" }));
    settings.remember("after");
    expect([settings.now.history, settings.now.searches]).toEqual([false, ["before"]]);
    expect(screen.getByText(/Those from before are still kept/)).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Clear 1 search" }));
    expect(document.activeElement?.getAttribute("type")).toBe("checkbox");
    expect(settings.now.searches).toEqual([]);
    await vi.waitFor(() => {
      expect(requests("save_settings").at(-1)).toMatchObject({ history: false, searches: [] });
    });
  });
});

describe("frame", () => {
  it("reaches everything from the palette, and addresses too", async () => {
    nav.go("zhimai://view/settings");
    render(Shell);
    expect(await screen.findByRole("link", { current: "page" })).toHaveProperty(
      "textContent",
      expect.stringMatching(/Settings/),
    );
    expect(await findings()).toEqual([]);
    nav.go("zhimai://nowhere/at-all");
    expect(await screen.findByRole("heading", { name: "Nothing is here" })).toBeTruthy();
    await fireEvent.keyDown(window, { key: "ArrowLeft", altKey: true });
    expect(nav.address.text).toBe("zhimai://view/settings");
  });
});
