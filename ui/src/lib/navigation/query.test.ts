import { expect, it } from "vitest";
import { parseAddress } from "./address";
import {
  isBlank,
  isNarrowed,
  queryAddress,
  readQuery,
  requestFor,
  toggled,
  widened,
  type Query,
} from "./query";

const full: Query = {
  text: "輝達 & amount:>10B",
  kind: "event",
  entities: ["nvidia", "openai"],
  sources: ["CNBC"],
  languages: ["zh-hant"],
  statuses: ["committed", "paid"],
  flows: ["equity"],
  disputed: false,
  from: -30,
  to: 20000,
  sort: "newest",
  explain: true,
  hidden: true,
  apart: true,
};
const read = (address: string) => readQuery(parseAddress(address).parameters);

it("reads back the address that it writes", () => {
  expect(read(queryAddress(full))).toEqual(full);
  expect(
    queryAddress(
      widened({ ...full, text: "", sort: "relevance", explain: false, apart: false, hidden: false }),
    ),
  ).toBe("zhimai://view/search");
});

it.each([
  ["zhimai://view/search?kind=nonsense&sort=worst", { kind: "", sort: "relevance" }],
  ["zhimai://view/search?from=abc&to=99999999999", { from: undefined, to: undefined }],
  ["zhimai://view/search?disputed=maybe", { disputed: undefined }],
  ["zhimai://view/search?disputed=yes", { disputed: true }],
  ["zhimai://view/search?from=-365&to=1.5", { from: -365, to: undefined }],
])("takes what it cannot read in %s as not said", (address, expected) => {
  expect(read(address)).toMatchObject(expected);
});

it("tells a blank query from a narrowed one", () => {
  expect([isBlank(read("zhimai://view/search?q=%20")), isNarrowed(full)]).toEqual([true, true]);
  expect(isBlank(read("zhimai://view/search?kind=note"))).toBe(false);
  expect([isBlank(widened(full)), isNarrowed(widened(full))]).toEqual([false, false]);
});

it("asks for what the query says", () => {
  expect(requestFor(full)).toMatchObject({
    kinds: ["event"],
    statuses: ["committed", "paid"],
    flows: ["equity"],
    disputed: false,
    from_day: -30,
    to_day: 20000,
    sort: "newest",
  });
  expect(requestFor(widened(full))).toMatchObject({ kinds: [], entities: [], from_day: null });
});

it("toggles", () => {
  expect([toggled(["a"], "b"), toggled(["a", "b"], "a")]).toEqual([["a", "b"], ["b"]]);
});
