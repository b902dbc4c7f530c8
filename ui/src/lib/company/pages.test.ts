import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ClaimView } from "$lib/bindings/ClaimView";
import type { EntitySummary } from "$lib/bindings/EntitySummary";
import type { EntityView } from "$lib/bindings/EntityView";
import type { EventView } from "$lib/bindings/EventView";
import { deal, list } from "$lib/deals/samples";
import { locale } from "$lib/i18n/locale.svelte";
import { dateView, event } from "$lib/timeline/samples";
import { note } from "../../test/answers";

const platform = vi.hoisted(() => ({ ask: vi.fn(), openExternal: vi.fn() }));
vi.mock("$lib/platform", async (original) => ({ ...(await original<object>()), ...platform }));

const { AskError } = await import("$lib/platform");
const { parseAddress } = await import("$lib/navigation/address");
const { frame } = await import("$lib/navigation/frame.svelte");
const { nav } = await import("$lib/navigation/nav.svelte");
const { default: EntityIndex } = await import("./EntityIndex.svelte");
const { default: EntityPage } = await import("./EntityPage.svelte");
const { default: EventPage } = await import("./EventPage.svelte");

const link = (id: string, label: string) => ({ address: `zhimai://entity/${id}`, label });

function summary(id: string, kind: string, name: string, other_names: string[] = []): EntitySummary {
  const address = `zhimai://entity/${id}`;
  return {
    address,
    id,
    kind,
    name,
    other_names,
    misspellings: [],
    description: "",
    ticker: null,
    articles: 0,
    events: 0,
  };
}

function claim(id: string, more: Partial<ClaimView> = {}): ClaimView {
  return {
    id,
    event: { address: "zhimai://event/alliance", label: "The alliance" },
    date: dateView("2025-11-18"),
    text: `Claim ${id}`,
    quote: null,
    amount: {
      currency: "USD",
      low: 10_000_000_000,
      high: 10_000_000_000,
      qualifier: "up-to",
      label: "up to US$10 billion",
      horizon: "over ten years",
    },
    from: link("nvidia", "NVIDIA"),
    to: link("anthropic", "Anthropic"),
    flow: "equity",
    status: "announced",
    said_by: "company",
    reported: dateView("2025-11-19"),
    conflicts_with: [],
    sources: [
      {
        publisher: "The Paper",
        title: "A title",
        date: dateView("2025-11-19"),
        url: "https://news.example/a",
        unopened: true,
        confidence: "high",
      },
    ],
    ...more,
  };
}

const conflict = {
  id: "c",
  topic: "How much",
  claims: [claim("a"), claim("b", { text: "Another sum" })],
  assessment: "Open.",
};

const anthropic: EntityView = {
  summary: { ...summary("anthropic", "company", "Anthropic"), description: "An AI lab" },
  names: ["en", "tw", "hk", "cn"].map((region) => ({ region, name: "Anthropic" })),
  aliases: [{ name: "Antropic", kind: "misspelling" }],
  founded: 2021,
  headquarters: null,
  released: null,
  remark: null,
  relations: [{ kind: "customer-of", label: "Customer of", to: link("azure", "Azure") }],
  deals_in: list([deal("nvidia>anthropic", { disputed: true, other_sums: ["US$12 billion"] })], {
    sums: [
      {
        kind: "equity",
        currency: "USD",
        low: 0,
        high: 1e9,
        label: "up to US$1 billion",
        converted: null,
        deals: ["nvidia>anthropic"],
      },
    ],
  }),
  deals_out: list([deal("anthropic>azure", { billions: 0 })], {
    left_out: [{ deal: "anthropic>azure", reason: "no-sum", within: null }],
  }),
  partners: [{ entity: link("azure", "Azure"), deals: 1, sums_in: [], sums_out: [] }],
  claims: [claim("apart", { flow: "none", text: "It said so." })],
  claim_count: 1,
  events: [event("2025-11-18", { title: "The alliance" })],
  conflicts: [conflict],
  articles: [],
  notes: [],
};

beforeEach(() => {
  locale.lang = "en";
  platform.ask.mockReset();
});

describe("the page of an entity", () => {
  beforeEach(async () => {
    platform.ask.mockResolvedValue(anthropic);
    render(EntityPage, { address: parseAddress("zhimai://entity/anthropic") });
    await screen.findByRole("heading", { level: 1, name: "Anthropic" });
  });

  it("names the kinds of ties and aliases, and says a name once that all regions share", () => {
    expect(screen.getByText("Customer of")).toBeTruthy();
    expect(screen.getByText("Misspelling")).toBeTruthy();
    expect(screen.getByText("Name")).toBeTruthy();
  });

  it("has what comes in and what goes out, each deal in one row, with what they add up to and what is left out", () => {
    const row = (way: string) => {
      const table = screen.getByRole("region", { name: way });
      return within(table).getAllByRole("row")[1]?.textContent ?? "";
    };
    for (const part of [
      "USD 1 billion",
      "NVIDIA",
      "Equity",
      "Announced",
      "Other claims disagree",
      "1 other figure",
      "2 sources, 1 independent",
    ])
      expect(row("Coming in")).toContain(part);
    expect(row("Going out")).toContain("No sum named");
    const money = screen.getByRole("region", { name: /^Money in and out/ });
    expect(money.textContent).toContain("up to US$1 billion");
    expect(money.textContent).toContain("1 left out, and why");
  });

  it("has whom it deals with, what is no deal with its sources, and leads to a comparison", async () => {
    const partners = screen.getByRole("region", { name: "Whom it deals with" });
    expect(within(partners).getByRole("link", { name: "Azure" })).toBeTruthy();
    const apart = screen.getByRole("region", { name: /^Other claims/ });
    for (const part of ["It said so.", "The Paper", "From the company", "Address not checked"])
      expect(apart.textContent).toContain(part);
    // How sure a source is says less than whose word it is.
    expect(apart.textContent).not.toContain("confidence");
    await fireEvent.click(screen.getByRole("button", { name: "Compare with another" }));
    expect(nav.address.text).toBe("zhimai://view/compare?a=anthropic");
  });

  it("has its contents at its side, and leads to each part", async () => {
    const contents = screen.getByRole("navigation", { name: "On this page" });
    const titles = within(contents)
      .getAllByRole("link")
      .map((link) => link.textContent);
    expect(titles).toEqual([
      "Money in and out2",
      "Whom it deals with1",
      "Relations1",
      "Timeline1",
      "Other claims1",
      "Conflicting claims1",
      "Articles0",
      "My notes0",
    ]);
    await fireEvent.click(within(contents).getByRole("link", { name: /^Conflicting/ }));
    expect(document.activeElement?.id).toBe("conflicts");
  });

  it("sets claims that disagree side by side, with how they stand", () => {
    const section = screen.getByRole("region", { name: "How much" });
    expect(within(section).getAllByRole("article")).toHaveLength(2);
    expect(section.textContent).toContain("Open.");
  });

  it("asks before it leaves for a source", async () => {
    await fireEvent.click(screen.getAllByRole("link", { name: /The Paper/ })[0] as HTMLElement);
    expect(frame.leaving).toBe("https://news.example/a");
    expect(platform.openExternal).not.toHaveBeenCalled();
  });

  it("takes a new note on it, in both languages, right there", async () => {
    platform.ask.mockImplementation((name: string, request: object) =>
      Promise.resolve(name === "save_note" ? { ...note, ...request, version: 1 } : anthropic),
    );
    await fireEvent.click(screen.getByRole("button", { name: "New note on this" }));
    const [zh] = screen.getAllByRole<HTMLTextAreaElement>("textbox");
    await fireEvent.input(zh as HTMLElement, { target: { value: "待查" } });
    await fireEvent.click(screen.getByRole("button", { name: "Done" }));
    expect(platform.ask).toHaveBeenCalledWith(
      "save_note",
      expect.objectContaining({ zh: "待查", on: "zhimai://entity/anthropic" }),
    );
  });
});

it("an entity that is not there says so", async () => {
  platform.ask.mockRejectedValue(new AskError({ code: "not-found", message: "no such entity", detail: "" }));
  render(EntityPage, { address: parseAddress("zhimai://entity/nobody") });
  expect(await screen.findByText("no such entity")).toBeTruthy();
});

describe("the page of an event", () => {
  const page = (edtf: string): EventView => ({
    item: event(edtf, { title: "Something", participants: [link("openai", "OpenAI")], conflicted: true }),
    claims: [
      claim("x#1", { quote: "Their words" }),
      claim("x#2", { text: "Another account" }),
      claim("x#3", { text: "No money" }),
    ],
    accounts: [{ deal: "x#1", claims: ["x#1", "x#2"] }],
    deals: list([deal("nvidia>anthropic", { id: "x#1" })]),
    totals: [],
    conflicts: [],
    articles: [],
    notes: [],
  });

  it.each([
    ["2025-11-18", null],
    ["2025-11", "Known to the month · Somewhere from Nov 1, 2025 to Nov 30, 2025"],
    ["2025~", "Approximate · Known to the year · Somewhere from Jan 1, 2025 to Dec 31, 2025"],
    ["2023-11-17/2023-11-22", "Over a stretch of time"],
  ])("says how surely %s is known", async (edtf, words) => {
    platform.ask.mockResolvedValue(page(edtf));
    const { container } = render(EventPage, { address: parseAddress("zhimai://event/x") });
    await screen.findByRole("heading", { level: 1 });
    expect(container.querySelector(".precision")?.textContent ?? null).toBe(words);
  });

  it("says who pays whom once, and has the claims under the money that they tell of", async () => {
    platform.ask.mockResolvedValue(page("2025-11-18"));
    render(EventPage, { address: parseAddress("zhimai://event/x#2") });
    const table = await screen.findByRole("region", { name: "Who pays whom" });
    expect(within(table).getAllByRole("row")).toHaveLength(2);
    const claims = screen.getByRole("region", { name: /^Claims/ });
    const groups = within(claims).getAllByRole("heading", { level: 3 });
    expect(groups.map((heading) => heading.textContent?.trim())).toEqual([
      expect.stringContaining("NVIDIA → ANTHROPIC · USD 1 billion"),
      "Other claims",
    ]);
    const lists = within(claims)
      .getAllByRole("list")
      .filter((list) => list.tagName === "OL");
    expect(lists.map((list) => within(list).getAllByRole("article").length)).toEqual([2, 1]);
    expect(document.activeElement?.textContent).toContain("Another account");
  });

  it("has claims with their words, and leads to its place on the timeline", async () => {
    platform.ask.mockResolvedValue(page("2025-11-18"));
    render(EventPage, { address: parseAddress("zhimai://event/x") });
    expect(await screen.findByText("Their words")).toBeTruthy();
    await fireEvent.click(screen.getByRole("link", { name: "See on the timeline" }));
    expect(nav.address.parameters.get("from")).toBe("2025-10-04");
    expect(nav.address.parameters.get("event")).toBe("e-2025-11-18");
  });
});

describe("the directory", () => {
  const open = async (query: string) => {
    platform.ask.mockResolvedValue([
      summary("nvidia", "company", "NVIDIA", ["輝達", "英伟达"]),
      summary("openai", "company", "OpenAI"),
      summary("jensen-huang", "person", "Jensen Huang", ["黃仁勳"]),
    ]);
    render(EntityIndex, { address: parseAddress(`zhimai://view/companies${query}`) });
    await screen.findAllByRole("heading", { level: 2 });
  };
  const named = () => screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);

  it("has companies first", async () => {
    await open("");
    expect(named()).toEqual(["NVIDIA", "OpenAI"]);
    expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Companies2");
  });

  it("is narrowed by a name in any language", async () => {
    await open("?q=英伟达");
    expect(named()).toEqual(["NVIDIA"]);
  });

  it("shows the kind where the name is", async () => {
    await open("?q=黃仁勳");
    expect(named()).toEqual(["Jensen Huang"]);
    expect(screen.getByRole("tab", { selected: true }).textContent).toBe("People1");
  });

  it("keeps what is typed in its address, but not what is still composed", async () => {
    await open("");
    const field = screen.getByLabelText("Filter by name");
    await fireEvent.input(field, { target: { value: "ying" }, isComposing: true });
    expect(nav.address.parameters.get("q")).toBeNull();
    await fireEvent.input(field, { target: { value: "nvda" } });
    expect(nav.address.parameters.get("q")).toBe("nvda");
  });
});
