/*
 * The only place that talks to the desktop shell.
 * It knows how a question crosses, not what it means.
 */
import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { ErrorCode } from "$lib/bindings/ErrorCode";
import type { FieldFault } from "$lib/bindings/FieldFault";
import type {
  BackupView,
  ExportedCollection,
  DossierRequest,
  ImportReport,
  Progress,
  Requests,
  RestoredView,
  RestorePreview,
  Locale,
  UiLang,
  WireError,
} from "$lib/bindings/requests";
import { locale } from "$lib/i18n/locale.svelte";
import { asOf } from "./asOf";

export type Asked<K extends keyof Requests> = Requests[K]["request"];
export type Answer<K extends keyof Requests> = Requests[K]["response"];

/** A `WireError` that can be thrown: the window branches on `code` and on nothing else. */
export class AskError extends Error implements WireError {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly field?: FieldFault;

  constructor(wire: WireError) {
    super(wire.message);
    this.name = "AskError";
    this.code = wire.code;
    this.detail = wire.detail;
    if (wire.field) this.field = wire.field;
  }
}

/** Makes whatever was thrown into an error that can be shown. */
export function asError(thrown: unknown): AskError {
  if (thrown instanceof AskError) return thrown;
  if (isWireError(thrown)) return new AskError(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AskError({ code: "internal", message, detail: "" });
}

function isWireError(thrown: unknown): thrown is WireError {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown;
}

/**
 * Asks the library. The answer is in the interface language, or in the one that is named, and Chinese in that of the region;
 * it tells what was known on the date that the window is at.
 * @throws AskError
 */
export async function ask<K extends keyof Requests>(
  name: K,
  request: Asked<K>,
  lang: UiLang = locale.lang,
): Promise<Answer<K>> {
  return command<Answer<K>>("ask", { lang, region: locale.region, asOf: asOf.date() || null, name, request });
}

async function command<T>(name: string, parameters: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(name, parameters);
  } catch (thrown) {
    throw asError(thrown);
  }
}

type OnProgress = (progress: Progress) => void;

function channelFor(onProgress: OnProgress): Channel<Progress> {
  const channel = new Channel<Progress>();
  channel.onmessage = onProgress;
  return channel;
}

/** Lets the person pick files, or a folder, and takes them in. `null`: they picked none. */
export function importPicked(folder: boolean, onProgress: OnProgress): Promise<ImportReport | null> {
  return command("import_picked", { lang: locale.lang, folder, channel: channelFor(onProgress) });
}

/** Lets the person pick files, or a folder, and says what taking them in would come to. `null`: they picked none. */
export function rehearsePicked(folder: boolean, onProgress: OnProgress): Promise<ImportReport | null> {
  return command("rehearse_picked", { lang: locale.lang, folder, channel: channelFor(onProgress) });
}

/** Says what taking in what was dropped on the window last would come to. */
export function rehearseDropped(onProgress: OnProgress): Promise<ImportReport> {
  return command("rehearse_dropped", { lang: locale.lang, channel: channelFor(onProgress) });
}

/** Takes in what was dropped on the window last, or rehearsed last; see `onFilesDropped`. */
export function importDropped(onProgress: OnProgress): Promise<ImportReport> {
  return command("import_dropped", { lang: locale.lang, channel: channelFor(onProgress) });
}

/** Reads the files again that problems in the tray are of; `null`: those of all. */
export function tryAgain(problems: number[] | null, onProgress: OnProgress): Promise<ImportReport> {
  return command("try_again", { lang: locale.lang, problems, channel: channelFor(onProgress) });
}

/** Lets the person pick folders, and follows them from now on. False: they picked none. */
export function watchPicked(): Promise<boolean> {
  return command("watch_picked", { lang: locale.lang });
}

/** Builds the index anew. */
export function reindex(onProgress: OnProgress): Promise<void> {
  return command("reindex", { lang: locale.lang, channel: channelFor(onProgress) });
}

/** Stops the import or rebuild that is under way. */
export function cancelTask(): Promise<void> {
  return command("cancel_task", { dossier: false });
}

/** Stops every dossier that is being made. */
export function cancelDossier(): Promise<void> {
  return command("cancel_task", { dossier: true });
}

/** Lets the person say where to put a backup, and makes it there. `null`: they changed their mind. */
export function backUp(): Promise<BackupView | null> {
  return command("back_up", { lang: locale.lang });
}

/** Lets the person choose the folder for daily backups, or takes the library's own. False: they changed their mind. */
export function chooseBackupFolder(own: boolean): Promise<boolean> {
  return command("choose_backup_folder", { lang: locale.lang, own });
}

/** Which backup is meant: one that the person picks, the newest daily one that is whole, or the daily one of a name. */
export type WhichBackup = { from: "picked" } | { from: "newest" } | { from: "kept"; name: string };

/** Says what putting a backup back would change. `null`: the person picked none, or there is none. */
export function previewRestore(which: WhichBackup): Promise<RestorePreview | null> {
  return command("preview_restore", { lang: locale.lang, which });
}

/** Puts the backup that was shown last in the place of the library. What the page knows is of the library before. */
export function restoreBackup(): Promise<RestoredView> {
  return command("restore_backup", { lang: locale.lang });
}

/** Opens a web address in the person's browser. Ask the person first. */
export function openExternal(url: string): Promise<void> {
  return command("open_external", { lang: locale.lang, url });
}

/** Lets the person say where to keep a file, and writes it there. False: they changed their mind. */
export function saveFile(name: string, bytes: Uint8Array): Promise<boolean> {
  return command("save_file", { lang: locale.lang, name, bytes: Array.from(bytes) });
}

/**
 * Makes a dossier and lets the person say where to keep it; says where that is. `null`: they changed their mind.
 * @throws AskError `cancelled` when the person stopped it
 */
export function saveDossier(request: DossierRequest, onProgress: OnProgress): Promise<string | null> {
  const asked = { lang: locale.lang, region: locale.region, asOf: asOf.date() || null };
  return command("save_dossier", { ...asked, request, channel: channelFor(onProgress) });
}

/**
 * Lets the person say where to keep a collection, and writes it there. `null`: they changed their mind.
 * @throws AskError `cancelled` when the person stopped it
 */
export function exportCollection(id: string, onProgress: OnProgress): Promise<ExportedCollection | null> {
  return command("export_collection", { lang: locale.lang, id, channel: channelFor(onProgress) });
}

/** The interface language and the region that fit the system. */
export function systemLocale(): Promise<Locale> {
  return command("system_locale", {});
}

/** The `zhimai://` address that the program was started with, if any. */
export function launchAddress(): Promise<string | null> {
  return command("launch_address", {});
}

export type Dropped = { count: number; names: string[]; folder: boolean };

/** Tells when files were dropped on the window. Returns what ends the listening. */
export function onFilesDropped(tell: (dropped: Dropped) => void): () => void {
  return heard<Dropped>("files-dropped", tell);
}

/** Tells when the system asks to open one of our addresses, for as long as the window lives. Resolves once it listens. */
export async function onNavigate(tell: (address: string) => void): Promise<void> {
  await listen<string>("navigate", ({ payload }) => {
    tell(payload);
  });
}

/** Tells when the window is to close; it stays until `closeWindow`. Returns what ends the listening. */
export function onClosing(tell: () => void): () => void {
  return heard<null>("closing", tell);
}

/** Says that the page heard, and takes over: a page that does not say so in two seconds is closed as it is. */
export function closeHeard(): Promise<void> {
  return command("close_heard", {});
}

/** Closes the window without another question. */
export function closeWindow(): Promise<void> {
  return command("close_window", { lang: locale.lang });
}

function heard<T>(event: string, tell: (payload: T) => void): () => void {
  let ended = false;
  let end: (() => void) | undefined;
  listen<T>(event, ({ payload }) => {
    if (!ended) tell(payload);
  }).then(
    (stop) => {
      if (ended) stop();
      else end = stop;
    },
    () => undefined,
  );
  return () => {
    ended = true;
    end?.();
  };
}
