import { expect, it } from "vitest";
import type { ClaimView } from "$lib/bindings/ClaimView";
import type { ProposedClaim } from "$lib/bindings/ProposedClaim";
import { acceptance } from "./rows";

const proposed: ProposedClaim = {
  id: "c1",
  sure: true,
  sentence: "A invests in B.",
  address: "zhimai://article/x#p0",
  from: null,
  to: null,
  flow: "equity",
  status: "announced",
  amount: null,
  date: null,
  same: null,
  otherwise: [],
  told: null,
  claim: { from: "a" },
  event: { date: "2025" },
};
const other = { id: "e#1" } as ClaimView;

it("hands over the claim with its event and its proposal", () => {
  expect(acceptance(proposed, "x", undefined)).toEqual({
    claim: { from: "a" },
    event: { date: "2025" },
    proposal: { article: "x", id: "c1" },
  });
});

it("asks for what only the person can tell", () => {
  expect(acceptance({ ...proposed, event: {} }, "x", undefined)).toBe("ask");
  expect(acceptance({ ...proposed, otherwise: [other] }, "x", undefined)).toBe("choose");
});

it.each([
  ["conflict", { from: "a", conflicts_with: ["e#1"] }],
  ["same", { from: "a", same_as: "e#1" }],
  ["other", { from: "a" }],
] as const)("says how it stands to what says otherwise: %s", (standing, claim) => {
  expect(acceptance({ ...proposed, otherwise: [other] }, "x", standing)).toMatchObject({ claim });
});
