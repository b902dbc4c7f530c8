import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ImportView } from "$lib/bindings/ImportView";
import type { ImportReport, ProblemView, Status, WatchedView } from "$lib/bindings/requests";
import { locale } from "$lib/i18n/locale.svelte";

const platform = vi.hoisted(() => ({
  ask: vi.fn(),
  importDropped: vi.fn(),
  importPicked: vi.fn(),
  rehearsePicked: vi.fn(),
  tryAgain: vi.fn(),
  watchPicked: vi.fn(),
  reindex: vi.fn(),
  previewRestore: vi.fn(),
  restoreBackup: vi.fn(),
  cancelTask: vi.fn(),
}));
vi.mock("$lib/platform", async (original) => ({ ...(await original<object>()), ...platform }));

const { AskError } = await import("$lib/platform");
const { parseAddress } = await import("$lib/navigation/address");
const { default: LibraryView } = await import("./LibraryView.svelte");
const { task } = await import("./task.svelte");
const { announced } = await import("$lib/shared/announce.svelte");
const { chosen } = await import("./selection.svelte");

// jsdom has dialogs, but cannot open them.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};

const problem: ProblemView = {
  code: "bad-encoding",
  file: "old.txt",
  line: 14,
  message: "Not Big5.",
  refused: true,
  id: 1,
  kind: "Broken encoding",
  time: 0,
  again: true,
  article: null,
  import: null,
  from: [],
};
const status: Status = {
  version: "0.1.0",
  folder: "/home/me/zhimai",
  collections: [
    { id: "bundled", title: "Bundled", description: "News", articles: 2, hidden: false, own: false },
  ],
  dictionaries: [{ name: "words", entries: 1200 }],
  counts: {
    articles: 2,
    entities: 1,
    events: 1,
    claims: 1,
    conflicts: 0,
    terms: 1,
    notes: 0,
    binned: 0,
    problems: 1,
  },
  index: { state: "ready" },
  store_bytes: 2_000_000,
  index_bytes: 1_000_000,
};
const article = (id: string, kind: string) => ({
  address: `zhimai://article/${id}`,
  id,
  title: `Article ${id}`,
  collection: "bundled",
  kind,
  source: null,
  date: null,
  language: "en",
});
const report: ImportReport = {
  added: 1,
  unchanged: 2,
  updated: 0,
  changed: 0,
  dictionaries: [],
  collections: [],
  refused: 1,
  cancelled: false,
  rehearsed: false,
  milliseconds: 0,
  remark: "",
  addresses: ["zhimai://article/new"],
  problems: [problem],
};

const imported: ImportView = {
  id: 2,
  kind: "import",
  fields: [],
  began: 0,
  ended: 9,
  from: ["/home/me/news"],
  added: 3,
  changed: 1,
  updated: 0,
  unchanged: 0,
  refused: 0,
  dictionaries: [],
  cancelled: false,
  undone: null,
  standing: 4,
  taken_back: 0,
};

const watched: WatchedView = {
  folders: [
    {
      id: 1,
      path: "/home/me/news",
      state: "many-gone",
      message: "12 files are gone.",
      done: 0,
      total: 0,
      files: 20,
      looked: 0,
      last: null,
    },
  ],
  remark: "",
};

let answers: Record<string, unknown>;

beforeEach(async () => {
  locale.lang = "en";
  Object.assign(task, { report: undefined, error: undefined });
  chosen.clear();
  for (const mock of Object.values(platform)) mock.mockReset();
  answers = {
    status,
    problems: [problem],
    imports: [imported],
    watched,
    pause_watched: watched,
    let_watched_go: watched,
    backups: {
      folder: "/home/me/zhimai/backups",
      chosen: false,
      kept: [{ name: "a.zhimai", made: 0, bytes: 1_000 }],
      trouble: "The disk was full.",
      set_aside: "",
    },
    own_changes: [],
    articles: { total: 2, articles: [article("a", "brief"), article("b", "imported")], sizes: [900, 1200] },
  };
  platform.ask.mockImplementation((name: string) => Promise.resolve(answers[name] ?? {}));
  render(LibraryView, { address: parseAddress("zhimai://view/library") });
  await screen.findByText("Article a");
});

describe("the library", () => {
  it("says what it holds, where it lies and that nothing leaves the machine", () => {
    expect(screen.getByText("/home/me/zhimai")).toBeTruthy();
    expect(screen.getByText("Complete and current")).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Nothing leaves this machine" })).toBeTruthy();
  });

  it("tells each problem with file, place, reason and outcome", () => {
    const [row] = within(screen.getByRole("region", { name: /^Tray of problems/ })).getAllByRole("listitem");
    expect(row?.textContent).toMatch(/old\.txt.*Refused.*line 14.*Not Big5\./s);
  });

  it("reads the file of a problem again, clears it, and says where there is none", async () => {
    const tray = within(screen.getByRole("region", { name: /^Tray of problems/ }));
    platform.tryAgain.mockResolvedValue({ ...report, problems: [], refused: 0 });
    answers["problems"] = [{ ...problem, id: 2, file: "pasted", again: false }];
    await fireEvent.click(tray.getByRole("button", { name: "Try again: old.txt" }));
    expect(platform.tryAgain).toHaveBeenCalledWith([1], expect.anything());
    expect(await tray.findByText(/mend a pasted text and paste it anew/)).toBeTruthy();
    expect(tray.queryByRole("button", { name: /^Try/ })).toBeNull();
    await fireEvent.click(tray.getByRole("button", { name: "Clear: pasted" }));
    expect(platform.ask).toHaveBeenCalledWith("clear_some_problems", { ids: [2] });
  });

  it("shows the folders that are followed, pauses one, and asks before it removes what is gone", async () => {
    const section = within(screen.getByRole("region", { name: "Watched folders" }));
    expect(section.getByText("news")).toBeTruthy();
    expect(section.getByText("12 files are gone.")).toBeTruthy();
    await fireEvent.click(section.getByRole("button", { name: "Pause: news" }));
    expect(platform.ask).toHaveBeenCalledWith("pause_watched", { id: 1, paused: true });
    await fireEvent.click(await section.findByRole("button", { name: "Remove their articles" }));
    expect(platform.ask).not.toHaveBeenCalledWith("let_watched_go", expect.anything());
    const dialog = within(screen.getByRole("dialog", { name: /articles of files that are gone/ }));
    await fireEvent.click(dialog.getByRole("button", { name: "Remove their articles" }));
    expect(platform.ask).toHaveBeenCalledWith("let_watched_go", { id: 1 });
    platform.watchPicked.mockResolvedValue(true);
    await fireEvent.click(section.getByRole("button", { name: "Choose a folder to follow…" }));
    expect(platform.watchPicked).toHaveBeenCalled();
  });

  it("removes what is chosen, asks first, and takes it back", async () => {
    await fireEvent.click(screen.getByRole("checkbox", { name: "Choose “Article b”" }));
    expect(screen.getByText("1 article chosen")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Remove…" }));
    expect(platform.ask).not.toHaveBeenCalledWith("remove_articles", expect.anything());
    answers["remove_articles"] = {
      id: 7,
      articles: 1,
      same: 0,
      kept: 0,
      named: [],
      told: "1 article removed.",
    };
    answers["undo_import"] = { articles: 1, versions: 0, kept: 0, named: [] };
    await fireEvent.click(screen.getByRole("button", { name: "Remove" }));
    expect(platform.ask).toHaveBeenCalledWith("remove_articles", { ids: ["b"], matching: null, except: [] });
    await vi.waitFor(() => {
      expect(announced.shown?.text).toBe("1 article removed.");
    });
    await fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
    expect(platform.ask).toHaveBeenCalledWith("undo_import", { id: 7 });
    await vi.waitFor(() => {
      expect(announced.shown?.text).toBe("1 article is as before.");
    });
  });

  it("lists what was edited and removed beside the imports", async () => {
    answers["own_changes"] = [
      { ...imported, id: 3, kind: "edit", fields: ["title", "date"], standing: 2 },
      { ...imported, id: 4, kind: "removal", standing: 1, taken_back: 1 },
    ];
    cleanup();
    render(LibraryView, { address: parseAddress("zhimai://view/library") });
    const list = within(await screen.findByRole("region", { name: /^Past edits and removals/ }));
    expect(await list.findByText("Edited title, date: 2 articles")).toBeTruthy();
    expect(list.getByText("Removed 2 articles")).toBeTruthy();
  });

  it("lists dictionaries and asks before it removes one", async () => {
    const list = within(screen.getByRole("region", { name: /^Dictionaries/ }));
    expect(list.getByRole("listitem").textContent).toMatch(/words.*1,200 entries/s);
    await fireEvent.click(list.getByRole("button", { name: "Remove “words”" }));
    expect(platform.ask).not.toHaveBeenCalledWith("remove_dictionary", expect.anything());
    await fireEvent.click(screen.getByRole("button", { name: "Remove" }));
    expect(platform.ask).toHaveBeenCalledWith("remove_dictionary", { id: "words" });
  });

  it("tells which dictionaries came in and which were replaced", async () => {
    const brought = (name: string, replaced: boolean) => ({ name, entries: 42, replaced });
    platform.importPicked.mockResolvedValue({
      ...report,
      added: 0,
      unchanged: 0,
      refused: 0,
      problems: [],
      dictionaries: [brought("a", false), brought("b", true)],
    });
    await fireEvent.click(screen.getByRole("button", { name: "Choose files…" }));
    expect(
      await screen.findByText("dictionary “a” with 42 entries · dictionary “b” replaced, 42 entries"),
    ).toBeTruthy();
  });

  it("shows how far an import is, stops it when asked, and tells what it came to", async () => {
    let end: (report: ImportReport) => void = () => undefined;
    platform.importPicked.mockImplementation((_: boolean, tell: (progress: object) => void) => {
      tell({ done: 3, total: 9, current: "c.md" });
      return new Promise((resolve) => (end = resolve));
    });
    await fireEvent.click(screen.getByRole("button", { name: "Choose files…" }));
    expect(screen.getByRole("progressbar", { name: "Importing 3 of 9" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Paste text…" })).toHaveProperty("disabled", true);
    await fireEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(platform.cancelTask).toHaveBeenCalledOnce();
    end({ ...report, cancelled: true });
    expect(await screen.findByText("Import stopped. What was added before stays.")).toBeTruthy();
    expect(screen.getByText("1 article added · 2 already there · 1 refused")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByText(/Import stopped/)).toBeNull();
  });

  it("rehearses a folder, and takes it in when that was seen", async () => {
    const remark =
      "This was a rehearsal: nothing was written. At this pace the import takes about 7 seconds.";
    platform.rehearsePicked.mockResolvedValue({ ...report, rehearsed: true, remark });
    await fireEvent.click(screen.getByRole("button", { name: "Choose a folder…" }));
    expect(await screen.findByRole("heading", { name: "What the import would bring" })).toBeTruthy();
    expect(screen.getByText("1 article added · 2 already there · 1 refused")).toBeTruthy();
    expect(screen.getByText(remark)).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Open what was added" })).toBeNull();
    expect(platform.importDropped).not.toHaveBeenCalled();
    platform.importDropped.mockResolvedValue(report);
    await fireEvent.click(screen.getByRole("button", { name: "Import now" }));
    expect(await screen.findByRole("heading", { name: "Import finished" })).toBeTruthy();
    expect(platform.importDropped).toHaveBeenCalledOnce();
  });

  it("leaves a rehearsed folder alone, and offers nothing where nothing would come in", async () => {
    platform.rehearsePicked.mockResolvedValue({ ...report, rehearsed: true });
    await fireEvent.click(screen.getByRole("button", { name: "Choose a folder…" }));
    await fireEvent.click(await screen.findByRole("button", { name: "Don’t import" }));
    expect(screen.queryByRole("heading", { name: "What the import would bring" })).toBeNull();
    platform.rehearsePicked.mockResolvedValue({ ...report, rehearsed: true, added: 0 });
    await fireEvent.click(screen.getByRole("button", { name: "Choose a folder…" }));
    expect(await screen.findByRole("heading", { name: "What the import would bring" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Import now" })).toBeNull();
    expect(platform.importDropped).not.toHaveBeenCalled();
  });

  it("takes an import back, tells what stayed and why, and brings it back", async () => {
    const list = within(screen.getByRole("region", { name: /^Past imports/ }));
    expect(await list.findByText("news")).toBeTruthy();
    expect(list.getByText(/3 articles added · 1 changed/)).toBeTruthy();
    await fireEvent.click(list.getByRole("button", { name: /^Take back: .*news$/ }));
    expect(platform.ask).not.toHaveBeenCalledWith("undo_import", expect.anything());
    answers["undo_import"] = {
      articles: 2,
      versions: 1,
      kept: 1,
      named: [{ address: "zhimai://article/new", title: "New", why: "you wrote a note on it" }],
    };
    answers["imports"] = [{ ...imported, undone: 9, standing: 1, taken_back: 3 }];
    await fireEvent.click(screen.getByRole("button", { name: "Take back" }));
    expect(platform.ask).toHaveBeenCalledWith("undo_import", { id: 2 });
    expect(await list.findByText(/Taken back: 2 removed, 1 as before\. 1 left as it is:/)).toBeTruthy();
    expect(list.getByText(/you wrote a note on it/)).toBeTruthy();
    expect(await list.findByText(/taken back but for 1/)).toBeTruthy();
    answers["redo_import"] = { articles: 2, versions: 1, kept: 0, named: [] };
    answers["imports"] = [imported];
    await fireEvent.click(list.getByRole("button", { name: /^Bring back: .*news$/ }));
    expect(await list.findByText(/Brought back: 2 there again, 1 as imported\./)).toBeTruthy();
  });

  it("forgets an import, and says what goes with that", async () => {
    const list = within(screen.getByRole("region", { name: /^Past imports/ }));
    await fireEvent.click(await list.findByRole("button", { name: /^Forget: .*news$/ }));
    expect(screen.getByText(/can no longer be taken back/)).toBeTruthy();
    answers["imports"] = [];
    await fireEvent.click(screen.getByRole("button", { name: "Forget" }));
    expect(platform.ask).toHaveBeenCalledWith("forget_import", { id: 2 });
    expect(await list.findByText("Nothing has been imported yet.")).toBeTruthy();
  });

  it("says what went wrong", async () => {
    platform.rehearsePicked.mockRejectedValue(
      new AskError({ code: "storage", message: "The disk is full.", detail: "" }),
    );
    await fireEvent.click(screen.getByRole("button", { name: "Choose a folder…" }));
    expect((await screen.findByRole("alert")).textContent).toContain("The disk is full.");
  });

  it("takes in what is pasted, and wants some text", async () => {
    answers["import_text"] = { ...report, problems: [], refused: 0 };
    await fireEvent.click(screen.getByRole("button", { name: "Paste text…" }));
    const dialog = screen.getByRole("dialog", { name: "Import text" });
    await fireEvent.click(within(dialog).getByRole("button", { name: "Import" }));
    expect(within(dialog).getByRole("alert").textContent).toBe("There is no text yet.");
    await fireEvent.input(within(dialog).getByLabelText("Text"), { target: { value: "# 標題\n\n輝達" } });
    await fireEvent.click(within(dialog).getByRole("button", { name: "Import" }));
    expect(platform.ask).toHaveBeenCalledWith("import_text", { name: "", text: "# 標題\n\n輝達" });
    expect(await screen.findByText("1 article added · 2 already there")).toBeTruthy();
  });

  it("keeps what was pasted when the dialog is closed and the page is left", async () => {
    const open = async () => {
      await fireEvent.click(screen.getByRole("button", { name: "Paste text…" }));
      return within(screen.getByRole("dialog", { name: "Import text" }));
    };
    const dialog = await open();
    await fireEvent.input(dialog.getByLabelText("Text"), { target: { value: "half an article" } });
    await fireEvent.click(dialog.getByRole("button", { name: "Cancel" }));
    cleanup();
    render(LibraryView, { address: parseAddress("zhimai://view/library") });
    await screen.findByText("Article a");
    const again = await open();
    expect((again.getByLabelText("Text") as HTMLTextAreaElement).value).toBe("half an article");
    answers["import_text"] = { ...report, problems: [], refused: 0 };
    await fireEvent.click(again.getByRole("button", { name: "Import" }));
    await screen.findByText("1 article added · 2 already there");
    const empty = await open();
    expect((empty.getByLabelText("Text") as HTMLTextAreaElement).value).toBe("");
  });

  it("tells of the daily backups, and shows what a restore changes before it is done", async () => {
    const backups = within(screen.getByRole("region", { name: "Backup" }));
    expect(await backups.findByText(/The disk was full\./)).toBeTruthy();
    platform.previewRestore.mockResolvedValue({
      backup: { path: "a", made: 0, version: "1", bytes: 1_000, counts: {} },
      compared: true,
      changes: [
        {
          kind: "note",
          here: 2,
          there: 1,
          only_here: 1,
          only_there: 0,
          newer_here: 0,
          newer_there: 0,
          named: ["甲"],
        },
      ],
    });
    platform.restoreBackup.mockRejectedValue(
      new AskError({ code: "busy", message: "It is open elsewhere.", detail: "" }),
    );
    await fireEvent.click(backups.getByRole("button", { name: /^Restore the backup of/ }));
    expect(platform.previewRestore).toHaveBeenCalledWith({ from: "kept", name: "a.zhimai" });
    const dialog = within(await screen.findByRole("dialog", { name: "Restore this backup?" }));
    expect(dialog.getByRole("row", { name: /^Notes, with those in the bin/ }).textContent).toMatch(
      /2.*1.*1.*0.*0/s,
    );
    expect(dialog.getByText("甲")).toBeTruthy();
    expect(platform.restoreBackup).not.toHaveBeenCalled();
    await fireEvent.click(dialog.getByRole("button", { name: "Restore" }));
    expect(await screen.findByText("It is open elsewhere.")).toBeTruthy();
  });

  it("says what is damaged", async () => {
    answers["verify"] = { path: "library.db", damage: ["article: page 7"] };
    await fireEvent.click(screen.getByRole("button", { name: "Check the library" }));
    expect(await screen.findByText("article: page 7")).toBeTruthy();
  });

  it("rebuilds the index", async () => {
    platform.reindex.mockResolvedValue(undefined);
    await fireEvent.click(screen.getByRole("button", { name: "Rebuild the index" }));
    expect(platform.reindex).toHaveBeenCalledOnce();
  });
});
