import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import type { CopiesView } from "$lib/bindings/CopiesView";
import { locale } from "$lib/i18n/locale.svelte";
import { ask } from "$lib/platform";
import Copies from "./Copies.svelte";

vi.mock(import("$lib/platform"), async (original) => ({ ...(await original()), ask: vi.fn() }));

const copy = (id: string, source: string, agency?: string): CopiesView["copies"][number] => ({
  address: `zhimai://article/${id}`,
  id,
  title: `Title ${id}`,
  collection: "imported",
  kind: "imported",
  source,
  author: null,
  date: null,
  language: "en",
  ...(agency === undefined ? {} : { agency }),
});
let answer: CopiesView;

beforeEach(() => {
  locale.lang = "en";
  (vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>).mockImplementation(() => Promise.resolve(answer));
});

it("lists the others with where each has it from, and leads to what differs", async () => {
  answer = {
    copies: [copy("a", "Daily"), copy("b", "Evening", "Reuters"), copy("c", "Site")],
    sources: { articles: 3, independent: 1, label: "3 articles, all from Reuters" },
    left: 0,
  };
  render(Copies, { id: "a" });
  expect((await screen.findByRole("heading")).textContent).toBe("2 copies");
  expect(screen.getByText("3 articles, all from Reuters")).toBeTruthy();
  expect(screen.getByText("Reuters")).toBeTruthy();
  expect(screen.queryByText("Title a")).toBeNull();
  const [first] = screen.getAllByRole("link", { name: "Show differences" });
  expect(first?.getAttribute("href")).toBe("zhimai://article/a?with=b");
});

it("says nothing where there are none", async () => {
  answer = { copies: [], sources: null, left: 3 };
  const { container } = render(Copies, { id: "a" });
  await vi.waitFor(() => {
    expect(ask).toHaveBeenCalled();
  });
  expect(container.querySelector("section")).toBeNull();
});
