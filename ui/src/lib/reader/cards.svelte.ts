/* What a mention or a term is, for cards under the pointer: asked for once per interface language and region, and again when another program
 * has written. */
import type { EntitySummary } from "$lib/bindings/EntitySummary";
import type { TermSummary } from "$lib/bindings/TermSummary";
import { interfaceLang, locale } from "$lib/i18n/locale.svelte";
import { ask } from "$lib/platform";
import { elsewhere } from "$lib/platform/elsewhere.svelte";

type Card = { address: string; id: string };

function once<T extends Card>(load: () => Promise<T[]>): (id: string) => Promise<T | undefined> {
  const kept = new Map<string, Promise<Map<string, T>>>();
  let written = elsewhere.count;
  return async (id) => {
    if (elsewhere.count !== written) kept.clear();
    written = elsewhere.count;
    const reader = interfaceLang(locale) + locale.region;
    let known = kept.get(reader);
    if (!known) {
      known = load().then((all) => new Map(all.map((one) => [one.id, one])));
      kept.set(reader, known);
      // What failed is asked again next time.
      known.catch(() => kept.delete(reader));
    }
    return (await known).get(id);
  };
}

export const entityCard = once<EntitySummary>(() => ask("entities", { kind: "" }));
export const termCard = once<TermSummary>(() => ask("glossary", { filter: "" }));
