import { beforeEach, expect, it, vi } from "vitest";
import type { SearchRequest } from "$lib/bindings/SearchRequest";
import type { SearchResponse } from "$lib/bindings/SearchResponse";
import { AskError, ask } from "$lib/platform";
import { readQuery, type Query } from "./query";
import { Searching } from "./search.svelte";

vi.mock(import("$lib/platform"), async (original) => ({ ...(await original()), ask: vi.fn() }));

type Pending = {
  request: SearchRequest;
  answer: (some?: Partial<SearchResponse>) => void;
  fail: (e: unknown) => void;
};
let pending: Pending[] = [];

beforeEach(() => {
  pending = [];
  (vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>).mockImplementation(
    (_: string, request: SearchRequest) =>
      new Promise((resolve, reject) => {
        const answer = (some: Partial<SearchResponse> = {}) => {
          resolve({ ...blank, sequence: request.sequence, ...some });
        };
        pending.push({ request, answer, fail: reject });
      }),
  );
});

const blank: SearchResponse = {
  sequence: 0,
  took_us: 1000,
  total: 0,
  hits: [],
  facets: { kinds: [], entities: [], sources: [], languages: [] },
  histogram: [],
  card: null,
  notices: [],
  suggestion: null,
};
const query = (text: string, some: Partial<Query> = {}): Query => ({
  ...readQuery(new URLSearchParams({ q: text })),
  ...some,
});
const hit = (id: string) => ({ address: `zhimai://article/${id}`, id }) as SearchResponse["hits"][number];
const ids = (searching: Searching) => searching.answer?.hits.map((one) => one.id);

it("counts up, and drops an answer that a newer key has overtaken", async () => {
  const searching = new Searching();
  const first = searching.run(query("英"), true);
  const second = searching.run(query("英偉"), true);
  const [a, b] = pending;
  expect(b?.request.sequence).toBeGreaterThan(a?.request.sequence ?? 0);
  expect(b?.request.sequence).toBeLessThan(2 ** 32);
  b?.answer({ total: 1, hits: [hit("new")] });
  await second;
  a?.answer({ total: 1, hits: [hit("old")] });
  await first;
  expect([ids(searching), searching.answered?.text]).toEqual([["new"], "英偉"]);
});

it("keeps what is shown while it searches, and when a search was cancelled", async () => {
  const searching = new Searching();
  const run = searching.run(query("a"), false);
  pending[0]?.answer({ total: 1, hits: [hit("1")] });
  await run;
  const next = searching.run(query("ab"), false);
  expect([ids(searching), searching.loading]).toEqual([["1"], true]);
  pending[1]?.fail(new AskError({ code: "cancelled", message: "", detail: "" }));
  await next;
  expect([ids(searching), searching.error]).toEqual([["1"], undefined]);
});

it("says what failed, and forgets it when the next search works", async () => {
  const searching = new Searching();
  const run = searching.run(query("a"), false);
  pending[0]?.fail({ code: "storage", message: "full", detail: "" });
  await run;
  expect(searching.error?.code).toBe("storage");
  const next = searching.run(query("b"), false);
  pending[1]?.answer();
  await next;
  expect(searching.error).toBeUndefined();
});

it("asks for what is around a narrowed query, without a number", async () => {
  const searching = new Searching();
  const run = searching.run(query("a", { kind: "event", from: 1, entities: ["nvidia"] }), false);
  const [around, own] = pending;
  expect(around?.request).toMatchObject({ sequence: 0, kinds: [], from_day: null, entities: ["nvidia"] });
  own?.answer({ total: 1, hits: [hit("1")] });
  const kinds = [{ value: "article", label: "", count: 7 }];
  around?.answer({ facets: { ...blank.facets, kinds } });
  await run;
  expect([searching.kinds, ids(searching)]).toEqual([kinds, ["1"]]);
});

it("adds more, once each, and ends when nothing new comes", async () => {
  const searching = new Searching();
  const run = searching.run(query("a"), false);
  pending[0]?.answer({ total: 4, hits: [hit("1"), hit("2")] });
  await run;
  const more = searching.more();
  expect(pending[1]?.request.offset).toBe(2);
  pending[1]?.answer({ total: 4, hits: [hit("2"), hit("3")] });
  await more;
  expect([ids(searching), searching.canLoadMore]).toEqual([["1", "2", "3"], true]);
  const again = searching.more();
  pending[2]?.answer({ total: 4, hits: [] });
  await again;
  expect(searching.canLoadMore).toBe(false);
});

it("drops an answer that comes after clearing", async () => {
  const searching = new Searching();
  const run = searching.run(query("a"), false);
  searching.clear();
  pending[0]?.answer({ total: 1, hits: [hit("1")] });
  await run;
  expect(searching.answer).toBeUndefined();
});

it("asks for few hits at a key, and for the rest of the page in a pause", async () => {
  vi.useFakeTimers();
  const searching = new Searching();
  const first = searching.run(query("a"), true);
  pending[0]?.answer({ total: 30, hits: [hit("1"), hit("2")] });
  await first;
  // The next key comes before the pause is over.
  const second = searching.run(query("ab"), true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(pending.length).toBe(2);
  pending[1]?.answer({ total: 30, hits: [hit("3"), hit("4")] });
  await second;
  await vi.advanceTimersByTimeAsync(1000);
  const [, asked, rest] = pending;
  expect(rest?.request).toMatchObject({ query: "ab", offset: 2, typing: true, without_facets: true });
  expect((asked?.request.limit ?? 0) + (rest?.request.limit ?? 0)).toBe(20);
  rest?.answer({ total: 30, hits: [hit("5")] });
  await vi.advanceTimersByTimeAsync(0);
  expect(ids(searching)).toEqual(["3", "4", "5"]);
  vi.useRealTimers();
});
