/* What outlives a view must not die with it: each of these is made inside an effect, and used after that has ended. */
import { flushSync } from "svelte";
import { expect, it, vi } from "vitest";
import { ask } from "$lib/platform";
import { note } from "../../test/answers";
import { draftFor, newDraft, unsavedDrafts, type NoteDraft } from "./draft.svelte";

vi.mock(import("$lib/platform"), async (original) => ({ ...(await original()), ask: vi.fn() }));

const asked = vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>;

/** What `make` gives inside an effect of a view that is left again. */
function fromView<T>(make: () => T): T {
  let made: T | undefined;
  const leave = $effect.root(() => {
    $effect(() => {
      made = make();
      // With nothing to end, the effect would not be of the view.
      return () => undefined;
    });
  });
  flushSync();
  leave();
  return made as T;
}

function seen(draft: NoteDraft): NoteDraft {
  void [draft.state, draft.unsaved, draft.changed];
  return draft;
}

it.each([
  ["a note that was opened", () => seen(draftFor({ ...note, id: "opened" }))],
  ["a note that was begun", () => seen(newDraft({}, "begun"))],
])("%s is saved after the view that opened it is gone", async (_, make) => {
  asked.mockImplementation((_name: string, request: object) =>
    Promise.resolve({ ...note, ...request, version: 2 }),
  );
  const draft = fromView(make);
  draft.zh = "後來才寫的";
  draft.edited();
  expect([draft.state, draft.changed, draft.unsaved]).toEqual(["unsaved", true, true]);
  expect(unsavedDrafts()).toContain(draft);
  expect(await draft.flush()).toBe(true);
  expect(asked).toHaveBeenLastCalledWith("save_note", expect.objectContaining({ zh: "後來才寫的" }));
  expect(draft.state).toBe("saved");
  draft.en = "and more";
  draft.edited();
  expect(draft.state).toBe("unsaved");
  expect(await draft.flush()).toBe(true);
  expect(asked).toHaveBeenLastCalledWith("save_note", expect.objectContaining({ en: "and more" }));
});
