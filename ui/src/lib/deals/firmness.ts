// How firm money is, as it is drawn: a fill, an edge and a tone for each. The word stands beside it.

export type Firmness = {
  /** Of its sign: how much of it is filled. */
  fill: "full" | "half" | "none";
  /** The edge: a line for what is signed or paid, dashes for what was said in public, dots for what is heard. */
  edge: "line" | "dashes" | "dots";
  /** Of the sign and the word. */
  tone: "good" | "info" | "plain" | "warn" | "gone";
};

const FIRMNESS: Record<string, Firmness> = {
  paid: { fill: "full", edge: "line", tone: "good" },
  committed: { fill: "half", edge: "line", tone: "good" },
  announced: { fill: "half", edge: "dashes", tone: "info" },
  "letter-of-intent": { fill: "none", edge: "dashes", tone: "info" },
  reported: { fill: "half", edge: "dots", tone: "plain" },
  rumoured: { fill: "none", edge: "dots", tone: "warn" },
  opinion: { fill: "none", edge: "dots", tone: "plain" },
};

const GONE: Firmness = { fill: "none", edge: "line", tone: "gone" };

/** Degrees of firmness from the firmest down, as a filter names them. */
export const DEGREES = [...Object.keys(FIRMNESS), "denied", "called-off"] as const;

/** How a degree of firmness is drawn; what was denied, called off or replaced is struck through. */
export function firmnessOf(status: string, ended = false): Firmness {
  return ended ? GONE : ((Object.hasOwn(FIRMNESS, status) ? FIRMNESS[status] : undefined) ?? GONE);
}

/** Whether it is paid or signed. */
export function isCommitted(status: string): boolean {
  return status === "paid" || status === "committed";
}
