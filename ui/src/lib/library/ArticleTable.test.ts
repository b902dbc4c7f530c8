import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ArticlesRequest } from "$lib/bindings/ArticlesRequest";
import { locale } from "$lib/i18n/locale.svelte";

const platform = vi.hoisted(() => ({ ask: vi.fn() }));
vi.mock("$lib/platform", async (original) => ({ ...(await original<object>()), ...platform }));

const { parseAddress } = await import("$lib/navigation/address");
const { nav } = await import("$lib/navigation/nav.svelte");
const { default: ArticleTable } = await import("./ArticleTable.svelte");
const { addressOf, directionOf, listOf } = await import("./list");
const { chosen, Selection } = await import("./selection.svelte");

HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};

const TOTAL = 1000;
const article = (n: number) => ({
  address: `zhimai://article/a${String(n)}`,
  id: `a${String(n)}`,
  title: `Article ${String(n)}`,
  collection: "imported",
  kind: "imported",
  source: "Paper",
  date: null,
  language: "en",
});
const collections = [
  { id: "bundled", title: "Bundled", description: "", articles: 1, hidden: false, own: false },
  { id: "mine", title: "Mine", description: "", articles: 0, hidden: false, own: true },
];

beforeEach(() => {
  locale.lang = "en";
  chosen.clear();
  chosen.anchor = undefined;
  platform.ask.mockReset();
  platform.ask.mockImplementation(
    (name: string, request: ArticlesRequest & { first: number; last: number }) => {
      switch (name) {
        case "articles": {
          const numbers = Array.from({ length: request.limit }, (_, i) => request.offset + i);
          return Promise.resolve({ total: TOTAL, articles: numbers.map(article), sizes: numbers });
        }
        case "article_stretch": {
          const length = request.last - request.first + 1;
          return Promise.resolve(Array.from({ length }, (_, i) => `a${String(request.first + i)}`));
        }
        case "chosen_articles":
          return Promise.resolve({
            articles: 2,
            fixed: 1,
            fields: [
              { field: "date", mixed: true, value: "" },
              { field: "source", mixed: false, value: "Paper" },
              { field: "language", mixed: false, value: "en" },
              { field: "collection", mixed: false, value: "mine" },
            ],
          });
        case "edit_articles":
          return Promise.resolve({
            id: 5,
            articles: 2,
            same: 0,
            kept: 0,
            named: [],
            told: "2 articles edited.",
          });
        default:
          return Promise.resolve({});
      }
    },
  );
});

async function open(address = "zhimai://view/library") {
  render(ArticleTable, { address: parseAddress(address), collections });
  await screen.findByText("Article 0");
  return within(screen.getByRole("grid"));
}

function row(n: number): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-row="${String(n)}"]`);
  if (!found) throw new Error(`no row ${String(n)}`);
  return found;
}

function selected(): string[] {
  const rows = [...document.querySelectorAll<HTMLElement>('tr[aria-selected="true"]')];
  return rows.map((one) => one.dataset["row"] ?? "");
}

describe("the table of articles", () => {
  it("says how many there are and draws only some", async () => {
    const grid = await open();
    expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(TOTAL + 1));
    expect(grid.getAllByRole("row").length).toBeLessThan(200);
  });

  it("is put in order by its headers, both ways", async () => {
    const grid = await open();
    const replace = vi.spyOn(nav, "replace").mockImplementation(() => undefined);
    expect(grid.getByRole("columnheader", { name: "Date" }).getAttribute("aria-sort")).toBe("descending");
    await fireEvent.click(grid.getByRole("button", { name: "Title" }));
    expect(replace).toHaveBeenLastCalledWith("zhimai://view/library?sort=title");
    await fireEvent.click(grid.getByRole("button", { name: "Date" }));
    expect(replace).toHaveBeenLastCalledWith("zhimai://view/library?reversed=1");
    replace.mockRestore();
  });

  it("is chosen from by the pointer as lists are", async () => {
    await open();
    await fireEvent.click(row(2));
    expect(selected()).toEqual(["2"]);
    await fireEvent.click(row(4), { ctrlKey: true });
    expect(selected()).toEqual(["2", "4"]);
    await fireEvent.click(row(4), { ctrlKey: true });
    await fireEvent.click(row(2));
    await fireEvent.click(row(5), { shiftKey: true });
    expect(selected()).toEqual(["2", "3", "4", "5"]);
    expect(screen.getByText("4 articles chosen")).toBeTruthy();
  });

  it("is chosen from by keys, also what is not drawn", async () => {
    await open();
    const grid = screen.getByRole("grid");
    await fireEvent.focus(row(0));
    await fireEvent.keyDown(row(0), { key: " " });
    expect(selected()).toEqual(["0"]);
    await fireEvent.keyDown(row(0), { key: "ArrowDown", shiftKey: true });
    expect(selected()).toEqual(["0", "1"]);
    await fireEvent.keyDown(grid, { key: "End", shiftKey: true });
    expect(platform.ask).toHaveBeenCalledWith(
      "article_stretch",
      expect.objectContaining({ first: 0, last: 999 }),
    );
    expect(await screen.findByText("1,000 articles chosen")).toBeTruthy();
    await fireEvent.keyDown(grid, { key: "Escape" });
    expect(selected()).toEqual([]);
    await fireEvent.keyDown(grid, { key: "a", ctrlKey: true });
    expect(screen.getByText("1,000 articles chosen")).toBeTruthy();
    expect(chosen.choice(listOf(parseAddress("zhimai://view/library"))).matching).not.toBeNull();
  });

  it("edits only what the person says", async () => {
    await open();
    await fireEvent.click(row(0));
    await fireEvent.keyDown(screen.getByRole("grid"), { key: "F2" });
    const dialog = within(await screen.findByRole("dialog", { name: "Edit 2 articles" }));
    expect(dialog.getByText("not all the same")).toBeTruthy();
    expect(dialog.getByText(/1 of them comes with the program/)).toBeTruthy();
    expect(dialog.queryByLabelText("Title")).toBeNull();
    const apply = dialog.getByRole("button", { name: "Edit" });
    expect(apply).toHaveProperty("disabled", true);
    await fireEvent.change(dialog.getByLabelText("Source"), { target: { value: "set" } });
    await fireEvent.input(dialog.getByRole("textbox", { name: "Source" }), { target: { value: "Daily" } });
    await fireEvent.change(dialog.getByLabelText("Date"), { target: { value: "given" } });
    await fireEvent.click(apply);
    expect(platform.ask).toHaveBeenCalledWith("edit_articles", {
      which: { ids: ["a0"], matching: null, except: [] },
      fields: [
        { field: "date", value: null, given: true },
        { field: "source", value: "Daily", given: false },
      ],
    });
  });
});

describe("what is chosen", () => {
  it("is some, or all but some", () => {
    const one = new Selection();
    one.flip("a");
    one.flip("b");
    one.flip("a");
    expect([one.has("a"), one.has("b"), one.count(9), one.only]).toEqual([false, true, 1, "b"]);
    one.everything();
    one.flip("c");
    expect([one.has("a"), one.has("c"), one.count(9), one.only]).toEqual([true, false, 8, undefined]);
  });
});

describe("the address of a table", () => {
  it("says what is shown and comes back as it was", () => {
    const address =
      "zhimai://view/library?collection=mine&words=a+b&language=en&date=2025&noted=1&import=7&sort=size";
    expect(addressOf(listOf(parseAddress(address)))).toBe(address);
    expect(addressOf(listOf(parseAddress("zhimai://view/library?sort=nonsense&import=x")))).toBe(
      "zhimai://view/library",
    );
    const list = listOf(parseAddress("zhimai://view/library?sort=title"));
    expect([directionOf(list, "title"), directionOf(list, "date")]).toEqual(["ascending", undefined]);
    expect(directionOf({ ...list, reversed: true }, "title")).toBe("descending");
  });
});
