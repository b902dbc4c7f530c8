import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { locale } from "$lib/i18n/locale.svelte";
import type * as Platform from "$lib/platform";
import DealTable from "./DealTable.svelte";
import { DEGREES, firmnessOf } from "./firmness";
import { csv, firstOrder, ordered } from "./order";
import { deal, end, list } from "./samples";
import Sums from "./Sums.svelte";
import Total from "./Total.svelte";

const platform = vi.hoisted(() => ({ ask: vi.fn() }));
vi.mock("$lib/platform", async (original) => ({ ...(await original<typeof Platform>()), ...platform }));

beforeEach(() => {
  locale.lang = "en";
  platform.ask.mockReset();
});

const claim = (id: string, text: string) => ({
  id,
  event: { address: "zhimai://event/e", label: "What happened" },
  date: deal("a>b").date,
  text,
  quote: null,
  amount: null,
  from: null,
  to: null,
  flow: "none",
  status: "reported",
  said_by: "press",
  reported: null,
  conflicts_with: [],
  sources: [],
});

describe("firmness", () => {
  it("tells every degree from the others without colour", () => {
    const looks = DEGREES.map((status) => firmnessOf(status)).filter(({ tone }) => tone !== "gone");
    const shapes = looks.map(({ fill, edge }) => `${fill} ${edge}`);
    // An opinion is as little firm as a rumour, and looks like one; the word tells them apart.
    expect(new Set(shapes).size).toBe(shapes.length - 1);
    expect(firmnessOf("paid", true).tone).toBe("gone");
    expect(firmnessOf("unheard-of").tone).toBe("gone");
  });
});

describe("the order of deals", () => {
  const all = [
    deal("b>a", { billions: 3, on: "2025-01", status: "rumoured" }),
    deal("a>b", { billions: 5, currency: "CNY", on: "2025-02", status: "paid" }),
    deal("c>a", { billions: 10, on: "2025-03", end: end("denied"), status: "denied" }),
    deal("a>c", { billions: 0, on: "2025-04", kind: "loan", independent: 4 }),
  ];
  const ids = (by: Parameters<typeof firstOrder>[0], down = firstOrder(by).down) =>
    ordered(all, { by, down }, "en").map(({ id }) => id);

  it("does not compare sums of different currencies, and puts what has none last either way", () => {
    expect(ids("sum")).toEqual(["c>a", "b>a", "a>b", "a>c"]);
    expect(ids("sum", false)).toEqual(["b>a", "c>a", "a>b", "a>c"]);
  });

  it("goes by each column", () => {
    expect(ids("date")[0]).toBe("a>c");
    expect(ids("from")).toEqual(["a>b", "a>c", "b>a", "c>a"]);
    expect(ids("firmness")).toEqual(["a>b", "a>c", "b>a", "c>a"]);
    expect(ids("sources")[0]).toBe("a>c");
    expect(ids("kind").at(-1)).toBe("a>c");
  });
});

describe("comma-separated values", () => {
  it("quotes what has commas, quotes or lines, and lets nothing be a formula", () => {
    const told = deal("a>b", { text: 'He said "so",\nand so', event: { address: "", label: "=1+1" } });
    const [head, ...rest] = csv([told]).split("\r\n");
    expect(head?.split(",")).toHaveLength(20);
    expect(rest.join("\r\n")).toContain('"He said ""so"",\nand so"');
    expect(rest.join("")).toContain(",'=1+1,");
    expect(rest.join("")).toContain("1000000000,1000000000,exactly");
  });

  it("takes blanks and signs of full width for no disguise, and steers no terminal", () => {
    const texts = [" =1", "＝1", "\ufeff@x", "a\u202eb\u001b[31m", "3 - 2"];
    const rows = csv(texts.map((text) => deal("a>b", { text })));
    for (const cell of [",' =1,", ",'＝1,", ",'\ufeff@x,", ",a\ufffdb\ufffd[31m,", ",3 - 2,"])
      expect(rows).toContain(cell);
  });
});

describe("the table", () => {
  it("has one row for a deal, and what is said of it one click below", async () => {
    const many = deal("a>b", { accounts: 3, other_sums: ["US$2 billion", "US$3 billion"] });
    platform.ask.mockResolvedValue({
      accounts: [claim("a", "One says so."), claim("b", "Another says otherwise.")],
      end: null,
    });
    render(DealTable, { deals: [many], label: "Deals" });
    expect(screen.getAllByRole("row")).toHaveLength(2);
    const opens = screen.getByRole("button", { name: /2 other figures/ });
    expect(opens.textContent).toContain("2 sources, 1 independent");
    expect(opens.getAttribute("aria-expanded")).toBe("false");
    await fireEvent.click(opens);
    expect(await screen.findByText("Another says otherwise.")).toBeTruthy();
    expect(platform.ask).toHaveBeenCalledWith("deal", { id: "a>b" });
    await fireEvent.click(opens);
    expect(screen.queryByText("Another says otherwise.")).toBeNull();
  });

  it("says how and when a deal ended", () => {
    render(DealTable, { deals: [deal("a>b", { status: "denied", end: end("denied") })], label: "Deals" });
    expect(screen.getByText("Denied 2026-01-02")).toBeTruthy();
    expect(screen.getAllByRole("row")[1]?.className).toContain("ended");
  });

  it("sorts by a column, the other way when it is pressed again", async () => {
    const deals = [deal("b>a"), deal("a>b")];
    render(DealTable, { deals, label: "Deals" });
    const froms = () => screen.getAllByRole("row").map((row) => row.dataset["deal"]);
    await fireEvent.click(screen.getByRole("button", { name: "From" }));
    expect(froms()).toEqual([undefined, "a>b", "b>a"]);
    expect(screen.getByRole("columnheader", { name: /From/ }).getAttribute("aria-sort")).toBe("ascending");
    await fireEvent.click(screen.getByRole("button", { name: /From/ }));
    expect(froms()).toEqual([undefined, "b>a", "a>b"]);
  });

  it("lists so many, and what is selected in any case", async () => {
    const deals = Array.from({ length: 150 }, (_, i) => deal(`a${String(i)}>b`));
    render(DealTable, { deals, label: "Deals", selected: "a19>b" });
    // The head, the first ten, and not the eight between them and what is selected.
    const rows = screen.getAllByRole("row");
    expect(rows).toHaveLength(12);
    expect(rows.at(-1)?.dataset["deal"]).toBe("a19>b");
    await fireEvent.click(screen.getByRole("button", { name: "Show 100 more" }));
    expect(screen.getAllByRole("row")).toHaveLength(111);
  });
});

describe("sums", () => {
  it("say by kind and currency what is added, and list what is not with the reason", async () => {
    const deals = [deal("a>b"), deal("a>c", { billions: 0 }), deal("a>d")];
    render(Sums, {
      list: list(deals, {
        sums: [
          {
            kind: "equity",
            currency: "USD",
            low: 1e9,
            high: 1e9,
            label: "US$1 billion",
            converted: null,
            deals: ["a>b"],
          },
        ],
        left_out: [
          { deal: "a>c", reason: "no-sum", within: null },
          { deal: "a>d", reason: "within", within: "a>b" },
        ],
        unmeasured: 2,
      }),
    });
    expect(screen.getByRole("row", { name: /Equity US\$1 billion 1 deal/ })).toBeTruthy();
    await fireEvent.click(screen.getByText(/2 left out, and why/));
    expect(screen.getByText("Within, or overlapping: A → B · USD 1 billion")).toBeTruthy();
    expect(screen.getByText(/2 more name no sum in this currency/)).toBeTruthy();
  });
});

describe("a headline total", () => {
  const way = (from: string | null, to: string, label: string) => ({
    from: from === null ? null : { address: `zhimai://entity/${from}`, label: from },
    to: { address: `zhimai://entity/${to}`, label: to },
    sums: [{ kind: "equity", currency: "USD", low: 1, high: 1, label, converted: null, deals: [] }],
  });

  it("says that it adds opposite directions, and shows each with its sum", () => {
    render(Total, {
      total: {
        claim: claim("t", "A deal of 45 billion."),
        parts: [deal("a>b"), deal("c>b"), deal("b>a")],
        directions: [way(null, "b", "up to 15"), way("b", "a", "30")],
      },
    });
    const section = screen.getByRole("region", { name: "A headline total, taken apart" });
    expect(within(section).getByText(/opposite directions/)).toBeTruthy();
    expect(within(section).getByText("up to 15").closest("li")?.textContent.replace(/\s+/g, " ")).toMatch(
      /A ?\+ ?C → b/,
    );
    expect(within(section).getByText("30")).toBeTruthy();
  });

  it("does not say so where all of it goes the same way", () => {
    render(Total, {
      total: { claim: claim("t", "Rounds."), parts: [deal("a>b")], directions: [way("a", "b", "15")] },
    });
    expect(screen.queryByText(/directions/)).toBeNull();
  });
});
