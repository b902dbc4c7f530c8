/*
 * Which language a text is set in, where nobody says: Chinese faces for Chinese, Latin ones for the rest.
 */
import type { UiLang } from "$lib/bindings/UiLang";

const HAN = /\p{Script=Han}/u;

/**
 * For the `lang` attribute. `said` is what the library knows of the source, which need not hold for a translated
 * title; `ui` is the interface language.
 */
export function languageOf(text: string, said: string | null | undefined, ui: UiLang): string {
  if (!HAN.test(text)) return "en";
  if (said?.startsWith("zh")) return said;
  return chineseFor(ui);
}

/** The script to set Chinese in where the text itself says nothing. */
export function chineseFor(ui: UiLang): "zh-Hant" | "zh-Hans" {
  return ui === "zh-Hans" ? "zh-Hans" : "zh-Hant";
}
