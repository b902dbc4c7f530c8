/* What is done to things that are known, each with its undo. */
import type { KnownKind } from "$lib/bindings/KnownKind";
import type { ThingView } from "$lib/bindings/ThingView";
import { t } from "$lib/i18n";
import { ask, asError } from "$lib/platform";
import { elsewhere } from "$lib/platform/elsewhere.svelte";
import { announce } from "$lib/shared/announce.svelte";
import type { Form } from "./forms.svelte";
import { sent } from "./values";

/** All pages ask anew. */
export function known(): void {
  elsewhere.changed();
}

/** Does something, says what came of it, and offers to take it back. */
export async function done<T>(
  work: () => Promise<T>,
  said: (answer: T) => string,
  back?: (answer: T) => Promise<unknown>,
): Promise<boolean> {
  try {
    const answer = await work();
    known();
    const undo = back && {
      label: t("common.undo"),
      act: () =>
        done(
          () => back(answer),
          () => t("knowing.undone"),
        ),
    };
    announce(said(answer), undo);
    return true;
  } catch (thrown) {
    announce(asError(thrown).message);
    return false;
  }
}

/** Saves a form. What does not fit is thrown. */
export async function save(form: Form): Promise<void> {
  const { kind, old, proposal } = form;
  const value = sent(form.values);
  if (old) {
    const saved = await ask("put_thing", { kind, value, new: false, version: old.version });
    told(t("knowing.changed"), () =>
      ask("put_thing", { kind, value: old.value, new: false, version: saved.version }),
    );
    return;
  }
  const saved = await added(form);
  const back = proposal
    ? () => ask("undecide", proposal)
    : async () => {
        await ask("remove_thing", { kind, id: saved.id });
        // The event that came with it goes with it.
        if (form.event && kind === "claim")
          await ask("remove_thing", { kind: "event", id: saved.id.split("#")[0] ?? "" });
      };
  told(t("knowing.added"), back);

  async function added({ event }: Form): Promise<ThingView> {
    if (kind !== "claim") return ask("put_thing", { kind, value, new: true, version: null });
    return ask("put_claim", { claim: value, event: event ? sent(event) : null, proposal: proposal ?? null });
  }
}

function told(text: string, back: () => Promise<unknown>): void {
  known();
  announce(text, { label: t("common.undo"), act: () => done(back, () => t("knowing.undone")) });
}

/** Puts back what the collection has, or what was taken away. */
export function revert(kind: KnownKind, id: string): Promise<boolean> {
  return done(
    async () => {
      const before = await ask("thing", { kind, id }).catch(() => undefined);
      return { before, after: await ask("revert_thing", { kind, id }) };
    },
    () => t("knowing.put_back_done"),
    ({ before, after }) =>
      before
        ? ask("put_thing", { kind, value: before.value, new: false, version: after.version })
        : ask("remove_thing", { kind, id }),
  );
}

/** Takes a thing away. */
export function remove(kind: KnownKind, id: string): Promise<boolean> {
  return done(
    () => ask("remove_thing", { kind, id }),
    () => t("knowing.removed_done"),
    () => ask("revert_thing", { kind, id }),
  );
}

/** Has an entity count as another. */
export function merge(gone: string, kept: string): Promise<boolean> {
  return done(
    () => ask("merge_entities", { gone, kept }),
    ({ label }) => t("knowing.merged_done", { name: label }),
    () => ask("split_entity", { id: gone }),
  );
}

/** Has an entity count as itself again. */
export function split(gone: string, kept: string): Promise<boolean> {
  return done(
    () => ask("split_entity", { id: gone }),
    ({ label }) => t("knowing.split_done", { name: label }),
    () => ask("merge_entities", { gone, kept }),
  );
}

/** Makes an entity of some of another's names. */
export function takeOut(id: string, names: readonly string[]): Promise<boolean> {
  return done(
    async () => {
      const before = await ask("thing", { kind: "entity", id });
      return { before, made: await ask("take_out_names", { id, names: [...names] }) };
    },
    () => t("knowing.taken_out"),
    async ({ before, made }) => {
      await ask("remove_thing", { kind: "entity", id: made.id });
      await ask("put_thing", { kind: "entity", value: before.value, new: false, version: null });
    },
  );
}

/** Gives an entity another name. */
export function addAlias(id: string, text: string, kind: string): Promise<boolean> {
  return done(
    async () => {
      const before = await ask("thing", { kind: "entity", id });
      const aliases = Array.isArray(before.value["aliases"]) ? (before.value["aliases"] as unknown[]) : [];
      const value = { ...before.value, aliases: [...aliases, { text, kind }] };
      await ask("put_thing", { kind: "entity", value, new: false, version: before.version });
      return before;
    },
    () => t("knowing.alias_done", { name: text }),
    (before) => ask("put_thing", { kind: "entity", value: before.value, new: false, version: null }),
  );
}
