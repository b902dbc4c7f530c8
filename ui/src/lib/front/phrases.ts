// A sum as far as it must stay on one line: a number with its unit or its currency, and what qualifies it in Chinese.
const NUMBER = /\d(?:[\d.,]*\d)?(?:[–-]\d(?:[\d.,]*\d)?)?/.source;
const UNIT = /\s?(?:萬億|万亿|[兆億萬亿万]|billion|trillion|million|[BM]\b)/.source;
const SIGN = /[A-Z]{0,2}[$€£¥]/.source;
const CURRENCY = /(?:[美日歐欧港韓韩]?[元圓])/.source;
const SUM = `((?:最多|至少|[約约逾])?(?:(?:${SIGN})?${NUMBER}${UNIT}${CURRENCY}?|${SIGN}${NUMBER}))`;

/** A text in turn without a sum and with nothing but one; the first part may be empty. */
export function parts(text: string): string[] {
  return text.split(new RegExp(SUM, "gu"));
}

/** A text in pieces that end with a Chinese colon, comma or semicolon: elsewhere Chinese may break between any two characters. */
export function phrases(text: string): string[] {
  return text.split(/(?<=[：，；])/u);
}
