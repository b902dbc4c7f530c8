import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { CollectionView } from "$lib/bindings/CollectionView";
import { locale } from "$lib/i18n/locale.svelte";

const platform = vi.hoisted(() => ({ ask: vi.fn(), exportCollection: vi.fn() }));
vi.mock("$lib/platform", async (original) => ({ ...(await original<object>()), ...platform }));

const { AskError } = await import("$lib/platform");
const { announced } = await import("$lib/shared/announce.svelte");
const { default: Collections } = await import("./Collections.svelte");

// jsdom has dialogs, but cannot open them.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};

const one = (id: string, some: Partial<CollectionView> = {}): CollectionView => ({
  id,
  title: id.toUpperCase(),
  description: "",
  articles: 2,
  hidden: false,
  own: true,
  ...some,
});
const collections = [
  one("bundled", { own: false }),
  one("a", { description: "About A" }),
  one("b", { hidden: true }),
];
const onchange = vi.fn();
let removed: object[];

beforeEach(() => {
  locale.lang = "en";
  removed = [];
  for (const mock of [platform.ask, platform.exportCollection, onchange]) mock.mockReset();
  platform.ask.mockImplementation((name: string) =>
    Promise.resolve(name === "removed_collections" ? removed : { told: "2 articles removed." }),
  );
  render(Collections, { collections, articles: 6, current: "", onchange });
});
afterEach(cleanup);

async function choose(title: string, item: string) {
  await fireEvent.click(screen.getByRole("button", { name: `Actions for “${title}”` }));
  await fireEvent.click(screen.getByRole("menuitem", { name: item }));
}

it("lists them with their counts, and says which is hidden", () => {
  const rows = screen.getAllByRole("listitem").map((row) => row.textContent.replaceAll(/\s+/g, " ").trim());
  expect(rows.map((row) => row.includes("Hidden from search"))).toEqual([false, false, false, true]);
  expect(rows[2]).toMatch(/A 2 articles About A/);
});

it("lets what is bundled be hidden and nothing else", async () => {
  await fireEvent.click(screen.getByRole("button", { name: "Actions for “BUNDLED”" }));
  expect(screen.getAllByRole("menuitem").map((item) => item.textContent.trim())).toEqual([
    "Hide from search",
  ]);
});

it("makes one, and keeps the dialog with what went wrong", async () => {
  await fireEvent.click(screen.getByRole("button", { name: "New collection…" }));
  const dialog = within(screen.getByRole("dialog"));
  await fireEvent.input(dialog.getByLabelText("Name"), { target: { value: "A" } });
  platform.ask.mockRejectedValueOnce(
    new AskError({ code: "taken", message: "There is one called A.", detail: "" }),
  );
  await fireEvent.click(dialog.getByRole("button", { name: "Save" }));
  expect((await dialog.findByRole("alert")).textContent).toBe("There is one called A.");
  await fireEvent.input(dialog.getByLabelText("Name"), { target: { value: "C" } });
  await fireEvent.click(dialog.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => {
    expect(platform.ask).toHaveBeenCalledWith("make_collection", { name: "C", description: "" });
    expect(onchange).toHaveBeenCalledOnce();
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

it("hides one, which can be undone", async () => {
  await choose("A", "Hide from search");
  await vi.waitFor(() => {
    expect(platform.ask).toHaveBeenCalledWith("hide_collection", { id: "a", hidden: true });
    expect(announced.shown?.text).toBe("“A” is hidden from search");
  });
  await announced.shown?.action?.act();
  expect(platform.ask).toHaveBeenCalledWith("hide_collection", { id: "a", hidden: false });
});

it("asks what becomes of the articles before it removes one, and brings it back", async () => {
  await choose("A", "Remove");
  const dialog = within(screen.getByRole("dialog"));
  const to = dialog.getByLabelText<HTMLSelectElement>("Its 2 articles");
  expect([...to.options].map(({ value }) => value)).toEqual(["b", ""]);
  await fireEvent.change(to, { target: { value: "" } });
  expect(platform.ask).not.toHaveBeenCalledWith("remove_collection", expect.anything());
  removed = [{ number: 7, title: "A", removed: 1 }];
  await fireEvent.click(dialog.getByRole("button", { name: "Remove" }));
  await vi.waitFor(() => {
    expect(platform.ask).toHaveBeenCalledWith("remove_collection", { id: "a", to: "" });
    expect(announced.shown?.text).toBe("Removed “A” 2 articles removed.");
  });
  // Another program removed one meanwhile.
  removed = [{ number: 8, title: "B", removed: 2 }, ...removed];
  await announced.shown?.action?.act();
  expect(platform.ask).toHaveBeenCalledWith("restore_collection", { number: 7 });
});

it("tells where an export is, its checksum and what is not in it", async () => {
  platform.exportCollection.mockResolvedValue({
    path: "/home/me/a.zhimai.zip",
    articles: 2,
    pictures: 0,
    sha256: "abc",
    remarks: ["Notes are not in it."],
  });
  await choose("A", "Export as a file…");
  expect(await screen.findByText("2 articles exported to /home/me/a.zhimai.zip")).toBeTruthy();
  expect(screen.getByText("Notes are not in it.")).toBeTruthy();
  expect(screen.getByText("abc")).toBeTruthy();
});
