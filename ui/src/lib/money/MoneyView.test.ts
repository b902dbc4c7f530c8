import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ClaimView } from "$lib/bindings/ClaimView";
import type { DealPage as Page } from "$lib/bindings/DealPage";
import type { LoopView } from "$lib/bindings/LoopView";
import { deal, end, list } from "$lib/deals/samples";
import { locale } from "$lib/i18n/locale.svelte";
import { parseAddress } from "$lib/navigation/address";
import { nav } from "$lib/navigation/nav.svelte";
import type * as Platform from "$lib/platform";
import { AskError } from "$lib/platform";
import DealPage from "./DealPage.svelte";
import MoneyView from "./MoneyView.svelte";

const platform = vi.hoisted(() => ({ ask: vi.fn(), saveFile: vi.fn(() => Promise.resolve(true)) }));
vi.mock("$lib/platform", async (original) => ({ ...(await original<typeof Platform>()), ...platform }));

const deals = [
  deal("a>b", { billions: 10 }),
  deal("b>a", { billions: 30, kind: "compute-purchase", status: "committed" }),
  deal("c>a", { billions: 4, kind: "loan" }),
  deal("a>d", { billions: 0 }),
];
const leg = (from: string, to: string, ids: string[]) => ({
  from: { address: `zhimai://entity/${from}`, label: from.toUpperCase() },
  to: { address: `zhimai://entity/${to}`, label: to.toUpperCase() },
  deals: deals.filter(({ id }) => ids.includes(id)),
});
const loop: LoopView = { id: "a b", legs: [leg("a", "b", ["a>b"]), leg("b", "a", ["b>a"])], conflicts: [] };
const claim: ClaimView = {
  id: "a>b",
  event: { address: "zhimai://event/e", label: "What happened" },
  date: deal("a>b").date,
  text: "A gives ten.",
  quote: null,
  amount: null,
  from: null,
  to: null,
  flow: "equity",
  status: "announced",
  said_by: "company",
  reported: deal("a>b", { on: "2025-11-19" }).date,
  conflicts_with: [],
  sources: [],
};
const page: Page = {
  deal: deal("a>b", { billions: 10, end: end("called-off"), status: "called-off" }),
  end: { ...claim, id: "off", text: "It is off." },
  accounts: [claim],
  includes: [],
  within: [deal(">b", { billions: 15 })],
  totals: [],
  conflicts: [],
  loops: [loop],
  notes: [],
};

const answers: Record<string, (request: { kinds?: string[] }) => unknown> = {
  deals: ({ kinds = [] }) =>
    list(
      deals.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)),
      { kinds: [{ value: "loan", label: "loan", count: 1 }] },
    ),
  loops: () => ({ loops: [loop], more: false }),
  deal: () => page,
};

/** Shows an address as the frame does: the view follows what it makes of it. */
function open(address: string) {
  nav.go(address);
  const { rerender } = render(MoneyView, { address: nav.address });
  return () => rerender({ address: nav.address });
}

beforeEach(() => {
  Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });
  locale.lang = "en";
  nav.go("zhimai://view/search");
  platform.ask.mockReset();
  platform.ask.mockImplementation((name: string, request: { kinds?: string[] }) =>
    Promise.resolve(answers[name]?.(request)),
  );
});

const ribbons = (root: ParentNode = document) => [...root.querySelectorAll<SVGGElement>("g.ribbon")];
const rows = () =>
  [...document.querySelectorAll<HTMLElement>(".list tr[data-deal]")].map((row) => row.dataset["deal"]);

describe("the money view", () => {
  it("draws what names a sum, and lists all", async () => {
    open("zhimai://view/money");
    await screen.findByRole("group", { name: /Money flows of 3 deals in US dollars/ });
    expect(ribbons()).toHaveLength(3);
    expect(rows()).toHaveLength(4);
    expect(screen.getByRole("button", { name: "1 without a sum" })).toBeTruthy();
  });

  it("keys select in the picture, and the row and the line follow", async () => {
    const follow = open("zhimai://view/money");
    const picture = await screen.findByRole("group", { name: /Money flows of/ });
    await fireEvent.keyDown(picture, { key: "ArrowDown" });
    await follow();
    expect(nav.address.parameters.get("deal")).toBe("b>a");
    expect(document.querySelector("tr[aria-current=true]")?.getAttribute("data-deal")).toBe("b>a");
    await fireEvent.keyDown(picture, { key: "ArrowRight" });
    await follow();
    expect(nav.address.parameters.get("deal")).toBe("a>b");
    const line = screen.getByRole("group", { name: "Selected deal" });
    expect(within(line).getByRole("link", { name: "USD 10 billion" })).toBeTruthy();
    // The library is not asked again for what it has told.
    expect(platform.ask.mock.calls.filter(([name]) => name === "deals")).toHaveLength(1);
    await fireEvent.keyDown(picture, { key: "Enter" });
    expect(nav.address.text).toBe("zhimai://deal/a>b");
  });

  it("leads from a row to its deal, and stays there", async () => {
    open("zhimai://view/money");
    await screen.findByRole("group", { name: /Money flows of/ });
    const row = document.querySelector(".list tr[data-deal='c>a']");
    await fireEvent.click(within(row as HTMLElement).getByRole("link", { name: "USD 4 billion" }));
    expect(nav.address.text).toBe("zhimai://deal/c>a");
  });

  it("selects the deal of a row that is pressed", async () => {
    open("zhimai://view/money");
    await screen.findByRole("group", { name: /Money flows of/ });
    await fireEvent.click(document.querySelector(".list tr[data-deal='c>a'] td") as Element);
    expect(nav.address.parameters.get("deal")).toBe("c>a");
  });

  it("puts who is pressed into the middle", async () => {
    open("zhimai://view/money");
    await screen.findByRole("group", { name: /Money flows of/ });
    await fireEvent.click(document.querySelector("[data-end='zhimai://entity/a'] text") as Element);
    expect(nav.address.text).toBe("zhimai://view/money?picture=network&centre=a");
  });

  it("shows who is in the middle with what names no sum too", async () => {
    open("zhimai://view/money?picture=network&centre=a");
    await screen.findByRole("group", { name: "Money to and from A: 4 deals in US dollars" });
    expect(ribbons()).toHaveLength(4);
  });

  it("narrows by the address, and takes the filter away", async () => {
    open("zhimai://view/money?kind=loan");
    await screen.findByRole("group", { name: /Money flows of 1 deal / });
    await fireEvent.click(screen.getByRole("button", { name: "Remove filter: Loan" }));
    expect(nav.address.text).toBe("zhimai://view/money");
  });

  it("tells loops leg by leg, and lights one in the picture", async () => {
    const follow = open("zhimai://view/money?picture=loops");
    const card = await screen.findByRole("region", { name: "A → B → A" });
    expect(within(card).getAllByRole("table")).toHaveLength(2);
    expect(screen.getByText(/may be read as circular/)).toBeTruthy();
    await fireEvent.click(within(card).getByRole("button", { name: "Show in the picture" }));
    await follow();
    expect(nav.address.parameters.get("loop")).toBe("a b");
    expect(card.className).toContain("lit");
  });

  it("says when nothing fits, and offers to widen", async () => {
    open("zhimai://view/money?kind=grant");
    await screen.findByText("No deal fits the filters");
    await fireEvent.click(screen.getAllByRole("button", { name: "Clear filters" })[0] as Element);
    expect(nav.address.text).toBe("zhimai://view/money");
  });

  it("saves the list as comma-separated values", async () => {
    open("zhimai://view/money");
    await screen.findByRole("group", { name: /Money flows of/ });
    await fireEvent.click(screen.getByRole("button", { name: "Save picture" }));
    await fireEvent.click(await screen.findByRole("menuitem", { name: "CSV (table)" }));
    const [name, bytes] = platform.saveFile.mock.calls[0] as unknown as [string, Uint8Array];
    expect(name).toBe("zhimai-money.csv");
    expect(new TextDecoder().decode(bytes).split("\r\n")).toHaveLength(deals.length + 2);
  });
});

describe("the page of a deal", () => {
  it("says how it stands, what is said of it, how it went and what it is part of", async () => {
    render(DealPage, { address: parseAddress("zhimai://deal/a>b") });
    await screen.findByRole("heading", { level: 1, name: "A → B · USD 10 billion" });
    expect(screen.getByRole("heading", { name: "Called off 2026-01-02" })).toBeTruthy();
    const course = screen.getByRole("region", { name: "How it went" });
    const steps = within(course)
      .getAllByRole("listitem")
      .map((step) => step.textContent);
    expect(steps).toHaveLength(3);
    expect(steps[0]).toContain("Happened");
    expect(steps[1]).toContain("First reported");
    expect(steps[2]).toContain("It is off.");
    expect(screen.getByRole("heading", { name: /Deals it lies within/ })).toBeTruthy();
    expect(screen.getByRole("region", { name: "A → B → A" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Show in the picture" })).toBeNull();
    const way = screen.getByRole("link", { name: "See it among the money flows" });
    expect(way.getAttribute("href")).toBe("zhimai://view/money?deal=a%3Eb");
  });

  it("that is not there says so", async () => {
    const gone = new AskError({ code: "not-found", message: "There is no such deal.", detail: "" });
    platform.ask.mockRejectedValue(gone);
    render(DealPage, { address: parseAddress("zhimai://deal/x") });
    expect(await screen.findByText("There is no such deal.")).toBeTruthy();
  });
});
