/* What the menu of the right button offers for selected text of an article. */
import { t } from "$lib/i18n";
import { offersFor } from "$lib/knowing/offers";
import type { MenuItem } from "$lib/shared/MenuSheet.svelte";
import type { Selected } from "./selection";

/** `article` is the identifier of the article. */
export function offersOn(
  now: Selected,
  article: string,
  copyQuote: (selected: Selected) => void,
  note: (selected: Selected) => void,
): MenuItem[] {
  return [
    {
      label: t("reader.copy_quote"),
      act: () => {
        copyQuote(now);
      },
    },
    {
      label: t("reader.take_note"),
      act: () => {
        note(now);
      },
    },
    ...offersFor(now.text, article).map(({ label, act }) => ({
      label: t("knowing.make", { what: label }),
      act,
    })),
  ];
}
