/*
 * A note while it is being written. What was typed is never thrown away: it is saved a moment after the last key,
 * on leaving, and again later when saving failed; a note that was changed elsewhere meanwhile asks the person.
 *
 * A draft outlives the view that opens it. So it has nothing derived: a `$derived` belongs to the effect that it is made
 * in, and gives its last value for ever once that has ended.
 */
import type { NoteView } from "$lib/bindings/NoteView";
import type { Selection } from "$lib/bindings/Selection";
import { ask, asError, type AskError } from "$lib/platform";

/** A pause in typing, in milliseconds, after which it is saved. */
const PAUSE = 500;
/** How long to wait before trying again by itself, in milliseconds. */
const AGAIN = 5000;

/** `empty`: a new note with nothing in it; there is nothing to say of it. */
export type DraftState = "empty" | "saved" | "unsaved" | "saving" | "failed" | "conflict";
type Content = { zh: string; en: string; tags: readonly string[] };
export type Start = { on?: string; selection?: Selection; quote?: string };

export class NoteDraft {
  zh = $state("");
  en = $state("");
  tags: readonly string[] = $state.raw([]);
  /** As last heard from the library; nothing for a note that has not been saved yet. */
  note: NoteView | undefined = $state.raw();
  /** On a conflict: the other state. */
  theirs: NoteView | undefined = $state.raw();
  error: AskError | undefined = $state.raw();
  readonly start: Start;
  #saving = $state(false);
  #saved: Content = $state.raw({ zh: "", en: "", tags: [] });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;

  constructor(from: NoteView | Start) {
    if ("id" in from) {
      this.start = {};
      this.#take(from);
    } else {
      this.start = from;
    }
  }

  /** What stands here is not what the library answered last. */
  get changed(): boolean {
    return !alike(this, this.#saved);
  }

  /** Something would be lost if this went now. Blanks alone are no note. */
  get unsaved(): boolean {
    return this.changed && !this.#empty;
  }

  get state(): DraftState {
    if (this.theirs) return "conflict";
    if (this.#saving) return "saving";
    if (this.#empty) return "empty";
    if (!this.changed) return "saved";
    return this.error ? "failed" : "unsaved";
  }

  get #empty(): boolean {
    return this.note === undefined && `${this.zh}${this.en}${this.tags.join("")}`.trim() === "";
  }

  /** To be called after every change by the person. */
  edited(): void {
    touched.add(this);
    this.#schedule(PAUSE);
  }

  /** Saves what is not saved yet. True when everything is. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    if (!this.unsaved || this.theirs) return !this.unsaved;
    this.#running = this.#save().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
    // What was typed meanwhile is saved as well.
    return this.unsaved && !this.error && !this.theirs ? this.flush() : !this.unsaved;
  }

  /** After a conflict: what the person has here counts. */
  async keepMine(): Promise<boolean> {
    if (this.theirs) this.note = this.theirs;
    this.theirs = undefined;
    return this.flush();
  }

  /** After a conflict: the other state counts. */
  takeTheirs(): void {
    if (this.theirs) this.#take(this.theirs);
    this.theirs = undefined;
  }

  /** Takes over a newer state, such as after a return to an earlier version. What is unsaved here stays. */
  heard(note: NoteView): void {
    if (this.changed) this.note = note;
    else this.#take(note);
  }

  #schedule(after: number): void {
    clearTimeout(this.#timer);
    if (this.theirs || !this.unsaved) return;
    this.#timer = setTimeout(() => void this.flush(), after);
  }

  #take(note: NoteView): void {
    this.note = note;
    this.zh = note.zh;
    this.en = note.en;
    this.tags = note.tags;
    this.#saved = { zh: note.zh, en: note.en, tags: note.tags };
    this.error = undefined;
  }

  async #save(): Promise<void> {
    const sent: Content = { zh: this.zh, en: this.en, tags: this.tags };
    this.#saving = true;
    try {
      const answer = await ask("save_note", {
        id: this.note?.id ?? "",
        version: this.note?.version ?? 0,
        zh: sent.zh,
        en: sent.en,
        tags: [...sent.tags],
        on: this.start.on ?? "",
        selection: this.start.selection ?? null,
      });
      // What is saved is what the library says it has, which puts tags into an order of its own.
      if (same(this.tags, sent.tags)) this.tags = answer.tags;
      this.note = answer;
      this.#saved = { zh: answer.zh, en: answer.en, tags: answer.tags };
      this.error = undefined;
      remember(this);
      if (answer.zh !== sent.zh || answer.en !== sent.en)
        this.#failed(asError(new Error("The library answered with another text than it was sent.")));
    } catch (thrown) {
      const error = asError(thrown);
      if (error.code === "conflict" && this.note) await this.#meet(this.note.id);
      else this.#failed(error);
    } finally {
      this.#saving = false;
    }
  }

  /** Reads what the note became elsewhere. When that is what stands here, there is nothing to decide. */
  async #meet(id: string): Promise<void> {
    try {
      const theirs = await ask("note", { id });
      if (alike(theirs, this)) this.#take(theirs);
      else this.theirs = theirs;
    } catch (thrown) {
      this.#failed(asError(thrown));
    }
  }

  #failed(error: AskError): void {
    this.error = error;
    remember(this);
    this.#schedule(AGAIN);
  }
}

function alike(a: Content, b: Content): boolean {
  return a.zh === b.zh && a.en === b.en && same(a.tags, b.tags);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((tag, i) => tag === b[i]);
}

/** Drafts by note: whoever opens a note again finds what could not be saved. */
const kept = new Map<string, NoteDraft>();

function remember(draft: NoteDraft): void {
  if (draft.note) kept.set(draft.note.id, draft);
}

/** The draft of a note: the one that still holds unsaved text, or a fresh one. */
export function draftFor(note: NoteView): NoteDraft {
  const known = kept.get(note.id);
  if (known && (known.changed || known.theirs)) return known;
  if (known && known.note?.version === note.version && known.note.stale === note.stale) return known;
  const draft = new NoteDraft(note);
  kept.set(note.id, draft);
  return draft;
}

/** Drafts that were changed since all was saved last. */
const touched = new Set<NoteDraft>();

/** Drafts with something in them that is not in the library. */
export function unsavedDrafts(): NoteDraft[] {
  for (const draft of touched) if (!draft.unsaved) touched.delete(draft);
  return [...touched];
}

/** Saves what can be saved of all drafts. What is left afterwards, `unsavedDrafts` says. */
export async function saveDrafts(): Promise<void> {
  await Promise.all(unsavedDrafts().map((draft) => draft.flush()));
}

/** A note that does not exist until something is written. */
export function newDraft(start: Start): NoteDraft {
  return new NoteDraft(start);
}

/** Tags as typed: apart by commas of either width. */
export function readTags(text: string): string[] {
  const tags = text
    .split(/[,，、]/)
    .map((tag) => tag.trim().replace(/^#/, ""))
    .filter((tag) => tag !== "");
  return [...new Set(tags)].sort();
}
