/*
 * Which language a text is set in: Chinese faces for Chinese, Latin ones for the rest, and for Chinese those of the
 * characters that it is written in. A Traditional face puts commas in the middle, which looks wrong in Simplified text.
 */
import type { UiLang } from "$lib/bindings/UiLang";

const HAN = /\p{Script=Han}/u;

/** Frequent characters that only one of the two ways of writing has. */
const ONLY_HANT =
  /[與為這個們來時國對會發後學說過還進經關開無動現種應實體機點業產電題門問間資訊億萬報導輝達軟買賣債務據數變讓將認識計訂購單價當獨運營網絡雲圖紙劃協議簽約聯戰爭長見風險車東馬頭條從給統總結構製]/gu;
const ONLY_HANS =
  /[与为这个们来时国对会发后学说过还进经关开无动现种应实体机点业产电题门问间资讯亿万报导辉达软买卖债务据数变让将认识计订购单价当独运营网络云图纸划协议签约联战争长见风险车东马头条从给统总结构制]/gu;

/**
 * For the `lang` attribute. `said` is what the library knows of the source, which need not hold for a title that is
 * shown in another language or other characters; `ui` is the interface language.
 */
export function languageOf(text: string, said: string | null | undefined, ui: UiLang): string {
  if (!HAN.test(text)) return "en";
  const hant = text.match(ONLY_HANT)?.length ?? 0;
  const hans = text.match(ONLY_HANS)?.length ?? 0;
  if (hant !== hans) return hant > hans ? "zh-Hant" : "zh-Hans";
  if (said?.toLowerCase() === "zh-hans") return "zh-Hans";
  if (said?.toLowerCase() === "zh-hant") return "zh-Hant";
  return chineseFor(ui);
}

/** The script to set Chinese in where the text itself says nothing. */
export function chineseFor(ui: UiLang): "zh-Hant" | "zh-Hans" {
  return ui === "zh-Hans" ? "zh-Hans" : "zh-Hant";
}
