// How long the pictures of 5,000 deals take, without drawing them on the screen: `npx vitest bench --run src/lib/money`, in `ui`.

import { bench, describe } from "vitest";
import { firstOrder, ordered } from "$lib/deals/order";
import { deal, list } from "$lib/deals/samples";
import { roughly } from "$lib/draw/measure";
import { choose, chooseAround, topOf, type Flow } from "./choice";
import { around, twoSides } from "./columns";
import { draw } from "./drawing";
import { lay } from "./layout";

/** Deals between 400 names, few of which take part in most, with sums over five powers of ten. */
function many(count: number) {
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const name = () => `n${String(Math.floor(400 * random() ** 3))}`;
  const kinds = ["equity", "loan", "compute-purchase", "lease"];
  return Array.from({ length: count }, (_, i) =>
    deal(`${name()}>${name()}`, {
      id: String(i),
      billions: random() < 0.2 ? 0 : 10 ** (random() * 5 - 2),
      kind: kinds[Math.floor(random() * kinds.length)] ?? "equity",
    }),
  );
}

const all = list(many(5_000));
const wanted = { currency: "USD", top: topOf(all, false), withEnded: false };
const centre = "zhimai://entity/n0";
const room = { width: 1300, height: 600, text: 13, left: 150, right: 150 };
const style = { size: 13, measure: roughly(13), name: (key: string) => key, left: 150, right: 150 };
const whole = (flows: readonly Flow[], columns: readonly (readonly string[])[]) =>
  draw(lay(columns, flows, room), style);

describe("5,000 deals", () => {
  const { flows } = choose(all, wanted);
  bench("which are drawn", () => {
    choose(all, wanted);
  });
  bench("sides and order of the ends", () => {
    twoSides(flows);
  });
  bench("the ribbons, from the deals to the shapes", () => {
    const chosen = choose(all, wanted).flows;
    whole(chosen, twoSides(chosen));
  });
  bench("around one, from the deals to the shapes", () => {
    const chosen = chooseAround(all, centre, wanted).flows;
    whole(chosen, around(centre, chosen));
  });
  bench("the table in another order", () => {
    ordered(all.deals, firstOrder("from"), "en");
  });
});
