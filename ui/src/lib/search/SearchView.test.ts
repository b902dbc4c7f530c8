import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SearchRequest } from "$lib/bindings/SearchRequest";
import type { SearchResponse } from "$lib/bindings/SearchResponse";
import { locale } from "$lib/i18n/locale.svelte";
import { parseAddress } from "$lib/navigation/address";
import { nav } from "$lib/navigation/nav.svelte";
import { ask } from "$lib/platform";
import { announced } from "$lib/shared/announce.svelte";
import SearchView from "./SearchView.svelte";

vi.mock(import("$lib/platform"), async (original) => ({ ...(await original()), ask: vi.fn() }));

const blank: SearchResponse = {
  sequence: 0,
  took_us: 1000,
  total: 0,
  hits: [],
  facets: { kinds: [], entities: [], sources: [], languages: [], statuses: [], flows: [], disputed: [] },
  histogram: [],
  card: null,
  deals: null,
  notices: [],
  hidden: "",
  suggestion: null,
};
let answers: (() => void)[];
let cancelled: number[];

beforeEach(() => {
  locale.lang = "en";
  vi.useFakeTimers();
  [answers, cancelled] = [[], []];
  (vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>).mockImplementation(
    (name: string, request: SearchRequest) => {
      if (name === "cancel_search") cancelled.push(request.sequence);
      if (name !== "search") return new Promise(() => undefined);
      return new Promise((resolve) => {
        answers.push(() => {
          resolve({ ...blank, sequence: request.sequence });
        });
      });
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
});

function open(text: string) {
  const address = `zhimai://view/search?q=${text}`;
  nav.go(address);
  return render(SearchView, { address: parseAddress(address) });
}

const sign = () => document.querySelector(".sign");
const press = (some: object) => fireEvent.keyDown(document.body, { key: "Escape", ...some });

it("shows a sign of a search that takes long, which Escape ends, and both are said", async () => {
  open("slow");
  await vi.advanceTimersByTimeAsync(250);
  expect(sign()).toBeNull();
  await vi.advanceTimersByTimeAsync(100);
  expect(sign()?.textContent).toContain("Searching…");
  expect(announced.said).toBe("Searching…");
  // It stands over what is there, and takes no room.
  expect(sign()?.closest(".under-way")?.children.length).toBe(2);
  await press({ isComposing: true });
  expect(sign()).not.toBeNull();
  await press({});
  expect(sign()).toBeNull();
  expect(cancelled).toHaveLength(1);
  expect(announced.said).toBe("The search was stopped");
  await fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.queryByText("The search was stopped")).toBeNull();
  answers.at(-1)?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(sign()).toBeNull();
  expect(announced.said).toBe("0 results");
});

it("leaves Escape to what it is for where nothing takes long", async () => {
  open("fast");
  const event = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
  await vi.advanceTimersByTimeAsync(0);
  expect([event.defaultPrevented, cancelled]).toEqual([false, []]);
});
