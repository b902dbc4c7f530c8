/* Sums as a person types them: `30億`, `1.5 billion`, `2,000,000`. */

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:兆|萬億|万亿|trillion|tn|t)$/i, 1e12],
  [/^(?:十億|十亿|billion|bn|b)$/i, 1e9],
  [/^(?:億|亿)$/, 1e8],
  [/^(?:百萬|百万|million|mn|m)$/i, 1e6],
  [/^(?:萬|万)$/, 1e4],
  [/^(?:千|thousand|k)$/i, 1e3],
  [/^$/, 1],
];

/** A sum in whole units; nothing when it is none. */
export function parseSum(typed: string): number | undefined {
  const [, digits = "", unit = ""] = /^([\d.,，\s]+)\s*(\D*)$/.exec(typed.normalize("NFKC").trim()) ?? [];
  const number = Number(digits.replace(/[,，\s]/g, ""));
  const times = UNITS.find(([written]) => written.test(unit.trim()))?.[1];
  if (digits === "" || times === undefined || !Number.isFinite(number)) return undefined;
  // Through the digits, so that 1.1 billion is not a hair off.
  const sum = Math.round(number * times);
  return sum > 0 && Number.isSafeInteger(sum) ? sum : undefined;
}

/** A sum as it stands in the field. */
export function writeSum(sum: number | undefined): string {
  return sum === undefined ? "" : sum.toLocaleString("en");
}
