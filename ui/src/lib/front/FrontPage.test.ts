/* The front page as a person meets it, over a library that answers from a table. */
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import axe from "axe-core";
import { tick } from "svelte";
import { beforeEach, expect, it, vi } from "vitest";
import type { FrontPage as Front } from "$lib/bindings/FrontPage";
import type { ImportReport } from "$lib/bindings/ImportReport";
import { end } from "$lib/deals/samples";
import { locale } from "$lib/i18n/locale.svelte";
import { task } from "$lib/library/task.svelte";
import { parseAddress } from "$lib/navigation/address";
import { nav } from "$lib/navigation/nav.svelte";
import { ask, rehearsePicked } from "$lib/platform";
import { settings } from "$lib/platform/settings.svelte";
import { saved } from "$lib/search/saved.svelte";
import Shell from "$lib/shell/Shell.svelte";
import {
  article,
  frontAnswer,
  searchAnswer,
  settingsAnswer,
  statusAnswer,
  summary,
} from "../../test/answers";
import FrontPage from "./FrontPage.svelte";

vi.mock(import("$lib/platform"), async (original) => ({
  ...(await original()),
  ask: vi.fn(),
  importPicked: vi.fn(),
  rehearsePicked: vi.fn(),
  onFilesDropped: vi.fn(() => () => undefined),
}));

const ADDRESS = "zhimai://view/search";
const EMPTY: Front = {
  ...frontAnswer,
  collection: null,
  lead: null,
  start: [],
  events: [],
  counts: { ...frontAnswer.counts, articles: 0, events: 0 },
};
const asked = vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>;
const times = (name: string) => asked.mock.calls.filter(([asks]) => asks === name).length;

let answer: Front;

beforeEach(() => {
  locale.lang = "en";
  settings.now = settingsAnswer;
  saved.all = [];
  answer = frontAnswer;
  Element.prototype.scrollTo = vi.fn();
  asked.mockReset();
  asked.mockImplementation((name: string) =>
    Promise.resolve(
      { front_page: answer, status: statusAnswer, article, settings: settingsAnswer, search: searchAnswer }[
        name
      ] ?? [],
    ),
  );
});

const open = () => {
  nav.go(ADDRESS);
  return render(FrontPage, { address: parseAddress(ADDRESS) });
};

/** Names of links, and where they lead. */
const links = (root: HTMLElement) =>
  [...root.querySelectorAll("a")].map((link) => [
    link.textContent.replace(/\s+/g, " ").trim(),
    link.getAttribute("href")?.replace("zhimai://", ""),
  ]);

/** Serious findings only a real window can judge are left to it: colours, and what needs the whole page. */
async function findings() {
  const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
  return (await axe.run(document.body, { rules })).violations.map(({ id }) => id);
}

it("takes the money of the lead story apart: who, to whom, how much, each a link", async () => {
  open();
  const lead = await screen.findByRole("article", { name: "Ant and Bee ally" });
  expect(links(lead)).toEqual([
    ["Ant and Bee ally", "article/brief-deal"],
    ["Ant", "entity/ant"],
    ["Bee", "entity/bee"],
    ["up to US$10 billion", "deal/ant>bee"],
    ["Bee", "entity/bee"],
    ["Ant", "entity/ant"],
    ["US$30 billion", "deal/bee>ant"],
    ["Headlines add it up.", "event/deal#17"],
    ["Read: The deal in brief", "article/brief-deal"],
    ["4 claims, each with its sources", "event/deal"],
  ]);
  expect(within(lead).getByText("Equity · Announced")).toBeTruthy();
  expect(within(lead).getByText("accounts differ on 2 matters")).toBeTruthy();
  // What is only a ceiling is not filled.
  const bars = [...lead.querySelectorAll(".bar")].map((bar) =>
    [".firm", ".most"].map((part) =>
      Math.round(parseFloat(bar.querySelector<HTMLElement>(part)?.style.inlineSize ?? "0")),
    ),
  );
  expect(bars).toEqual([
    [0, 33],
    [100, 100],
  ]);
});

it("tells of a deal and what it includes the deal, and leaves out what is over", async () => {
  const [one, other] = frontAnswer.lead?.money ?? [];
  if (!frontAnswer.lead || !one || !other) throw new Error("no money");
  const part = { ...one, id: "part", address: "zhimai://deal/part", within: [one.id, "elsewhere"] };
  const round = { ...other, within: ["elsewhere"] };
  const gone = { ...one, id: "gone", address: "zhimai://deal/gone", end: end("called-off") };
  answer = { ...frontAnswer, lead: { ...frontAnswer.lead, money: [one, part, round, gone] } };
  open();
  const lead = await screen.findByRole("article", { name: "Ant and Bee ally" });
  const deals = links(lead).flatMap(([, to]) => (to?.startsWith("deal/") ? [to] : []));
  expect(deals).toEqual(["deal/ant>bee", "deal/bee>ant"]);
});

it("draws no bars where sums are in several currencies", async () => {
  const [one, other] = frontAnswer.lead?.money ?? [];
  if (!frontAnswer.lead || !one?.amount || !other) throw new Error("no money");
  const money = [{ ...one, amount: { ...one.amount, currency: "EUR" } }, other];
  answer = { ...frontAnswer, lead: { ...frontAnswer.lead, money } };
  const { container } = open();
  await screen.findByText("up to US$10 billion");
  expect(container.querySelectorAll(".bar").length).toBe(0);
});

it("leads the lead story to its event where no article tells it", async () => {
  if (!frontAnswer.lead) throw new Error("no lead story");
  answer = {
    ...frontAnswer,
    lead: { ...frontAnswer.lead, article: null, total: null, money: [], conflicts: 0 },
  };
  open();
  const lead = await screen.findByRole("article", { name: "Ant and Bee ally" });
  expect(links(lead)).toEqual([
    ["Ant and Bee ally", "event/deal"],
    ["4 claims, each with its sources", "event/deal"],
  ]);
});

it("says where to begin, and what happened last with its sum", async () => {
  open();
  expect(links(await screen.findByRole("region", { name: "Start here" }))).toEqual([
    ["How to read", "article/how"],
    ["Ant", "article/profile-ant"],
  ]);
  const events = screen.getByRole("region", { name: "Latest events" });
  expect(links(events)).toEqual([
    ["Ant raises", "event/round"],
    ["Bee thinks so", "event/view"],
    ["All 3 events", "view/timeline"],
  ]);
  expect(within(events).getByText("about US$5 billion")).toBeTruthy();
  expect(within(events).getByText("Accounts differ")).toBeTruthy();
});

it("asks the library once for all that it shows", async () => {
  open();
  await screen.findByRole("article");
  expect(new Set(asked.mock.calls.map(([name]) => name as string))).toEqual(
    new Set(["front_page", "status"]),
  );
  expect(times("front_page")).toBe(1);
});

it("lists what was imported last, undated too, and how far an import is", async () => {
  answer = {
    ...frontAnswer,
    imports: [
      summary("a", "甲文", { kind: "imported", source: "a.md", date: null }),
      summary("b", "B", { kind: "imported" }),
    ],
  };
  open();
  const imports = await screen.findByRole("region", { name: "What you imported last" });
  expect(links(imports).slice(0, 2)).toEqual([
    ["甲文", "article/a"],
    ["B", "article/b"],
  ]);
  expect(within(imports).getByText("undated")).toBeTruthy();
  const report = { added: 1, unchanged: 0, updated: 0, changed: 0, refused: 1, cancelled: false };
  let finish: (value: ImportReport) => void = () => undefined;
  const import_ = task.import((tell) => {
    tell({ done: 3, total: 9, current: "c.md" });
    return new Promise((resolve) => (finish = resolve));
  });
  expect(await within(imports).findByText("Importing 3 of 9")).toBeTruthy();
  answer = { ...answer, imports: [summary("c", "C", { kind: "imported" })] };
  finish({
    ...report,
    rehearsed: false,
    milliseconds: 0,
    remark: "",
    dictionaries: [],
    collections: [],
    addresses: [],
    problems: [],
  });
  await import_;
  expect(await within(imports).findByRole("link", { name: "C" })).toBeTruthy();
  expect(within(imports).queryByText("Importing 3 of 9")).toBeNull();
  expect(within(imports).getByText("1 article added · 1 refused")).toBeTruthy();
  await fireEvent.click(within(imports).getByRole("button", { name: "Dismiss" }));
  expect(within(imports).queryByText("1 article added · 1 refused")).toBeNull();
});

it("says how to import where nothing was", async () => {
  vi.mocked(rehearsePicked).mockResolvedValue(null);
  open();
  const imports = await screen.findByRole("region", { name: "What you imported last" });
  await fireEvent.click(within(imports).getByRole("button", { name: "Choose a folder…" }));
  expect(vi.mocked(rehearsePicked).mock.calls.at(-1)?.[0]).toBe(true);
});

it("offers the searches that are kept, and says how to keep one", async () => {
  const { unmount } = open();
  expect(await screen.findByText(/^“Save search” above any results/)).toBeTruthy();
  unmount();
  const search = { ...searchRequest(), query: "輝達" };
  answer = { ...frontAnswer, saved: [{ name: "Chips", search, saved: 1 }] };
  open();
  await fireEvent.click(await screen.findByRole("button", { name: "Chips" }));
  expect(screen.queryByText(/^“Save search”/)).toBeNull();
  expect(nav.address.parameters.get("q")).toBe("輝達");
});

function searchRequest() {
  return {
    sequence: 0,
    limit: 0,
    offset: 0,
    kinds: [],
    entities: [],
    sources: [],
    languages: [],
    statuses: [],
    flows: [],
    disputed: null,
    from_day: null,
    to_day: null,
    sort: "relevance" as const,
    explain: false,
    typing: false,
    without_facets: false,
    apart: false,
    with_hidden: false,
  };
}

it("searches for an example, and back leads here", async () => {
  nav.go("zhimai://view/settings");
  nav.go(ADDRESS);
  render(Shell);
  await fireEvent.click(await screen.findByRole("button", { name: "$45 billion" }));
  expect(nav.address.parameters.get("q")).toBe("$45 billion");
  expect(await screen.findByRole("article", { name: "NVIDIA" })).toBeTruthy();
  nav.back();
  expect(await screen.findByRole("article", { name: "Ant and Bee ally" })).toBeTruthy();
});

it("comes back to the link that was opened", async () => {
  nav.go(ADDRESS);
  render(Shell);
  await fireEvent.click(await screen.findByRole("link", { name: "How to read" }));
  expect(nav.address.id).toBe("how");
  await screen.findByRole("heading", { level: 1, name: "輝達投資" });
  nav.back();
  await vi.waitFor(() => {
    expect(document.activeElement?.textContent.trim()).toBe("How to read");
  });
});

it("becomes the results as soon as something is typed, and is there again when the field is cleared", async () => {
  nav.go(ADDRESS);
  render(Shell);
  await screen.findByRole("article", { name: "Ant and Bee ally" });
  const field = screen.getByRole("textbox", { name: "Search companies, terms, sentences" });
  await fireEvent.input(field, { target: { value: "n" } });
  expect(await screen.findByRole("article", { name: "NVIDIA" })).toBeTruthy();
  expect(screen.queryByRole("article", { name: "Ant and Bee ally" })).toBeNull();
  await fireEvent.click(screen.getByRole("button", { name: "Clear search" }));
  expect(await screen.findByRole("article", { name: "Ant and Bee ally" })).toBeTruthy();
});

it("shows what a library without a collection has, and says how to begin", async () => {
  answer = EMPTY;
  const { unmount } = open();
  expect(await screen.findByRole("heading", { name: "The library is empty" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Import files…" })).toBeTruthy();
  expect(await findings()).toEqual([]);
  await fireEvent.click(screen.getByRole("button", { name: "Go to the library" }));
  expect(nav.address.id).toBe("library");
  unmount();
  answer = {
    ...EMPTY,
    imports: [summary("a", "Own", { kind: "imported" })],
    counts: { ...EMPTY.counts, articles: 1 },
  };
  open();
  expect(await screen.findByRole("link", { name: "Own" })).toBeTruthy();
  expect(screen.queryByRole("heading", { name: "The library is empty" })).toBeNull();
  expect(screen.queryByRole("region", { name: "Latest events" })).toBeNull();
});

it("says what went wrong, and asks again", async () => {
  asked.mockRejectedValue(new Error("no"));
  open();
  expect(await screen.findByRole("alert")).toBeTruthy();
  asked.mockImplementation((name: string) =>
    Promise.resolve(name === "front_page" ? frontAnswer : statusAnswer),
  );
  await fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("article", { name: "Ant and Bee ally" })).toBeTruthy();
});

it.each([
  ["zh-Hant", "從這裡開始", "最新事件"],
  ["zh-Hans", "从这里开始", "最新事件"],
  ["en", "Start here", "Latest events"],
] as const)("keeps nobody out (%s)", async (lang, start, events) => {
  locale.lang = lang;
  answer = { ...frontAnswer, imports: [summary("a", "甲文", { kind: "imported" })] };
  open();
  expect(await screen.findByRole("region", { name: start })).toBeTruthy();
  expect(screen.getByRole("region", { name: events })).toBeTruthy();
  await tick();
  expect(await findings()).toEqual([]);
});
