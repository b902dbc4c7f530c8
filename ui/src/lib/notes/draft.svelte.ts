/*
 * A note while it is being written. What was typed is never thrown away: it is saved a moment after the last key,
 * on leaving, and again later when saving failed; a note that was changed elsewhere meanwhile asks the person.
 * Until it is saved the library keeps it as a draft, from one key to the next, so that it outlives the window too.
 *
 * A draft outlives the view that opens it. So it has nothing derived: a `$derived` belongs to the effect that it is made
 * in, and gives its last value for ever once that has ended.
 */
import { SvelteSet } from "svelte/reactivity";
import type { Draft } from "$lib/bindings/Draft";
import type { NoteView } from "$lib/bindings/NoteView";
import type { Selection } from "$lib/bindings/Selection";
import { ask, asError, type AskError } from "$lib/platform";

/** A pause in typing, in milliseconds, after which it is saved. */
const PAUSE = 500;
/** How long what was typed may be in the window alone, in milliseconds, however fast more is typed. */
const KEEP = 100;
/** How long to wait before trying again by itself, in milliseconds. */
const AGAIN = 5000;

/** `empty`: a new note with nothing in it; there is nothing to say of it. */
export type DraftState = "empty" | "saved" | "unsaved" | "saving" | "failed" | "conflict";
type Content = { zh: string; en: string; tags: readonly string[] };
export type Start = { on?: string; selection?: Selection | null; quote?: string };

const NOTHING: Content = { zh: "", en: "", tags: [] };

export class NoteDraft {
  /** The note's identifier, also of one that is not in the library yet. */
  readonly id: string;
  readonly start: Start;
  zh = $state("");
  en = $state("");
  tags: readonly string[] = $state.raw([]);
  /** As last heard from the library; nothing for a note that has not been saved yet. */
  note: NoteView | undefined = $state.raw();
  /** On a conflict: the other state. */
  theirs: NoteView | undefined = $state.raw();
  error: AskError | undefined = $state.raw();
  #saving = $state(false);
  #saved: Content = $state.raw(NOTHING);
  /** What the library keeps of it as a draft. */
  #kept: Content | undefined = $state.raw();
  /** The version of the note that what is here was typed over; 0: there was none. */
  #version = 0;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(id: string, start: Start, note?: NoteView) {
    this.id = id;
    this.start = start;
    if (note) this.#take(note);
  }

  /** What was typed into a note before the window went away; the note as it is by now, if it is there. */
  static takenUp({ save, quote }: Draft, note: NoteView | undefined): NoteDraft {
    const { zh, en, tags } = save;
    const draft = new NoteDraft(save.id, { on: save.on, selection: save.selection, quote }, note);
    draft.#kept = { zh, en, tags };
    Object.assign(draft, draft.#kept);
    // Where the note went on meanwhile, saving finds out; where it is gone, it is made again.
    if (note) draft.#version = save.version;
    return draft;
  }

  /** What stands here is not what the library answered last. */
  get changed(): boolean {
    return !alike(this, this.#saved);
  }

  /** Something would be lost if this went now. Blanks alone are no note. */
  get unsaved(): boolean {
    return this.changed && !this.#empty;
  }

  /** Nothing would be lost if the window went now: the library has it, as the note or as a draft. */
  get kept(): boolean {
    return !this.unsaved || (this.#kept !== undefined && alike(this, this.#kept));
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
    drafts.set(this.id, this);
    touched.add(this);
    this.#keepSoon();
    this.#saveIn(PAUSE);
  }

  /** Saves what is not saved yet. True when everything is. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#saveTimer);
    await this.#inTurn(() => this.#save());
    return !this.unsaved;
  }

  /** After a conflict: what the person has here counts. */
  async keepMine(): Promise<boolean> {
    if (this.theirs) this.#over(this.theirs);
    this.theirs = undefined;
    return this.flush();
  }

  /** After a conflict: the other state counts. */
  takeTheirs(): void {
    if (this.theirs) this.#take(this.theirs);
    this.theirs = undefined;
    this.#keepSoon();
  }

  /** Takes over a newer state, such as after a return to an earlier version. What is unsaved here stays. */
  heard(note: NoteView): void {
    if (this.changed) this.#over(note);
    else this.#take(note);
  }

  /** Asks what became of the note elsewhere, such as that its passage is not certain any more. */
  async look(): Promise<void> {
    await this.#inTurn(async () => {
      const note = await ask("note", { id: this.id }).catch(() => undefined);
      if (note) this.learn(note);
    });
  }

  /** Takes over what became of the note elsewhere. What was typed here stays, and still meets what was typed there. */
  learn(note: NoteView): void {
    if (!this.note || this.theirs) return;
    if (note.version === this.#version) this.note = note;
    else if (!this.changed) this.#take(note);
    else this.note = { ...this.note, on: note.on, detached: note.detached };
  }

  #over(note: NoteView): void {
    this.note = note;
    this.#version = note.version;
  }

  #take(note: NoteView): void {
    const { zh, en, tags } = note;
    this.#over(note);
    this.#saved = { zh, en, tags };
    Object.assign(this, this.#saved);
    this.error = undefined;
  }

  #saveIn(milliseconds: number): void {
    clearTimeout(this.#saveTimer);
    if (this.theirs || !this.unsaved) return;
    this.#saveTimer = setTimeout(() => void this.flush(), milliseconds);
  }

  #keepSoon(): void {
    if (this.#keepTimer !== undefined) return;
    this.#keepTimer = setTimeout(() => {
      this.#keepTimer = undefined;
      void this.#inTurn(() => this.#keep());
    }, KEEP);
  }

  /** One request after the other, so that no older text overtakes a newer one. What failed before stops nothing. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(work, work);
    return this.#last;
  }

  get #now(): Draft {
    const { id, zh, en, start } = this;
    const on = this.note?.on?.address ?? start.on ?? "";
    const selection = start.selection ?? null;
    const save = { id, version: this.#version, zh, en, tags: [...this.tags], on, selection, typed: true };
    return { save, quote: this.note?.quote ?? start.quote ?? "" };
  }

  async #keep(): Promise<void> {
    try {
      const now = this.#now;
      if (!this.kept) {
        await ask("keep_draft", now);
        this.#kept = now.save;
      } else if (!this.unsaved && this.#kept) {
        await ask("drop_draft", { id: this.id });
        this.#kept = undefined;
      }
    } catch {
      // What cannot be kept cannot be saved either, and that is told.
    }
  }

  async #save(): Promise<void> {
    if (!this.unsaved || this.theirs) return;
    this.#saving = true;
    try {
      // What is typed meanwhile is saved as well.
      do await this.#send();
      while (this.unsaved);
      this.error = undefined;
    } catch (thrown) {
      const error = asError(thrown);
      if (error.code === "conflict") await this.#meet();
      else this.#failed(error);
    } finally {
      this.#saving = false;
    }
  }

  async #send(): Promise<void> {
    const { save } = this.#now;
    const answer = await ask("save_note", save);
    // What is saved is what the library says it has; it puts tags into an order of its own.
    if (same(this.tags, save.tags)) this.tags = answer.tags;
    this.#over(answer);
    this.#saved = { zh: answer.zh, en: answer.en, tags: answer.tags };
    this.#kept = undefined;
    drafts.set(this.id, this);
    wrote(answer);
    if (answer.zh !== save.zh || answer.en !== save.en)
      throw new Error("The library answered with another text than it was sent.");
  }

  /** Reads what the note became elsewhere. When that is what stands here, there is nothing to decide. */
  async #meet(): Promise<void> {
    try {
      const theirs = await ask("note", { id: this.id });
      if (alike(theirs, this)) this.#take(theirs);
      else this.theirs = theirs;
      this.#keepSoon();
    } catch (thrown) {
      this.#failed(asError(thrown));
    }
  }

  #failed(error: AskError): void {
    this.error = error;
    this.#keepSoon();
    this.#saveIn(AGAIN);
  }
}

function alike(a: Content, b: Content): boolean {
  return a.zh === b.zh && a.en === b.en && same(a.tags, b.tags);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((tag, i) => tag === b[i]);
}

/** Counts what was written to notes from this window, so that what shows notes knows when to ask again; and the last one. */
export const noteWrites: { count: number; last: NoteView | undefined } = $state({
  count: 0,
  last: undefined,
});

export function wrote(note: NoteView): void {
  noteWrites.last = note;
  noteWrites.count++;
}

/** By note: whoever opens one again finds what could not be saved. */
const drafts = new Map<string, NoteDraft>();

/** Those that were typed into. */
const touched = new SvelteSet<NoteDraft>();

/** The draft of a note, if anything was typed into it since the window was opened. */
export function draftOf(id: string): NoteDraft | undefined {
  return drafts.get(id);
}

/** The draft of a note: the one that still holds unsaved text, or a fresh one. */
export function draftFor(note: NoteView): NoteDraft {
  const known = drafts.get(note.id);
  if (known && (known.unsaved || known.theirs)) {
    known.learn(note);
    return known;
  }
  if (known && known.note?.version === note.version && known.note.stale === note.stale) {
    known.learn(note);
    return known;
  }
  const draft = new NoteDraft(note.id, {}, note);
  drafts.set(note.id, draft);
  return draft;
}

/** Drafts with something in them that is not in the library. */
export function unsavedDrafts(): NoteDraft[] {
  return [...touched].filter((draft) => draft.unsaved);
}

/** Saves what can be saved of all drafts. What is left afterwards, `unsavedDrafts` says. */
export async function saveDrafts(): Promise<void> {
  await Promise.all(unsavedDrafts().map((draft) => draft.flush()));
}

/** A note that does not exist until something is written. */
export function newDraft(start: Start, id: string = newId()): NoteDraft {
  return new NoteDraft(id, start);
}

/** An identifier for a note: the time, and a part that nobody picks at the same moment. */
export function newId(): string {
  const random = crypto.getRandomValues(new Uint8Array(6));
  return `${Date.now().toString(16)}-${[...random].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * Takes up what was typed and not saved before the window went away, however it went, and saves it.
 * Gives the identifiers of their notes.
 * @throws AskError
 */
export async function takeUpDrafts(): Promise<string[]> {
  const left = (await ask("drafts", {})).filter(({ save }) => !drafts.has(save.id));
  const notes = left.map(({ save: { id } }) => ask("note", { id }).catch(() => undefined));
  for (const [i, one] of left.entries()) {
    const draft = NoteDraft.takenUp(one, await notes[i]);
    draft.edited();
    void draft.flush();
  }
  return left.map(({ save }) => save.id);
}

/** Tags as typed: apart by commas of either width. */
export function readTags(text: string): string[] {
  const tags = text
    .split(/[,，、]/)
    .map((tag) => tag.trim().replace(/^#/, ""))
    .filter((tag) => tag !== "");
  return [...new Set(tags)].sort();
}
