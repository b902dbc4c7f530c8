/*
 * Changes of many articles: making them, saying what became of them, taking the last one back.
 */
import type { ArticleChoice } from "$lib/bindings/ArticleChoice";
import type { ChangedView } from "$lib/bindings/ChangedView";
import type { FieldEdit } from "$lib/bindings/FieldEdit";
import { t } from "$lib/i18n";
import { ask, asError } from "$lib/platform";
import { elsewhere } from "$lib/platform/elsewhere.svelte";
import { announce } from "$lib/shared/announce.svelte";

class Changing {
  /** Whether one is under way. */
  busy = $state(false);
  /** The changes of this window that stand, the last at the end. */
  #made: number[] = [];

  /** Edits articles. Whether that was done. */
  edit(which: ArticleChoice, fields: FieldEdit[]): Promise<boolean> {
    return this.#make(() => ask("edit_articles", { which, fields }));
  }

  remove(which: ArticleChoice): Promise<boolean> {
    return this.#make(() => ask("remove_articles", which));
  }

  /** Takes the last change of this window back. */
  async undoLast(): Promise<void> {
    const id = this.#made.at(-1);
    if (id === undefined) announce(t("table.nothing_to_undo"));
    else await this.#turn("undo", id);
  }

  async #make(work: () => Promise<ChangedView>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      const { id, told, named } = await work();
      const why = named[0] ? ` ${t("table.stayed", { n: named.length, why: named[0].why })}` : "";
      if (id === null) announce(told + why);
      else {
        this.#made.push(id);
        const act = () => this.#turn("undo", id);
        announce(told + why, { label: t("common.undo"), act });
      }
      return true;
    } catch (thrown) {
      announce(asError(thrown).message);
      return false;
    } finally {
      this.busy = false;
      elsewhere.changed();
    }
  }

  async #turn(turn: "undo" | "redo", id: number): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const done = await ask(turn === "undo" ? "undo_import" : "redo_import", { id });
      this.#made = this.#made.filter((one) => one !== id);
      if (turn === "redo") this.#made.push(id);
      const n = done.articles + done.versions;
      const [first] = done.named;
      const stayed = first ? ` ${t("table.stayed", { n: done.kept, why: first.why })}` : "";
      const back = turn === "undo" ? "redo" : "undo";
      announce(t(turn === "undo" ? "table.undone" : "table.redone", { n }) + stayed, {
        label: t(back === "redo" ? "table.redo" : "common.undo"),
        act: () => this.#turn(back, id),
      });
    } catch (thrown) {
      announce(asError(thrown).message);
    } finally {
      this.busy = false;
      elsewhere.changed();
    }
  }
}

export const changing = new Changing();
