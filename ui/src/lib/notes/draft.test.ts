import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { NoteView } from "$lib/bindings/NoteView";
import type { SaveNote } from "$lib/bindings/SaveNote";
import { AskError, ask } from "$lib/platform";
import { draftFor, newDraft, NoteDraft, readTags } from "./draft.svelte";

vi.mock(import("$lib/platform"), async (original) => ({ ...(await original()), ask: vi.fn() }));

const asked = vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>;
const note = (some: Partial<NoteView> = {}): NoteView => ({
  address: "zhimai://note/1",
  id: "1",
  zh: "甲",
  en: "a",
  on: null,
  quote: null,
  tags: [],
  created: 0,
  modified: 0,
  stale: null,
  deleted: null,
  version: 1,
  ...some,
});
const wire = (code: "conflict" | "storage") => new AskError({ code, message: code, detail: "" });

/** A library with one note, that counts versions as the real one does. */
function library(stored = note()) {
  const saves: SaveNote[] = [];
  let now = stored;
  let broken: AskError | undefined;
  asked.mockImplementation((name: string, request: SaveNote) => {
    if (name === "note") return Promise.resolve(now);
    if (broken) return Promise.reject(broken);
    saves.push(request);
    if (request.id !== "" && request.version !== now.version) return Promise.reject(wire("conflict"));
    now = { ...now, zh: request.zh, en: request.en, tags: request.tags, version: now.version + 1 };
    return Promise.resolve(now);
  });
  return {
    saves,
    break: (error: AskError | undefined) => {
      broken = error;
    },
    elsewhere: (some: Partial<NoteView>) => {
      now = { ...now, ...some, version: now.version + 1 };
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
  const draft = new NoteDraft(note());
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
  expect(saves[0]).toMatchObject({ id: "", on: "zhimai://entity/nvidia", zh: "新" });
  write(draft, "新的");
  await draft.flush();
  expect(saves[1]).toMatchObject({ id: "1", zh: "新的" });
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
  const draft = new NoteDraft(note());
  write(draft, "新的");
  expect(await draft.flush()).toBe(false);
  expect([draft.state, draft.zh]).toEqual(["failed", "新的"]);
});

it("takes tags in the library's order", async () => {
  asked.mockImplementation((_: string, request: SaveNote) =>
    Promise.resolve(note({ zh: request.zh, tags: [...request.tags].reverse(), version: 2 })),
  );
  const draft = new NoteDraft(note());
  draft.tags = ["一", "二"];
  draft.edited();
  expect(await draft.flush()).toBe(true);
  expect([draft.state, draft.tags]).toEqual(["saved", ["二", "一"]]);
});

it("saves what is typed while it saves", async () => {
  const { saves } = library();
  const draft = new NoteDraft(note());
  draft.zh = "一";
  const flushed = draft.flush();
  draft.zh = "一二";
  expect(await flushed).toBe(true);
  expect(saves.map((save) => save.zh)).toEqual(["一", "一二"]);
  expect(draft.state).toBe("saved");
});

it("keeps the text when saving fails, and tries again by itself", async () => {
  const held = library();
  const draft = new NoteDraft(note());
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
  const draft = new NoteDraft(note());
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

it("sees no conflict where both wrote the same", async () => {
  const held = library();
  const draft = new NoteDraft(note());
  held.elsewhere({ zh: "同" });
  write(draft, "同");
  expect(await draft.flush()).toBe(true);
  expect(draft.state).toBe("saved");
});

it("does not take over a newer state over unsaved text", () => {
  library();
  const draft = new NoteDraft(note());
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
