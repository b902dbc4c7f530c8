import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Draft } from "$lib/bindings/Draft";
import type { NoteView } from "$lib/bindings/NoteView";
import type { SaveNote } from "$lib/bindings/SaveNote";
import { AskError, ask } from "$lib/platform";
import {
  draftFor,
  draftOf,
  newDraft,
  NoteDraft,
  readTags,
  takeUpDrafts,
  unsavedDrafts,
} from "./draft.svelte";

vi.mock(import("$lib/platform"), async (original) => ({ ...(await original()), ask: vi.fn() }));

const asked = vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>;
const note = (some: Partial<NoteView> = {}): NoteView => ({
  address: "zhimai://note/1",
  id: "1",
  zh: "甲",
  en: "a",
  on: null,
  quote: null,
  detached: false,
  tags: [],
  created: 0,
  modified: 0,
  stale: null,
  deleted: null,
  version: 1,
  ...some,
});
const opened = (some = note()) => new NoteDraft(some.id, {}, some);
const wire = (code: "conflict" | "storage" | "not-found") =>
  new AskError({ code, message: code, detail: "" });

/** A library with one note, that counts versions and holds drafts as the real one does. */
function library(stored: NoteView | undefined = note()) {
  const saves: SaveNote[] = [];
  const kept = new Map<string, Draft>();
  let now: NoteView | undefined = stored;
  let broken: AskError | undefined;
  function save(request: SaveNote): NoteView {
    saves.push(request);
    if (request.version !== (now?.id === request.id ? now.version : 0)) throw wire("conflict");
    const { id, zh, en, tags, version } = request;
    now = note({ id, zh, en, tags, version: version + 1 });
    kept.delete(id);
    return now;
  }
  asked.mockImplementation(async (name: string, request: SaveNote & Draft) => {
    await Promise.resolve();
    if (name === "note" && now?.id !== request.id) throw wire("not-found");
    if (name === "note") return now;
    if (name === "drafts") return [...kept.values()];
    if (broken) throw broken;
    if (name === "keep_draft") kept.set(request.save.id, request);
    else if (name === "drop_draft") kept.delete(request.id);
    else if (name === "save_note") return save(request);
    return {};
  });
  return {
    saves,
    kept,
    typed: (zh: string) => [...kept.values()].some(({ save }) => save.zh === zh),
    break: (error: AskError | undefined) => {
      broken = error;
    },
    elsewhere: (some: Partial<NoteView>) => {
      if (now) now = { ...now, ...some, version: now.version + 1 };
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function write(draft: NoteDraft, zh: string) {
  draft.zh = zh;
  draft.edited();
}

it("saves once after a pause", async () => {
  const { saves } = library();
  const draft = opened();
  write(draft, "甲乙");
  write(draft, "甲乙丙");
  expect(draft.state).toBe("unsaved");
  await vi.advanceTimersByTimeAsync(499);
  expect(saves).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(saves.map((save) => [save.zh, save.version])).toEqual([["甲乙丙", 1]]);
  expect(draft.state).toBe("saved");
  write(draft, "丁");
  await vi.advanceTimersByTimeAsync(500);
  expect(saves.at(-1)?.version).toBe(2);
});

it("makes a new note only once something is written", async () => {
  const { saves } = library();
  const draft = newDraft({ on: "zhimai://entity/nvidia" });
  draft.edited();
  await vi.advanceTimersByTimeAsync(1000);
  expect(saves).toHaveLength(0);
  write(draft, "新");
  await vi.advanceTimersByTimeAsync(500);
  const { id } = draft;
  expect(id).toMatch(/^[0-9a-f]+-[0-9a-f]{12}$/);
  expect(saves[0]).toMatchObject({ id, version: 0, typed: true, on: "zhimai://entity/nvidia", zh: "新" });
  write(draft, "新的");
  await draft.flush();
  expect(saves[1]).toMatchObject({ id, version: 1, zh: "新的" });
});

it("says nothing of a new note until something is written in it", async () => {
  const { saves } = library();
  const draft = newDraft({});
  expect([draft.state, draft.unsaved]).toEqual(["empty", false]);
  write(draft, " \n");
  await vi.advanceTimersByTimeAsync(10_000);
  expect([draft.state, draft.unsaved, saves.length]).toEqual(["empty", false, 0]);
  write(draft, "有了");
  expect([draft.state, draft.unsaved]).toEqual(["unsaved", true]);
  expect(await draft.flush()).toBe(true);
  expect(draft.state).toBe("saved");
  // A note that is there stays one, whatever is left of it.
  write(draft, "");
  expect(draft.state).toBe("unsaved");
  await draft.flush();
  expect([draft.state, saves.at(-1)?.zh]).toEqual(["saved", ""]);
});

it("says that a text is saved only when the library has answered with it", async () => {
  library();
  asked.mockImplementation((_: string, request: SaveNote) =>
    Promise.resolve(note({ ...(request as object), zh: "舊的", version: 2 })),
  );
  const draft = opened();
  write(draft, "新的");
  expect(await draft.flush()).toBe(false);
  expect([draft.state, draft.zh]).toEqual(["failed", "新的"]);
});

it("takes tags in the library's order", async () => {
  asked.mockImplementation((_: string, request: SaveNote) =>
    Promise.resolve(note({ zh: request.zh, tags: [...request.tags].reverse(), version: 2 })),
  );
  const draft = opened();
  draft.tags = ["一", "二"];
  draft.edited();
  expect(await draft.flush()).toBe(true);
  expect([draft.state, draft.tags]).toEqual(["saved", ["二", "一"]]);
});

it("saves what is typed while it saves", async () => {
  const { saves } = library();
  const draft = opened();
  draft.zh = "一";
  const flushed = draft.flush();
  await Promise.resolve();
  expect(draft.state).toBe("saving");
  draft.zh = "一二";
  expect(await flushed).toBe(true);
  expect(saves.map((save) => save.zh)).toEqual(["一", "一二"]);
  expect(draft.state).toBe("saved");
});

it("keeps the text when saving fails, and tries again by itself", async () => {
  const held = library();
  const draft = opened();
  held.break(wire("storage"));
  write(draft, "不能丟");
  expect(await draft.flush()).toBe(false);
  expect([draft.state, draft.zh]).toEqual(["failed", "不能丟"]);
  expect(draftFor(note()).zh).toBe("不能丟");
  held.break(undefined);
  await vi.advanceTimersByTimeAsync(5000);
  expect(held.saves.map((save) => save.zh)).toEqual(["不能丟"]);
  expect(draft.state).toBe("saved");
});

it.each([true, false])("asks on a conflict, and loses nothing (keep mine: %s)", async (mine) => {
  const held = library();
  const draft = opened();
  held.elsewhere({ zh: "別處" });
  write(draft, "這裡");
  expect(await draft.flush()).toBe(false);
  expect([draft.state, draft.zh, draft.theirs?.zh]).toEqual(["conflict", "這裡", "別處"]);
  write(draft, "這裡還在寫");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(held.saves).toHaveLength(1);
  if (mine) {
    expect(await draft.keepMine()).toBe(true);
    expect(held.saves.at(-1)).toMatchObject({ zh: "這裡還在寫", version: 2 });
  } else {
    draft.takeTheirs();
    expect(draft.zh).toBe("別處");
  }
  expect(draft.state).toBe("saved");
});

it("keeps what is typed as a draft from key to key, however fast more is typed", async () => {
  const held = library();
  const draft = opened();
  for (const zh of ["甲乙", "甲乙丙", "甲乙丙丁"]) {
    write(draft, zh);
    await vi.advanceTimersByTimeAsync(60);
  }
  expect([held.saves.length, held.typed("甲乙丙"), draft.state]).toEqual([0, true, "unsaved"]);
  await vi.advanceTimersByTimeAsync(60);
  expect([held.saves.length, held.typed("甲乙丙丁"), draft.kept]).toEqual([0, true, true]);
  await draft.flush();
  expect([held.saves.length, held.kept.size, draft.state]).toEqual([1, 0, "saved"]);
});

it("forgets the draft of a text that was taken back", async () => {
  const held = library();
  const draft = opened();
  write(draft, "甲乙");
  await vi.advanceTimersByTimeAsync(100);
  expect(held.kept.size).toBe(1);
  write(draft, "甲");
  await vi.advanceTimersByTimeAsync(1000);
  expect([held.kept.size, held.saves.length, draft.state]).toEqual([0, 0, "saved"]);
});

it("sends one request after the other, so that no older text overtakes a newer one", async () => {
  const held = library();
  const answer = asked.getMockImplementation() as (name: string, request: unknown) => Promise<unknown>;
  const done: string[] = [];
  let under = 0;
  asked.mockImplementation(async (name: string, request: unknown) => {
    expect(++under).toBe(1);
    // The longer it was under way, the less there is to do.
    await new Promise((resolve) => setTimeout(resolve, 400 - done.length * 100));
    const answered = await answer(name, request);
    under--;
    done.push(name);
    return answered;
  });
  const draft = opened();
  write(draft, "甲乙");
  await vi.advanceTimersByTimeAsync(150);
  void draft.flush();
  write(draft, "甲乙丙");
  await vi.advanceTimersByTimeAsync(5000);
  expect(done.slice(0, 2)).toEqual(["keep_draft", "save_note"]);
  expect([held.saves.at(-1)?.zh, held.kept.size, draft.state]).toEqual(["甲乙丙", 0, "saved"]);
});

const left = (some: Partial<SaveNote> = {}): Draft => ({
  save: {
    id: "left-behind",
    version: 0,
    zh: "打到一半",
    en: "",
    tags: [],
    on: "zhimai://entity/nvidia",
    selection: null,
    typed: true,
    ...some,
  },
  quote: "",
});

it("takes up a new note that was not saved before the window went away", async () => {
  const held = library();
  held.kept.set("left-behind", left());
  expect(await takeUpDrafts()).toEqual(["left-behind"]);
  await vi.advanceTimersByTimeAsync(100);
  expect(held.saves).toMatchObject([
    { id: "left-behind", version: 0, zh: "打到一半", on: "zhimai://entity/nvidia" },
  ]);
  expect([held.kept.size, draftOf("left-behind")?.state]).toEqual([0, "saved"]);
  // What this window has itself is not taken up.
  held.kept.set("left-behind", left());
  expect(await takeUpDrafts()).toEqual([]);
});

it("takes up a change to a note, and asks where the note has changed meanwhile", async () => {
  const held = library(note({ id: "left-1", version: 3, zh: "舊" }));
  held.kept.set("left-1", left({ id: "left-1", version: 3 }));
  await takeUpDrafts();
  await vi.advanceTimersByTimeAsync(100);
  expect(held.saves).toMatchObject([{ id: "left-1", version: 3, zh: "打到一半" }]);

  const other = library(note({ id: "left-2", version: 3, zh: "別處改過" }));
  other.kept.set("left-2", left({ id: "left-2", version: 2 }));
  await takeUpDrafts();
  await vi.advanceTimersByTimeAsync(100);
  const draft = draftOf("left-2");
  expect([draft?.state, draft?.zh, draft?.theirs?.zh]).toEqual(["conflict", "打到一半", "別處改過"]);
  expect(unsavedDrafts()).toContain(draft);
  expect([other.kept.size, draft?.kept]).toEqual([1, true]);
  draft?.takeTheirs();
  await vi.advanceTimersByTimeAsync(200);
  expect([draft?.state, draft?.zh, other.kept.size]).toEqual(["saved", "別處改過", 0]);
});

it("makes a note again whose draft is all that is left", async () => {
  const held = library();
  held.kept.set("left-3", left({ id: "left-3", version: 7 }));
  await takeUpDrafts();
  await vi.advanceTimersByTimeAsync(100);
  expect(held.saves).toMatchObject([{ id: "left-3", version: 0 }]);
  expect(draftOf("left-3")?.state).toBe("saved");
});

it("sees no conflict where both wrote the same", async () => {
  const held = library();
  const draft = opened();
  held.elsewhere({ zh: "同" });
  write(draft, "同");
  expect(await draft.flush()).toBe(true);
  expect(draft.state).toBe("saved");
});

it("does not take over a newer state over unsaved text", () => {
  library();
  const draft = opened();
  draft.heard(note({ zh: "新版", version: 2 }));
  expect(draft.zh).toBe("新版");
  draft.zh = "正在寫";
  draft.heard(note({ zh: "更新版", version: 3 }));
  expect([draft.zh, draft.note?.version]).toEqual(["正在寫", 3]);
});

it("reads tags", () => {
  expect(readTags(" AI, 算力，#晶片、AI ,,")).toEqual(["AI", "晶片", "算力"].sort());
  expect(readTags("")).toEqual([]);
});

it("hears that its passage is not certain any more, whatever is being typed", async () => {
  const { elsewhere, saves } = library(note({ quote: "甲" }));
  const draft = opened(note({ quote: "甲" }));
  draft.zh = "正在寫";
  draft.edited();
  const before = draft.note;
  // The article changed under it: the note itself did not.
  asked.mockImplementationOnce(() => Promise.resolve(note({ quote: "甲", detached: true })));
  await draft.look();
  expect([before?.detached, draft.note?.detached, draft.zh]).toEqual([false, true, "正在寫"]);
  // What was typed is saved over the version that it was typed over.
  await draft.flush();
  expect(saves.map(({ zh, version }) => [zh, version])).toEqual([["正在寫", 1]]);
  // Where the note went on too, what was typed here still meets that.
  draft.zh = "再寫";
  draft.edited();
  elsewhere({ zh: "別處寫的", detached: true });
  await draft.look();
  expect([draft.note?.detached, draft.zh]).toEqual([true, "再寫"]);
  await draft.flush();
  expect([draft.state, draft.theirs?.zh, draft.zh]).toEqual(["conflict", "別處寫的", "再寫"]);
});

it("follows what another program writes to a note where nothing was typed, and stays where it is gone", async () => {
  const { elsewhere } = library();
  const draft = opened();
  elsewhere({ zh: "乙" });
  await draft.look();
  expect([draft.zh, draft.unsaved]).toEqual(["乙", false]);
  asked.mockImplementationOnce(() => Promise.reject(wire("not-found")));
  await draft.look();
  expect(draft.zh).toBe("乙");
});

it("knows what became of a passage when a note is opened again", () => {
  library();
  const first = draftFor(note({ id: "again" }));
  expect(draftFor(note({ id: "again", detached: true }))).toBe(first);
  expect(first.note?.detached).toBe(true);
});
