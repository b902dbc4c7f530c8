import { expect, it } from "vitest";
import type { LoopView } from "$lib/bindings/LoopView";
import { deal } from "$lib/deals/samples";
import { parseAddress } from "$lib/navigation/address";
import { isNarrowed, moneyAddress, readAsked, widened } from "./asked";
import { shownLoops } from "./loops";

const read = (address: string) => readAsked(parseAddress(address).parameters);

it("an address holds all that is shown, and is as short as it can be", () => {
  expect(moneyAddress(read("zhimai://view/money"))).toBe("zhimai://view/money");
  const full =
    "zhimai://view/money?picture=network&entity=nvidia&entity=openai&kind=equity&firmness=paid&from=2025&to=2026-03" +
    "&min=1000000000&currency=USD&centre=openai&among=0&apart=1&order=-sum&deal=a-b&loop=a+b";
  expect(moneyAddress(read(full))).toBe(full);
});

it("what cannot be read is as if it were not there", () => {
  const odd = read("zhimai://view/money?picture=pie&min=-3&currency=dollars&order=-colour");
  expect(odd).toEqual(read("zhimai://view/money"));
  expect(read("zhimai://view/money?min=x").minimum).toBeUndefined();
});

it("knows what narrows, and takes it away and nothing else", () => {
  const asked = read("zhimai://view/money?kind=loan&from=2025&picture=table&order=sum");
  expect(isNarrowed(asked)).toBe(true);
  expect(moneyAddress(widened(asked))).toBe("zhimai://view/money?picture=table&order=sum");
  expect(isNarrowed(widened(asked))).toBe(false);
});

it("a loop is shown where each leg has a deal that is", () => {
  const leg = (from: string, to: string, ids: string[]) => ({
    from: { address: from, label: from },
    to: { address: to, label: to },
    deals: ids.map((id) => deal(id)),
  });
  const loop: LoopView = {
    id: "a b",
    legs: [leg("a", "b", ["a>b", "x>b"]), leg("b", "a", ["b>a"])],
    conflicts: [],
  };
  expect(shownLoops([loop], [deal("a>b"), deal("x>b")])).toEqual([]);
  const [shown] = shownLoops([loop], [deal("a>b"), deal("b>a")]);
  expect(shown?.legs.map(({ deals }) => deals.map(({ id }) => id))).toEqual([["a>b"], ["b>a"]]);
});
