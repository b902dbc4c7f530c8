/* Proposals in the order in which they stand, and what is handed to the library when one is accepted. */
import type { ProposedClaim } from "$lib/bindings/ProposedClaim";
import type { ProposedName } from "$lib/bindings/ProposedName";
import type { PutClaim } from "$lib/bindings/PutClaim";
import type { Review } from "$lib/bindings/Review";

export type Row = { article: string } & (
  { kind: "claim"; of: ProposedClaim } | { kind: "name"; of: ProposedName }
);

/** How a claim stands to known ones that say otherwise. */
export type Standing = "conflict" | "same" | "other";

export function rowsOf(review: Review): Row[] {
  return review.articles.flatMap(({ article, claims, names }): Row[] => [
    ...claims.map((of): Row => ({ kind: "claim", of, article: article.id })),
    ...names.map((of): Row => ({ kind: "name", of, article: article.id })),
  ]);
}

/**
 * What accepting it hands to the library. `choose`: known claims say otherwise, and the person has to say how it stands to
 * them. `ask`: something is missing that only the person can tell, such as when a new event was.
 */
export function acceptance(
  of: ProposedClaim,
  article: string,
  standing: Standing | undefined,
): PutClaim | "choose" | "ask" {
  if (of.otherwise.length > 0 && standing === undefined) return "choose";
  if (of.event && typeof of.event["date"] !== "string") return "ask";
  const others = of.otherwise.map(({ id }) => id);
  const claim = { ...of.claim };
  if (standing === "conflict") claim["conflicts_with"] = others;
  if (standing === "same") claim["same_as"] = others[0];
  return { claim, event: of.event, proposal: { article, id: of.id } };
}
