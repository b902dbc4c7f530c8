/*
 * Cuts the text of a column where what is to be seen in it begins and ends.
 * Spans may overlap: a match inside a mention inside a noted passage. Offsets are code points.
 */
import type { Span } from "$lib/bindings/Span";
import { codePoints } from "$lib/shared/codepoints";

export type Piece = {
  text: string;
  matched: boolean;
  /** The occurrence of find-in-page that covers it, if any. */
  found: number | undefined;
  /** What became of it from one version to another. */
  change: Found["change"];
  /** Notes attached to it. */
  notes: readonly string[];
  /** The longest glossary term that covers it. */
  term: string | undefined;
  /** What was repaired in it; `start` is where the whole repaired place begins, in code points. */
  repair: { original: string; certain: boolean; start: number } | undefined;
  /** The entity that is named, where the words already lead elsewhere. */
  entity: string | undefined;
  strong: boolean;
  emphasis: boolean;
  code: boolean;
  strike: boolean;
};

/** Where a run leads. A link that the text has goes before one of ours: links do not lie in each other. */
export type Leads =
  { to: "entity"; entity: string } | { to: "link"; url: string } | { to: "footnote"; label: string };

/** Pieces in a row that lead to one place, or nowhere. */
export type Run = { leads: Leads | undefined; start: number; pieces: Piece[] };

/** Something that was looked for in a text: what was typed to be found, or with `change` what another version has not. */
export type Found = { index: number; start: number; end: number; change?: "del" | "ins" | undefined };

export function runs(text: string, spans: readonly Span[], found: readonly Found[] = []): Run[] {
  const points = codePoints(text);
  const inside = spans
    .map((span) => ({ ...span, start: Math.max(0, span.start), end: Math.min(points.length, span.end) }))
    .filter((span) => span.start < span.end);
  const cuts = [
    ...new Set([0, points.length, ...[...inside, ...found].flatMap(({ start, end }) => [start, end])]),
  ]
    .filter((cut) => cut >= 0 && cut <= points.length)
    .sort((a, b) => a - b);

  const out: Run[] = [];
  let leaderBefore: Span | undefined;
  for (const [i, start] of cuts.entries()) {
    const end = cuts[i + 1];
    if (end === undefined) break;
    const over = inside.filter((span) => span.start <= start && span.end >= end);
    const has = (kind: Span["kind"]) => over.some((span) => span.kind === kind);
    const mention = longest(over.filter((span) => span.kind === "mention"));
    const leader =
      over.find((span) => span.kind === "footnote") ?? over.find((span) => span.kind === "link") ?? mention;
    const one = found.find((one) => one.start <= start && one.end >= end);
    const piece: Piece = {
      text: points.slice(start, end),
      matched: has("match"),
      found: one?.change ? undefined : one?.index,
      change: one?.change,
      notes: over.flatMap((span) => (span.kind === "note" ? [span.note] : [])),
      term: longest(over.filter((span) => span.kind === "term"))?.term,
      repair: over.find((span) => span.kind === "repair"),
      entity: leader === mention ? undefined : mention?.entity,
      strong: has("strong"),
      emphasis: has("emphasis"),
      code: has("code"),
      strike: has("strike"),
    };
    const last = out.at(-1);
    if (last && leader === leaderBefore) last.pieces.push(piece);
    else out.push({ leads: leads(leader), start, pieces: [piece] });
    leaderBefore = leader;
  }
  return out;
}

function leads(span: Span | undefined): Leads | undefined {
  switch (span?.kind) {
    case "mention":
      return { to: "entity", entity: span.entity };
    case "link":
      return { to: "link", url: span.url };
    case "footnote":
      return { to: "footnote", label: span.label };
    default:
      return undefined;
  }
}

function longest<S extends { start: number; end: number }>(spans: readonly S[]): S | undefined {
  return spans.reduce<S | undefined>(
    (best, span) => (best === undefined || span.end - span.start > best.end - best.start ? span : best),
    undefined,
  );
}
