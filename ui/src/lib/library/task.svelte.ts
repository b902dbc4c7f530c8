// The import or rebuild that is under way. It belongs to the program, not to a page: leaving the page does not stop it.

import type { ImportReport, Progress } from "$lib/bindings/requests";
import { asError, cancelTask, type AskError } from "$lib/platform";

export type TaskKind = "import" | "rehearsal" | "rebuild";

class Task {
  kind: TaskKind | undefined = $state();
  progress: Progress | undefined = $state.raw();
  stopping = $state(false);
  /** What the last import came to, until the person has seen it. */
  report: ImportReport | undefined = $state.raw();
  error: AskError | undefined = $state.raw();
  /** Counts what has ended, so that pages know when to ask again. */
  ended = $state(0);

  get running(): boolean {
    return this.kind !== undefined;
  }

  /** Runs an import; `null` means that the person picked nothing. */
  async import(work: (tell: (progress: Progress) => void) => Promise<ImportReport | null>): Promise<void> {
    const report = await this.#run("import", work);
    if (report) this.report = report;
  }

  /** Runs a rehearsal of an import; `null` means that the person picked nothing. One that was stopped tells of a part only. */
  async rehearse(work: (tell: (progress: Progress) => void) => Promise<ImportReport | null>): Promise<void> {
    const report = await this.#run("rehearsal", work);
    if (report && !report.cancelled) this.report = report;
  }

  /** Builds the index anew. True when it is complete. */
  async rebuild(work: (tell: (progress: Progress) => void) => Promise<void>): Promise<boolean> {
    return (await this.#run("rebuild", async (tell) => work(tell).then(() => true))) ?? false;
  }

  async stop(): Promise<void> {
    if (!this.running || this.stopping) return;
    this.stopping = true;
    try {
      await cancelTask();
    } catch (thrown) {
      this.stopping = false;
      this.error = asError(thrown);
    }
  }

  async #run<T>(
    kind: TaskKind,
    work: (tell: (progress: Progress) => void) => Promise<T>,
  ): Promise<T | undefined> {
    if (this.running) return undefined;
    Object.assign(this, { kind, progress: undefined, stopping: false, error: undefined });
    if (kind !== "rebuild") this.report = undefined;
    try {
      return await work((progress) => {
        this.progress = progress;
      });
    } catch (thrown) {
      const failed = asError(thrown);
      if (failed.code !== "cancelled") this.error = failed;
      return undefined;
    } finally {
      this.kind = undefined;
      this.progress = undefined;
      this.stopping = false;
      this.ended++;
    }
  }
}

export const task = new Task();
