/** A number as far as it must stay on one line: with its qualifier, its unit and its currency, in Chinese or English. */
const SUM =
  /((?:最多|至少|[約约逾])?(?:[A-Z]{0,2}[$€£¥])?\d[\d.,]*\d*(?:[–-]\d[\d.,]*)?\s?(?:萬億|万亿|[兆億萬亿万]|billion|trillion|million|[BMG]W?\b)?(?:[美日歐欧港韓韩]?[元圓])?)/u;

/** A text in turn without a sum and with nothing but one; the first part may be empty. */
export function parts(text: string): string[] {
  return text.split(new RegExp(SUM, "gu"));
}
