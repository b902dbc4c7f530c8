import type { Locale } from "$lib/bindings/Locale";
import type { UiLang } from "$lib/bindings/UiLang";

/** In whose words, names and marks Chinese is shown: of Taiwan, Hong Kong or the mainland. */
export type Region = Locale["region"];

/**
 * The interface language, and the region whose Chinese is shown: one of its script for an interface in Chinese.
 * Whoever reads it while rendering follows its change.
 */
export const locale = $state<Locale>({ lang: "zh-Hant", region: "tw" });

export const LANGUAGES = ["zh-Hant", "zh-Hans", "en"] as const satisfies readonly UiLang[];
export const REGIONS = ["tw", "hk", "cn"] as const satisfies readonly Region[];

/** The `lang` attribute of Chinese as a region writes it. */
export const CHINESE = { tw: "zh-Hant-TW", hk: "zh-Hant-HK", cn: "zh-Hans-CN" } as const satisfies Record<
  Region,
  string
>;

export function isLanguage(text: string): text is UiLang {
  return (LANGUAGES as readonly string[]).includes(text);
}

export function isRegion(text: string): text is Region {
  return (REGIONS as readonly string[]).includes(text);
}

/** The region to show Chinese of beside an interface language: the wanted one, or of the language's script the `traditional` one. */
export function regionFor(lang: UiLang, wanted: Region, traditional: Region): Region {
  if (lang === "zh-Hans") return "cn";
  return lang === "zh-Hant" && wanted === "cn" ? traditional : wanted;
}

/** The interface language beside a region: the same, unless it is Chinese in the other script. */
export function languageFor(region: Region, lang: UiLang): UiLang {
  if (lang === "en") return lang;
  return region === "cn" ? "zh-Hans" : "zh-Hant";
}

/** The `lang` attribute of the interface. */
export function interfaceLang({ lang, region }: Locale): string {
  return lang === "en" ? lang : CHINESE[region];
}
