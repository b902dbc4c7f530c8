/*
 * The interface is written once in Traditional characters. These are its few words that Hong Kong writes in another way than
 * Taiwan, where no word serves both; `tests/regions.test.mjs` finds those that are missing.
 */
const WORDS: Record<string, string> = {
  列印: "打印",
  執行長: "行政總裁",
  硬體: "硬件",
  簡訊: "短訊",
  募資: "集資",
  輝達: "英偉達",
  選擇權: "期權",
  資本支出: "資本開支",
};

const ANY = new RegExp(Object.keys(WORDS).join("|"), "g");

/** A text of the interface in the words of Hong Kong. */
export function asInHongKong(text: string): string {
  return text.replace(ANY, (word) => WORDS[word] ?? word);
}
