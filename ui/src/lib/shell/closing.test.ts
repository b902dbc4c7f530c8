import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SaveNote } from "$lib/bindings/SaveNote";
import { locale } from "$lib/i18n/locale.svelte";
import { nav } from "$lib/navigation/nav.svelte";
import { newDraft, unsavedDrafts } from "$lib/notes/draft.svelte";
import { ask, AskError, closeHeard, closeWindow } from "$lib/platform";
import { settings } from "$lib/platform/settings.svelte";
import { note, settingsAnswer } from "../../test/answers";
import { closing } from "./closing.svelte";
import ClosingDialog from "./ClosingDialog.svelte";

vi.mock(import("$lib/platform"), async (original) => ({
  ...(await original()),
  ask: vi.fn(),
  systemLanguage: vi.fn(() => Promise.resolve("en" as const)),
  closeHeard: vi.fn(() => Promise.resolve()),
  closeWindow: vi.fn(() => Promise.resolve()),
}));

const full = new AskError({ code: "storage", message: "There is no room left.", detail: "" });
let saved: SaveNote[];
let broken: boolean;
/** What a note waits for before it is saved. */
let busy: Promise<void>;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  [saved, broken, busy] = [[], false, Promise.resolve()];
  (vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>).mockImplementation(
    async (name: string, request: SaveNote) => {
      if (name === "settings") return settingsAnswer;
      if (name !== "save_note") return request;
      await busy;
      if (broken) throw full;
      saved.push(request);
      return { ...note, ...request, version: 1 };
    },
  );
  await settings.load();
  locale.lang = "en";
  closing.stay();
});

afterEach(async () => {
  // Nothing may be left for the next test.
  broken = false;
  await Promise.all(unsavedDrafts().map((draft) => draft.flush()));
  vi.useRealTimers();
});

function typed(zh: string) {
  const draft = newDraft({});
  draft.zh = zh;
  draft.edited();
  return draft;
}

it("saves what was just typed, and where the person is, and closes", async () => {
  nav.go("zhimai://view/glossary");
  typed("剛寫下的");
  await closing.begin();
  expect(saved.map((one) => one.zh)).toEqual(["剛寫下的"]);
  expect(settings.now.last_address).toBe("zhimai://view/glossary");
  expect(vi.mocked(ask)).toHaveBeenCalledWith("save_settings", settings.now);
  expect(closeHeard).toHaveBeenCalledBefore(vi.mocked(closeWindow));
  expect(closeWindow).toHaveBeenCalledOnce();
});

it("keeps no search where searches are not remembered", async () => {
  settings.now = { ...settings.now, history: false };
  nav.go("zhimai://view/search?q=%E9%9B%A2%E8%81%B7&kind=event");
  await closing.begin();
  expect(settings.now.last_address).toBe("zhimai://view/search?kind=event");
});

it("closes at once when there is nothing to lose", async () => {
  typed(" \n");
  await closing.begin();
  expect(saved).toEqual([]);
  expect(closeWindow).toHaveBeenCalledOnce();
});

it("asks when a note cannot be saved; the person stays, tries again, or leaves", async () => {
  broken = true;
  typed("沒存");
  render(ClosingDialog);
  await closing.begin();
  expect(closeWindow).not.toHaveBeenCalled();
  expect((await screen.findByRole("alert")).textContent).toContain(full.message);
  expect(screen.getByText(/1 note is not in the library yet.*what was not saved is gone/)).toBeTruthy();
  // Until the library has it as a draft.
  await vi.advanceTimersByTimeAsync(200);
  expect(screen.getByText(/1 note is not in the library yet.*kept as a draft/)).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: "Keep open" }));
  expect(closing.asking).toBe(false);
  await closing.begin();
  await fireEvent.click(screen.getByRole("button", { name: "Close without saving" }));
  expect(closeWindow).toHaveBeenCalledOnce();
  broken = false;
  await fireEvent.click(screen.getByRole("button", { name: "Save again and close" }));
  await vi.waitFor(() => {
    expect(closeWindow).toHaveBeenCalledTimes(2);
  });
  expect(saved.map((one) => one.zh)).toEqual(["沒存"]);
});

it("asks when saving takes long, and closes by itself when it is done after all", async () => {
  let go: () => void = () => undefined;
  busy = new Promise((resolve) => (go = resolve));
  typed("慢");
  const begun = closing.begin();
  await vi.advanceTimersByTimeAsync(2000);
  expect([closing.asking, vi.mocked(closeWindow).mock.calls.length]).toEqual([true, 0]);
  go();
  await begun;
  expect(closeWindow).toHaveBeenCalledOnce();
});

it("stays open when the person said so, even if saving ends later", async () => {
  let go: () => void = () => undefined;
  busy = new Promise((resolve) => (go = resolve));
  typed("慢");
  const begun = closing.begin();
  await vi.advanceTimersByTimeAsync(2000);
  closing.stay();
  go();
  await begun;
  expect(closeWindow).not.toHaveBeenCalled();
});
