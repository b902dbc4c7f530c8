import type { UiLang } from "$lib/bindings/UiLang";

/** The interface language. Whoever reads it while rendering follows its change. */
export const locale = $state<{ lang: UiLang }>({ lang: "zh-Hant" });

export const LANGUAGES = ["zh-Hant", "zh-Hans", "en"] as const satisfies readonly UiLang[];

export function isLanguage(text: string): text is UiLang {
  return (LANGUAGES as readonly string[]).includes(text);
}
