/*
 * Which form is open, and what is in it. One at a time, over whatever page: it is opened from everywhere.
 */
import type { FieldFault } from "$lib/bindings/FieldFault";
import type { KnownKind } from "$lib/bindings/KnownKind";
import type { Link } from "$lib/bindings/Link";
import type { ProposalRequest } from "$lib/bindings/ProposalRequest";
import { t } from "$lib/i18n";
import { ask, asError, type AskError } from "$lib/platform";
import { announce } from "$lib/shared/announce.svelte";
import { BEGINNINGS } from "./specs";
import { isSame, type Values } from "./values";

/** A form of a thing. */
export type Form = {
  kind: KnownKind;
  values: Values;
  /** What was in it when it was opened. */
  before: Values;
  /** The thing that is changed, with its version; nothing for a new one. */
  old: { id: string; version: number; value: Values } | undefined;
  /** Of a claim: the event that it would be of, where that is new. */
  event: Values | undefined;
  /** Of a claim: events that it may tell of. */
  events: readonly Link[];
  proposal: ProposalRequest | undefined;
  /** What only the person can tell, and the form was opened to ask. */
  asks: FieldFault | undefined;
  /** What to do when it was saved. */
  onsaved: (() => void) | undefined;
};

/** Another name for an entity that is known. */
export type AliasForm = { name: string; onsaved: (() => void) | undefined };

class Forms {
  form: Form | undefined = $state();
  alias: AliasForm | undefined = $state();
  /** The entity that is merged, or taken apart. */
  merge: { id: string; name: string } | undefined = $state();
  error: AskError | undefined = $state.raw();

  #open(form: Partial<Form> & { kind: KnownKind; values: Values }): void {
    this.error = undefined;
    const { values, event } = form;
    this.form = {
      old: undefined,
      event: undefined,
      events: [],
      proposal: undefined,
      asks: undefined,
      onsaved: undefined,
      before: { ...values, event },
      ...form,
    };
  }

  /** A form for a new thing, with what is known of it already. */
  add(kind: KnownKind, values: Values = {}, onsaved?: () => void): void {
    this.#open({ kind, values: { ...BEGINNINGS[kind], ...values }, onsaved });
  }

  /** A form for a new claim about an event, or about one that is still to be told. */
  claim(
    values: Values,
    event: Values | undefined,
    more: Partial<Pick<Form, "proposal" | "asks" | "onsaved">> = {},
  ): void {
    this.#open({ kind: "claim", values: { ...BEGINNINGS.claim, ...values }, event, ...more });
  }

  /** A form for a new claim, event, entity or term, filled from a passage. */
  async fromPassage(kind: "claim" | "event", text: string, article: string): Promise<void> {
    try {
      const read = await ask("read_passage", { text, article });
      if (kind === "event") this.add("event", read.event);
      else
        this.#open({
          kind: "claim",
          values: { ...BEGINNINGS.claim, ...read.claim },
          event: read.event,
          events: read.events,
        });
    } catch (thrown) {
      announce(asError(thrown).message);
    }
  }

  /** A form to change a thing. */
  async edit(kind: KnownKind, id: string): Promise<void> {
    try {
      const { value, version } = await ask("thing", { kind, id });
      this.#open({ kind, values: value, old: { id, version, value } });
    } catch (thrown) {
      announce(asError(thrown).message);
    }
  }

  /** Closes the form. What was typed is not lost at once. */
  close(): void {
    const { form } = this;
    this.form = undefined;
    if (!form || isSame({ ...form.values, event: form.event }, form.before)) return;
    announce(t("knowing.closed"), {
      label: t("common.undo"),
      act: () => {
        this.form = form;
      },
    });
  }
}

export const forms = new Forms();
