import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ClaimView } from "$lib/bindings/ClaimView";
import type { EntitySummary } from "$lib/bindings/EntitySummary";
import type { EntityView } from "$lib/bindings/EntityView";
import type { EventView } from "$lib/bindings/EventView";
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
  money_in: [claim("in", { conflicts_with: ["b"] })],
  money_out: [claim("out", { amount: null, sources: [] })],
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
    expect(screen.getByText("English · Taiwan · Hong Kong · Mainland China")).toBeTruthy();
  });

  it("never drops a qualifier, a time or a source of a sum", () => {
    const [coming, going] = screen.getAllByRole("table");
    const row = within(coming as HTMLElement).getAllByRole("row")[1]?.textContent ?? "";
    for (const part of [
      "up to US$10 billion",
      "over ten years",
      "Equity",
      "Announced",
      "From the company",
      "The Paper",
      "Address not checked",
      "Other claims disagree",
    ])
      expect(row).toContain(part);
    // How sure a source is says less than whose word it is.
    expect(row).not.toContain("confidence");
    const bare = within(going as HTMLElement).getAllByRole("row")[1]?.textContent ?? "";
    expect(bare).toContain("No sum named");
    expect(bare).toContain("No source given");
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
    claims: [claim("a", { quote: "Their words" })],
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
