import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import type { SavedSearch } from "$lib/bindings/SavedSearch";
import type { SaveSearch as Save } from "$lib/bindings/SaveSearch";
import { locale } from "$lib/i18n/locale.svelte";
import { frame } from "$lib/navigation/frame.svelte";
import { nav } from "$lib/navigation/nav.svelte";
import { ask, AskError } from "$lib/platform";
import { announced } from "$lib/shared/announce.svelte";
import Palette from "$lib/shell/Palette.svelte";
import { queryAddress, queryOf, readQuery, requestFor, type Query } from "$lib/navigation/query";
import { saved } from "./saved.svelte";
import SavedSearches from "./SavedSearches.svelte";
import SaveSearch from "./SaveSearch.svelte";

vi.mock(import("$lib/platform"), async (original) => ({ ...(await original()), ask: vi.fn() }));

const ADDRESS = "zhimai://view/search?q=%E8%BC%9D%E9%81%94&kind=article&entity=openai&from=20393&sort=newest";
const query: Query = readQuery(new URLSearchParams(ADDRESS.split("?")[1]));
const taken = new AskError({ code: "taken", message: "Another search is called so.", detail: "" });

/** A library that keeps searches. */
let kept: SavedSearch[];

beforeEach(() => {
  locale.lang = "en";
  kept = [{ name: "News", search: requestFor(query), saved: 1 }];
  saved.all = [];
  saved.error = undefined;
  (vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>).mockImplementation(
    (name: string, request: Save & { to: string }) => {
      if (name === "saved_searches") return Promise.resolve([...kept]);
      if (name === "search") return Promise.resolve({ hits: [] });
      const called = name === "rename_search" ? request.to : request.name;
      if (name === "delete_search") kept = kept.filter((one) => one.name !== called);
      else if (kept.some((one) => one.name === called) && !request.replace) return Promise.reject(taken);
      else if (name === "save_search")
        kept = [
          { name: called, search: request.search, saved: 2 },
          ...kept.filter((one) => one.name !== called),
        ];
      else kept = kept.map((one) => (one.name === request.name ? { ...one, name: called } : one));
      return Promise.resolve({ name: called });
    },
  );
});

const names = () => kept.map((one) => one.name);
const menu = async (item: string) => {
  await fireEvent.click(await screen.findByRole("button", { name: /^Options for/ }));
  await fireEvent.click(screen.getByRole("menuitem", { name: item }));
};
const name = (text: string) =>
  fireEvent.input(screen.getByRole("textbox", { name: "Name" }), { target: { value: text } });
const submit = () => fireEvent.submit(document.querySelector("form") as HTMLFormElement);

it("makes a request that leads back to the query", () => {
  expect(queryAddress(queryOf(requestFor(query)))).toBe(ADDRESS);
  const several = queryOf({ ...requestFor(query), kinds: ["article", "entity"] });
  expect([several.text, several.kind]).toEqual(["輝達 in:articles OR in:entities", ""]);
});

it("saves the search with all that narrows it, under the name that is given", async () => {
  render(SaveSearch, { query });
  await fireEvent.click(screen.getByRole("button", { name: "Save search" }));
  const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Name" });
  expect(field.value).toBe("輝達");
  await name("Chips");
  await submit();
  await vi.waitFor(() => {
    expect(announced.shown?.text).toBe("Saved as “Chips”");
  });
  expect(kept[0]).toMatchObject({
    name: "Chips",
    search: { query: "輝達", kinds: ["article"], from_day: 20393 },
  });
});

it("says when a name is taken, and replaces only when told to", async () => {
  render(SaveSearch, { query: { ...query, text: "b" } });
  await fireEvent.click(screen.getByRole("button", { name: "Save search" }));
  await name("News");
  await submit();
  expect((await screen.findByRole("alert")).textContent).toBe(taken.message);
  expect(kept[0]?.search?.query).toBe("輝達");
  await fireEvent.click(screen.getByRole("button", { name: "Replace it" }));
  await vi.waitFor(() => {
    expect(kept.map((one) => one.search?.query)).toEqual(["b"]);
  });
});

it("opens, renames and deletes one, and takes the deleting back", async () => {
  nav.go("zhimai://view/search");
  render(SavedSearches);
  await saved.load();
  await fireEvent.click(await screen.findByRole("button", { name: "News" }));
  expect(nav.address.text).toBe(ADDRESS);
  await menu("Rename");
  await name("Old news");
  await submit();
  expect(await screen.findByRole("button", { name: "Old news" })).toBeTruthy();
  await menu("Delete");
  await vi.waitFor(() => {
    expect(names()).toEqual([]);
  });
  await vi.waitFor(() => {
    expect(announced.shown?.text).toBe("Deleted “Old news”");
  });
  announced.shown?.action?.act();
  await vi.waitFor(() => {
    expect(names()).toEqual(["Old news"]);
  });
});

it("keeps the keyboard among the searches", async () => {
  const more = (called: string) => screen.findByRole("button", { name: `Options for “${called}”` });
  const act = async (called: string, item: string) => {
    const button = await more(called);
    button.focus();
    await fireEvent.click(button);
    await fireEvent.click(screen.getByRole("menuitem", { name: item }));
  };
  const atOptionsFor = (called: string) =>
    vi.waitFor(() => {
      expect(document.activeElement?.getAttribute("aria-label")).toBe(`Options for “${called}”`);
    });
  kept = ["a", "b", "c"].map((called) => ({ name: called, search: requestFor(query), saved: 1 }));
  render(SavedSearches);
  await saved.load();
  await act("b", "Rename");
  await name("B");
  await submit();
  await atOptionsFor("B");
  await act("B", "Delete");
  await atOptionsFor("c");
  await act("c", "Delete");
  await atOptionsFor("a");
  (document.activeElement as HTMLElement).blur();
  announced.shown?.action?.act();
  await atOptionsFor("c");
  await act("c", "Delete");
  await atOptionsFor("a");
  const wanted = frame.searchWanted;
  await act("a", "Delete");
  await vi.waitFor(() => {
    expect([names(), frame.searchWanted]).toEqual([[], wanted + 1]);
  });
});

it("shows one that cannot be read, to be deleted", async () => {
  kept = [{ name: "From afar", search: null, saved: 1 }];
  render(SavedSearches);
  await saved.load();
  expect((await screen.findByText("From afar")).title).toMatch(/cannot read/);
  expect(screen.queryByRole("button", { name: "From afar" })).toBeNull();
  await menu("Delete");
  await vi.waitFor(() => {
    expect(names()).toEqual([]);
  });
});

it("is found in the palette", async () => {
  nav.go("zhimai://view/notes");
  render(Palette);
  frame.palette = true;
  await fireEvent.input(await screen.findByRole("combobox"), { target: { value: "news" } });
  await fireEvent.click(await screen.findByRole("option", { name: "Search: News" }));
  expect(nav.address.text).toBe(ADDRESS);
});
