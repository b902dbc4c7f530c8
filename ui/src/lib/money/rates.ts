// Rates as the person gives them and as the library keeps them: `EUR=1.16 USD`.

export type Rate = { from: string; worth: string; into: string };

/** A rate as it is kept; nothing for what is none. */
export function readRate(kept: string): Rate | undefined {
  const [, from = "", worth = "", into = "USD"] =
    /^\s*([A-Z]{3})\s*=\s*(\d+(?:\.\d+)?)(?:\s+([A-Z]{3}))?\s*$/.exec(kept) ?? [];
  return from === "" || from === into || !(Number(worth) > 0) ? undefined : { from, worth, into };
}

export function writeRate({ from, worth, into }: Rate): string {
  return `${from}=${worth} ${into}`;
}

/** The rates with this one; one for a currency. Nothing where it is none. */
export function withRate(kept: readonly string[], rate: Rate): string[] | undefined {
  const written = writeRate({ ...rate, worth: rate.worth.trim() });
  if (!readRate(written)) return undefined;
  return [...kept.filter((one) => readRate(one)?.from !== rate.from), written];
}
