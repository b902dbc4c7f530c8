import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SearchRequest } from "$lib/bindings/SearchRequest";
import type { SearchResponse } from "$lib/bindings/SearchResponse";
import { AskError, ask } from "$lib/platform";
import { readQuery, type Query } from "$lib/navigation/query";
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
  facets: { kinds: [], entities: [], sources: [], languages: [], statuses: [], flows: [], disputed: [] },
  histogram: [],
  card: null,
  deals: null,
  notices: [],
  hidden: "",
  suggestion: null,
};
const query = (text: string, some: Partial<Query> = {}): Query => ({
  ...readQuery(new URLSearchParams({ q: text })),
  ...some,
});
const hit = (id: string) =>
  ({ address: `zhimai://article/${id}`, id, beside: [] as unknown[] }) as SearchResponse["hits"][number];
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

it("asks for what a kind and dates are chosen from, each without its own choice, under one number", async () => {
  const searching = new Searching();
  const run = searching.run(query("a", { kind: "event", from: 1, entities: ["nvidia"] }), false);
  const [kindless, dateless, own] = pending;
  const sequence = own?.request.sequence;
  expect(sequence).toBeGreaterThan(0);
  expect(kindless?.request).toMatchObject({ sequence, kinds: [], from_day: 1, entities: ["nvidia"] });
  expect(dateless?.request).toMatchObject({ sequence, kinds: ["event"], from_day: null });
  own?.answer({ total: 1, hits: [hit("1")] });
  const kinds = [{ value: "article", label: "", count: 7 }];
  kindless?.answer({ facets: { ...blank.facets, kinds } });
  await new Promise((resolve) => setTimeout(resolve));
  expect(searching.answer, "all numbers come at once").toBeUndefined();
  const histogram = [{ first_day: 0, last_day: 30, label: "", count: 2 }];
  dateless?.answer({ histogram });
  await run;
  expect([searching.kinds, searching.histogram, ids(searching)]).toEqual([kinds, histogram, ["1"]]);
});

it("asks for nothing around when the answer itself tells", async () => {
  const searching = new Searching();
  void searching.run(query("a"), false);
  void searching.run(query("a", { kind: "event" }), false);
  void searching.run(query("a", { to: 9 }), false);
  await Promise.resolve();
  expect(pending.map(({ request }) => [request.kinds.length, request.to_day, request.limit])).toEqual([
    [0, null, 20],
    [0, null, 1],
    [1, null, 20],
    [0, null, 1],
    [0, 9, 20],
  ]);
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

/** Types, and waits until the answer is there. */
async function typed(searching: Searching, asked: Query, some: Partial<SearchResponse>) {
  const run = searching.run(asked, true);
  pending.at(-1)?.answer(some);
  await run;
}

describe("typing", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("asks for few hits at a key, and in a pause for a page of what is typed as it stands", async () => {
    const searching = new Searching();
    await typed(searching, query("a"), { total: 30, hits: [hit("1"), hit("2")] });
    // The next key comes before the pause is over.
    const second = searching.run(query("ab"), true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(pending.length).toBe(2);
    pending[1]?.answer({ total: 30, hits: [hit("3"), hit("4")] });
    await second;
    await vi.advanceTimersByTimeAsync(1000);
    const [first, , whole] = pending;
    expect([first?.request.limit, first?.request.typing]).toEqual([8, true]);
    expect(whole?.request).toMatchObject({ query: "ab", offset: 0, limit: 20, typing: false });
    whole?.answer({ total: 100, hits: [hit("5")] });
    await vi.advanceTimersByTimeAsync(0);
    expect([ids(searching), searching.answer?.total]).toEqual([["5"], 100]);
  });

  it("keeps what begins with half a word where the half alone finds nothing", async () => {
    const searching = new Searching();
    await typed(searching, query("anthr"), { total: 30, hits: [hit("1")] });
    await vi.advanceTimersByTimeAsync(1000);
    pending[1]?.answer({ total: 0, suggestion: "another" });
    await vi.advanceTimersByTimeAsync(0);
    expect(pending[2]?.request).toMatchObject({ offset: 1, typing: true, without_facets: true });
    pending[2]?.answer({ total: 30, hits: [hit("2")] });
    await vi.advanceTimersByTimeAsync(0);
    expect([ids(searching), searching.answer?.suggestion]).toEqual([["1", "2"], null]);
  });

  it("tells about a query only when it is finished, and keeps what was told", async () => {
    const searching = new Searching();
    await typed(searching, query("OR"), { total: 1, hits: [hit("1")], notices: ["OR"] });
    expect(searching.notices).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    pending.at(-1)?.answer({ total: 1, hits: [hit("1")], notices: ["OR"] });
    await vi.advanceTimersByTimeAsync(0);
    expect(searching.notices).toEqual(["OR"]);
    await typed(searching, query("OR date:"), { total: 1, hits: [hit("1")], notices: ["OR", "date:"] });
    expect(searching.notices).toEqual(["OR"]);
  });

  it("finishes a query at once when asked to, once", async () => {
    const searching = new Searching();
    const asked = query("deepseek");
    await typed(searching, asked, { total: 9, hits: [hit("deep")] });
    const finished = searching.finish(asked);
    void searching.finish(asked);
    expect(pending.map(({ request }) => request.typing)).toEqual([true, false]);
    pending[1]?.answer({ total: 9, hits: [hit("deepseek")] });
    await finished;
    await vi.advanceTimersByTimeAsync(1000);
    expect([ids(searching), pending.length]).toEqual([["deepseek"], 2]);
  });
});

describe("a search that takes long", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is seen to after a while, and not at all when it is answered before", async () => {
    const searching = new Searching();
    const run = searching.run(query("a"), false);
    await vi.advanceTimersByTimeAsync(299);
    expect(searching.slow).toBe(false);
    pending[0]?.answer();
    await run;
    await vi.advanceTimersByTimeAsync(1000);
    expect(searching.slow).toBe(false);
    const next = searching.run(query("ab"), false);
    await vi.advanceTimersByTimeAsync(300);
    expect(searching.slow).toBe(true);
    pending[1]?.answer();
    await next;
    expect(searching.slow).toBe(false);
  });

  it("counts from the first key that was not answered", async () => {
    const searching = new Searching();
    for (const text of ["a", "ab", "abc"]) {
      void searching.run(query(text), true);
      await vi.advanceTimersByTimeAsync(110);
    }
    expect(searching.slow).toBe(true);
  });

  it("can be ended: what was there stays, the library is told, and the answer is not heard", async () => {
    const searching = new Searching();
    const run = searching.run(query("a"), false);
    pending[0]?.answer({ total: 1, hits: [hit("1")] });
    await run;
    const asked = query("ab");
    const next = searching.run(asked, false);
    await vi.advanceTimersByTimeAsync(400);
    searching.cancel();
    expect([searching.loading, searching.slow, searching.stopped]).toEqual([false, false, true]);
    const [, slow, cancel] = pending;
    expect(cancel?.request.sequence).toBeGreaterThan(slow?.request.sequence ?? Infinity);
    slow?.answer({ total: 1, hits: [hit("2")] });
    await next;
    expect([ids(searching), searching.error]).toEqual([["1"], undefined]);
    // Enter asks anew.
    const again = searching.finish(asked);
    expect(searching.stopped).toBe(false);
    pending[3]?.answer({ total: 1, hits: [hit("2")] });
    await again;
    expect(ids(searching)).toEqual(["2"]);
  });
});

it("counts what stands beside hits as shown, and asks for hits after those that there are", async () => {
  const searching = new Searching();
  const done = searching.run(query("聯盟"), false);
  pending[0]?.answer({ total: 4, hits: [{ ...hit("deal"), beside: [hit("brief"), hit("retold")] }] });
  await done;
  expect(searching.canLoadMore).toBe(true);
  const more = searching.more();
  expect(pending[1]?.request.offset).toBe(1);
  pending[1]?.answer({ total: 4, hits: [hit("other")] });
  await more;
  expect([ids(searching), searching.canLoadMore]).toEqual([["deal", "other"], false]);
});
