/* What can be made of selected text. */
import { t, tWord } from "$lib/i18n";
import type { MenuItem } from "$lib/shared/MenuSheet.svelte";
import { forms } from "./forms.svelte";

/** Longer ones are no names. */
const NAME = 60;

/** What can be made of a passage of an article; `article` is its identifier. */
export function offersFor(text: string, article: string): MenuItem[] {
  const name = text.replace(/\s+/g, " ").trim();
  const han = /\p{Script=Han}/u.test(name);
  const named: MenuItem[] =
    name.length > NAME
      ? []
      : [
          {
            label: tWord("knowing", "entity"),
            act: () => {
              forms.add("entity", { names: { [han ? "zh_tw" : "en"]: name } });
            },
          },
          {
            label: t("knowing.add_alias"),
            act: () => {
              forms.alias = { name, onsaved: undefined };
            },
          },
          {
            label: tWord("knowing", "term"),
            act: () => {
              forms.add("term", han ? { zh: name } : { en: [name] });
            },
          },
        ];
  return [
    { label: tWord("knowing", "claim"), act: () => void forms.fromPassage("claim", text, article) },
    { label: tWord("knowing", "event"), act: () => void forms.fromPassage("event", text, article) },
    ...named,
  ];
}
