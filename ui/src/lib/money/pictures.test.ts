import { beforeEach, describe, expect, it } from "vitest";
import type { DealView } from "$lib/bindings/DealView";
import { deal, end, list } from "$lib/deals/samples";
import { roughly } from "$lib/draw/measure";
import { toSvg, type Caption } from "$lib/draw/svg";
import { TOKENS, type Palette } from "$lib/draw/shapes";
import { locale } from "$lib/i18n/locale.svelte";
import {
  choose,
  chooseAround,
  currenciesOf,
  ITSELF,
  MOST_AMONG,
  MOST_ENDS,
  MOST_FLOWS,
  MOST_NEIGHBOURS,
  topOf,
  UNNAMED_GIVERS,
  type Flow,
} from "./choice";
import { around, twoSides } from "./columns";
import { draw, paintOf, pictureOf } from "./drawing";
import { lay, LINE, linesOf } from "./layout";
import { legendOf } from "./legend";
import { along, hatch, outline, placeAt } from "./ribbon";
import { follow, walk } from "./walking";

beforeEach(() => {
  locale.lang = "en";
});

const at = (id: string) => `zhimai://entity/${id}`;
const wanted = { currency: "USD", top: (address: string) => address, withEnded: false };
const flow = (way: string, billions = 1): Flow => {
  const [from = "", to = ""] = way.split(">");
  return { deal: deal(way, { billions }), from: at(from), to: at(to), size: billions * 1e9 };
};
const flowsOf = (deals: readonly DealView[]) => choose(list([...deals]), wanted).flows;

describe("what is drawn", () => {
  it("is of one currency; what is not drawn is told with the reason", () => {
    const deals = [
      deal("a>b", { billions: 2 }),
      deal("b>a", { billions: 5 }),
      deal("a>c", { billions: 9, currency: "CNY" }),
      deal("a>d", { billions: 0 }),
      deal("a>e", { end: end("denied"), status: "denied" }),
      deal("a>f", { within: ["a>b"] }),
    ];
    const choice = choose(list(deals), wanted);
    expect(choice.flows.map((one) => one.deal.id)).toEqual(["b>a", "a>b"]);
    const told = [...choice.rest].map(([reason, all]) => [reason, all.map(({ id }) => id)]);
    expect(Object.fromEntries(told)).toEqual({
      "other-currency": ["a>c"],
      "no-sum": ["a>d"],
      ended: ["a>e"],
      within: ["a>f"],
    });
    expect(currenciesOf(deals)).toEqual([
      ["USD", 4],
      ["CNY", 1],
    ]);
  });

  it("draws a total or its parts: the parts where they name who gives and the total does not", () => {
    const round = deal(">b", { billions: 30, includes: ["a>b", "c>b"] });
    const parts = [deal("a>b", { within: [">b"] }), deal("c>b", { within: [">b"], billions: 0 })];
    const ids = (deals: DealView[]) => choose(list(deals), wanted).flows.map((one) => one.deal.id);
    expect(ids([round, ...parts])).toEqual(["a>b"]);
    // A part without a sum cannot stand for its total.
    expect(ids([round, ...parts.slice(1)])).toEqual([">b"]);
    // A part of a part is a part.
    const deep = deal("d>b", { id: "d", within: ["a>b"] });
    expect(ids([deal("a>b", { within: [">b"], billions: 5 }), deep, round])).toEqual(["a>b"]);
    // Where the total is not in the picture, its parts are.
    expect(chooseAround(list([round, ...parts]), at("a"), wanted).flows.map((one) => one.deal.id)).toEqual([
      "a>b",
    ]);
  });

  it("draws one of two totals that share a part", () => {
    const deals = [deal("a>b", { billions: 5 }), deal("a>c", { billions: 4 })];
    const left_out = [{ deal: "a>c", reason: "within", within: "a>b" }];
    expect(choose(list(deals, { left_out }), wanted).flows.map((one) => one.deal.id)).toEqual(["a>b"]);
  });

  it("has what ended where that is asked for, but never what another deal replaced", () => {
    const deals = [deal("a>b", { end: end("denied") }), deal("a>c", { end: end("replaced") })];
    const { flows } = choose(list(deals), { ...wanted, withEnded: true });
    expect(flows.map((one) => one.deal.id)).toEqual(["a>b"]);
  });

  it("takes what is owned for its owner, unless it shall stand for itself", () => {
    const owners = [{ owned: at("cloud"), owner: { address: at("a"), label: "A" } }];
    const all = list([deal("b>cloud"), deal("a>cloud")], { owners });
    const folded = choose(all, { ...wanted, top: topOf(all, false) });
    expect(folded.flows.map(({ to }) => to)).toEqual([at("a")]);
    expect(folded.rest.get("inside")?.map(({ id }) => id)).toEqual(["a>cloud"]);
    expect(choose(all, { ...wanted, top: topOf(all, true) }).flows).toHaveLength(2);
  });

  it("makes no end of whom nobody names but a word", () => {
    const [given, built] = flowsOf([deal(">b", { billions: 2 }), deal("b>", { kind: "capex" })]);
    expect([given?.from, built?.to]).toEqual([UNNAMED_GIVERS, ITSELF]);
  });

  it("folds what is beyond what one can tell apart, the smallest first", () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      deal(`a${String(i % 9)}>b${String(i % 7)}`, { id: String(i), billions: i + 1 }),
    );
    const choice = choose(list(many), wanted);
    expect(choice.flows).toHaveLength(MOST_FLOWS);
    expect(choice.rest.get("smaller")).toHaveLength(500 - MOST_FLOWS);
    expect(Math.min(...choice.flows.map(({ size }) => size))).toBe((500 - MOST_FLOWS + 1) * 1e9);
    const wide = choose(list(Array.from({ length: 50 }, (_, i) => deal(`a${String(i)}>b`))), wanted);
    expect(wide.flows).toHaveLength(MOST_ENDS - 1);
  });

  it("around one has the neighbours with the largest deals, also those without a sum, and what is theirs alone", () => {
    const many = Array.from({ length: 30 }, (_, i) => deal(`a>b${String(i)}`, { billions: i }));
    const choice = chooseAround(
      list([...many, deal("c>d", { currency: "CNY" }), deal("c>d", { id: "x" })]),
      at("a"),
      wanted,
    );
    expect(new Set(choice.flows.map(({ to }) => to)).size).toBe(MOST_NEIGHBOURS);
    expect(choice.rest.get("smaller")).toHaveLength(10);
    expect(choice.rest.has("other-currency")).toBe(false);
    expect(choice.among).toEqual([]);
  });

  it("around one knows what the neighbours give each other: one of each pair and way, the largest first", () => {
    const own = ["b", "c", "d"].map((other) => deal(`a>${other}`, { billions: 9 }));
    const among = [
      deal("b>c", { billions: 2 }),
      deal("b>c", { id: "larger", billions: 3, kind: "loan" }),
      deal("c>b", { billions: 5 }),
      deal("b>d", { billions: 0 }),
      deal("c>e", { billions: 7 }),
      deal("d>c", { billions: 8, end: end("called-off") }),
    ];
    const choice = chooseAround(list([...own, ...among]), at("a"), wanted);
    expect(choice.among?.map((one) => one.deal.id)).toEqual(["c>b", "larger", "b>d"]);
    const crowd = Array.from({ length: 20 }, (_, i) => `n${String(i)}`);
    const all = crowd.flatMap((one) => [
      deal(`a>${one}`, { billions: 9 }),
      ...crowd.filter((other) => other !== one).map((other) => deal(`${one}>${other}`)),
    ]);
    const crowded = chooseAround(list(all), at("a"), wanted);
    expect([crowded.flows.length, crowded.among?.length]).toEqual([20, MOST_AMONG]);
  });
});

describe("columns", () => {
  it("let money cross from side to side, and a loop of two be seen", () => {
    const [left, right] = twoSides([flow("a>b", 5), flow("b>a", 3), flow("c>b", 4), flow("a>d", 1)]);
    const side = (end: string) =>
      left.includes(at(end)) ? "left" : right.includes(at(end)) ? "right" : "none";
    expect(side("a")).not.toBe(side("b"));
    expect(side("c")).toBe(side("a"));
    expect(side("d")).toBe(side("b"));
    // More goes from left to right than back.
    expect(side("a")).toBe("left");
  });

  it("put ends in an order in which ribbons do not cross where they need not", () => {
    const [left, right] = twoSides([flow("a>x"), flow("b>y"), flow("c>z")]);
    const partner = new Map(
      [
        ["a", "x"],
        ["b", "y"],
        ["c", "z"],
      ].map(([from = "", to = ""]) => [at(from), at(to)]),
    );
    const back = new Map([...partner].map(([from, to]) => [to, from]));
    expect(right).toEqual(left.map((end) => partner.get(end) ?? back.get(end)));
  });

  it("are the same whenever the same is drawn, and lose nobody", () => {
    const flows = Array.from({ length: 40 }, (_, i) =>
      flow(`n${String(i % 11)}>n${String((i * 5 + 3) % 11)}`, i + 1),
    ).filter(({ from, to }) => from !== to);
    expect(twoSides(flows)).toEqual(twoSides(flows));
    const ends = new Set(flows.flatMap(({ from, to }) => [from, to]));
    expect(twoSides(flows).flat().sort()).toEqual([...ends].sort());
  });

  it("around one have who gives on one side and who gets on the other", () => {
    const flows = [flow("g>a", 2), flow("a>t", 3), flow("b>a", 5), flow("a>b", 1)];
    expect(around(at("a"), flows)).toEqual([[at("b"), at("g")], [at("a")], [at("t")]]);
  });

  it("around one who only gets, or only gives, leave no column empty: the one is an end, with room for its name", () => {
    expect(around(at("a"), [flow("g>a", 2)])).toEqual([[at("g")], [at("a")]]);
    expect(around(at("a"), [flow("a>t", 2)])).toEqual([[at("a")], [at("t")]]);
  });
});

const room = { width: 900, height: 400, text: 13, left: 100, right: 120 };
const flows = [flow("a>b", 10), flow("b>a", 30), flow("c>b", 5), flow("a>c", 2)];
const columns = [[at("a"), at("c")], [at("b")]];

describe("the layout", () => {
  it("gives widths by sums on one scale, and room to every ribbon at both its ends", () => {
    const { ribbons, ends, perUnit, height } = lay(columns, flows, room);
    for (const { flow: one, width } of ribbons) expect(width).toBeCloseTo(Math.max(2, one.size * perUnit));
    for (const end of ends) {
      expect(end.y).toBeGreaterThanOrEqual(0);
      expect(end.y + end.height).toBeLessThanOrEqual(height);
      const own = ribbons.flatMap(({ flow: one, width, curve }) => {
        const point = one.from === end.key ? curve[0] : one.to === end.key ? curve[3] : undefined;
        return point ? [{ top: point.y - width / 2, bottom: point.y + width / 2 }] : [];
      });
      own.sort((a, b) => a.top - b.top);
      own.forEach(({ top, bottom }, i) => {
        expect(top).toBeGreaterThanOrEqual((own[i - 1]?.bottom ?? end.y) - 1e-6);
        expect(bottom).toBeLessThanOrEqual(end.y + end.height + 1e-6);
      });
    }
  });

  it("keeps ends of a column apart, and grows where they need more room", () => {
    const many = Array.from({ length: 24 }, (_, i) => flow(`a${String(i)}>b`, 1));
    const laid = lay([many.map(({ from }) => from), [at("b")]], many, { ...room, height: 100 });
    expect(laid.height).toBeGreaterThan(24 * 13);
    const column = laid.ends.filter((end) => end.column === 0).sort((a, b) => a.y - b.y);
    for (const [i, end] of column.entries())
      if (i > 0) expect(end.y).toBeGreaterThan((column[i - 1]?.y ?? 0) + (column[i - 1]?.height ?? 0));
  });

  it("bends a ribbon between two of the same column inwards", () => {
    const ribbon = lay(columns, flows, room).ribbons.find(({ flow: one }) => one.deal.id === "a>c");
    const [start, first, second, last] = ribbon?.curve ?? [];
    expect(start?.x).toBe(last?.x);
    expect(first?.x).toBeGreaterThan(start?.x ?? 0);
    expect(second?.x).toBeGreaterThan(last?.x ?? 0);
  });

  it("lays out what names no sum", () => {
    const { ribbons } = lay(columns, [flow("a>b", 0)], room);
    expect(ribbons[0]?.width).toBe(2);
  });
});

describe("a ribbon", () => {
  const places = along([
    { x: 0, y: 0 },
    { x: 50, y: 0 },
    { x: 50, y: 40 },
    { x: 100, y: 40 },
  ]);

  it("ends in a head at the point where the money goes", () => {
    const points = [...outline(places, 10).matchAll(/([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(Math.max(...points.map(([x = 0]) => x))).toBe(100);
    expect(points).toContainEqual([100, 40]);
    expect(points[0]).toEqual([0, 5]);
  });

  it("is hatched from edge to edge, and not over its head", () => {
    const strokes = hatch(places, 10).split("M").filter(Boolean);
    expect(strokes.length).toBeGreaterThan(6);
    for (const stroke of strokes) expect(Number(stroke.split("L")[1]?.split(" ")[0])).toBeLessThan(95);
  });

  it("has a place at any distance", () => {
    expect(placeAt(places, -5).x).toBe(0);
    expect(placeAt(places, 1e6).x).toBe(100);
    expect(placeAt([], 3)).toEqual({ x: 0, y: 0, nx: 0, ny: 1, along: 0 });
  });
});

describe("the drawing", () => {
  const style = {
    size: 13,
    measure: roughly(13),
    name: (key: string) => key.slice(16),
    left: 100,
    right: 120,
  };

  it("writes a sum over no name and no other sum", () => {
    const drawing = draw(lay(columns, flows, room), style);
    const boxes = drawing.ribbons.flatMap(({ label }) =>
      label.filter(({ tag }) => tag === "rect").map((rect) => rect.attributes),
    );
    const all = [...boxes, ...drawing.ends.map(({ box }) => box)] as {
      x: number;
      y: number;
      width: number;
      height: number;
    }[];
    expect(boxes.length).toBe(4);
    for (const [i, a] of all.entries())
      for (const b of all.slice(i + 1))
        expect(
          a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
        ).toBe(false);
  });

  it("fills the firmer the firmer the money, and edges with a line only what is paid or signed", () => {
    const degrees = ["committed", "announced", "rumoured"].map((status) => paintOf(status, false));
    expect(degrees.map(({ opacity }) => opacity)).toEqual([0.62, 0.26, 0.08]);
    expect(degrees.map(({ dash }) => dash !== "")).toEqual([false, true, true]);
    expect(paintOf("committed", true).opacity).toBe(0);
  });

  it("dims what is not lit, and gives it no sum", () => {
    const drawing = draw(lay(columns, flows, room), { ...style, lit: new Set(["a>b", "b>a"]) });
    expect(drawing.ribbons.filter(({ lit }) => lit).map(({ id }) => id)).toEqual(["b>a", "a>b"]);
    expect(drawing.ribbons.filter(({ label }) => label.length > 0)).toHaveLength(2);
  });

  it("has lines between neighbours under the ribbons, with the same signs, and at no scale", () => {
    const own = flowsOf([
      deal("a>b", { billions: 10 }),
      deal("a>c", { billions: 5 }),
      deal("d>a", { billions: 2 }),
    ]);
    const told = [
      deal("b>c", { billions: 900, kind: "loan", status: "rumoured" }),
      deal("d>b", { billions: 1 }),
    ];
    const laid = lay([[at("d")], [at("a")], [at("b"), at("c")]], own, room);
    const lines = linesOf(laid, flowsOf(told), room.text);
    expect(lines.map(({ width }) => width)).toEqual([LINE, LINE]);
    for (const { curve } of lines)
      for (const { x, y } of curve) {
        expect(x).toBeGreaterThanOrEqual(room.left);
        expect(x).toBeLessThanOrEqual(room.width - room.right);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(laid.height);
      }
    const drawing = draw(laid, { ...style, lines });
    expect(drawing.ribbons.map(({ id }) => id)).toEqual(["a>b", "a>c", "d>a"]);
    expect(drawing.lines.map(({ id }) => id)).toEqual(["b>c", "d>b"]);
    const shapes = drawing.lines[0]?.shapes ?? [];
    expect(
      shapes.some(({ attributes }) => attributes["stroke-dasharray"] === paintOf("rumoured", false).dash),
    ).toBe(true);
    const titles = pictureOf(drawing, { shapes: [], height: 0 }).groups[0]?.groups?.map(({ title }) => title);
    expect(titles?.[0]).toContain("B → C");
    const words = legendOf(laid, 900, 13, roughly(13), lines).shapes.map(({ text }) => text);
    expect(words).toContain("Among the others, whatever the sum");
    expect(words).toContain("Loan");
  });

  it("is saved with a legend of what is in it, and with what each ribbon tells", () => {
    const told = [
      deal("a>b", { billions: 10, status: "committed" }),
      deal("b>a", { billions: 8, kind: "loan", status: "rumoured" }),
    ];
    told[0] = { ...deal("a>b", { billions: 10, status: "committed" }) };
    const amount = told[0].amount;
    if (amount) told[0].amount = { ...amount, qualifier: "up-to" };
    const laid = lay([[at("a")], [at("b")]], flowsOf(told), room);
    const legend = legendOf(laid, 900, 13, roughly(13));
    const palette = Object.fromEntries(TOKENS.map((token) => [token, "#123456"])) as Palette;
    const caption: Caption = { title: "Money", description: "two", lang: "en", fontFamily: "x", size: 13 };
    const svg = toSvg(pictureOf(draw(laid, style), legend), palette, caption);
    for (const words of ["Equity", "Loan", "Paid or committed", "Reported, rumoured, or an opinion", "Up to"])
      expect(svg).toContain(`>${words}</text>`);
    expect(svg).toContain("<title>A → B · USD 10 billion · Equity · Committed · 2025-11-18</title>");
    expect(svg).not.toContain("var(");
    expect(svg).not.toContain("NaN");
  });
});

describe("keys", () => {
  const ribbons = [
    { id: "1", from: "a", to: "b" },
    { id: "2", from: "b", to: "c" },
    { id: "3", from: "c", to: "a" },
  ];

  it("go from ribbon to ribbon, and stop at the ends", () => {
    expect(walk(ribbons, "", 1)?.id).toBe("1");
    expect(walk(ribbons, "1", 1)?.id).toBe("2");
    expect(walk(ribbons, "1", -1)?.id).toBe("1");
    expect(walk(ribbons, "", -1)?.id).toBe("3");
    expect(walk([], "", 1)).toBeUndefined();
  });

  it("follow the money, round in a loop", () => {
    const way = [1, 2, 3].reduce<string[]>(
      (ids) => [...ids, follow(ribbons, ids.at(-1) ?? "", true)?.id ?? ""],
      ["1"],
    );
    expect(way).toEqual(["1", "2", "3", "1"]);
    expect(follow(ribbons, "1", false)?.id).toBe("3");
    expect(follow(ribbons.slice(0, 2), "2", true)).toBeUndefined();
  });
});
