import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import type { DealCard as Card } from "$lib/bindings/DealCard";
import { deal, list } from "$lib/deals/samples";
import { locale } from "$lib/i18n/locale.svelte";
import { parseAddress } from "$lib/navigation/address";
import DealCard from "./DealCard.svelte";

beforeEach(() => {
  locale.lang = "en";
});

const card = (some: Partial<Card["asked"]> = {}): Card => ({
  reading: "Who invested in Anthropic (2025): 7 deals",
  list: list([1, 2, 3, 4, 5, 6, 7].map((n) => deal(`giver${String(n)}>anthropic`))),
  asked: {
    entities: [],
    givers: [],
    takers: ["anthropic"],
    kinds: ["equity"],
    statuses: [],
    from: "2025",
    to: "2025",
    minimum: null,
    currency: "",
    rates: [],
    ...some,
  },
});

it("says how the question was read, with the first deals, and leads to the same deals under money flows", async () => {
  const onopen = vi.fn<(address: string) => void>();
  render(DealCard, { card: card(), onopen });
  const whole = screen.getByRole("region", { name: "Who invested in Anthropic (2025): 7 deals" });
  const link = within(whole).getByRole("link", { name: /Who invested in Anthropic/ });
  await fireEvent.click(link);
  const [address = ""] = onopen.mock.calls[0] ?? [];
  expect(link.getAttribute("href")).toBe(address);
  const { id, parameters } = parseAddress(address);
  expect([id, parameters.getAll("taker"), parameters.getAll("kind")]).toEqual([
    "money",
    ["anthropic"],
    ["equity"],
  ]);
  expect([parameters.get("from"), parameters.get("to"), parameters.getAll("giver")]).toEqual([
    "2025",
    "2025",
    [],
  ]);
  expect(document.querySelectorAll("[data-deal]")).toHaveLength(5);
});
