import { describe, expect, it } from "vitest";
import type { Hit } from "$lib/bindings/Hit";
import { holds, insertLink, linkAt, offersFrom, ordered } from "./link";

it.each([
  ["看 [[輝", "輝"],
  ["看 [[", ""],
  ["看 [[輝達]] 之後", undefined],
  ["[[甲\n乙", undefined],
  ["沒有", undefined],
  [`[[${"x".repeat(100)}`, undefined],
  // What Chinese input methods give for the same keys, of either width.
  ["看 【【輝", "輝"],
  ["看 ［［NVIDIA an", "NVIDIA an"],
  ["【【輝達】】 之後", undefined],
  ["【【輝達】", undefined],
  ["［［輝］］", undefined],
  ["【重點】[[輝", "輝"],
  ["【重點", undefined],
  ["[[甲]] 【【乙", "乙"],
])("%j looks up %j", (before, wanted) => {
  expect(linkAt(before)).toBe(wanted);
});

it("puts the link in place of what was typed", () => {
  const [text, caret] = insertLink("看 [[輝 之後", 5, "輝達", "zhimai://entity/nvidia");
  expect(text).toBe("看 [輝達](zhimai://entity/nvidia) 之後");
  expect(text.slice(0, caret)).toBe("看 [輝達](zhimai://entity/nvidia)");
});

it.each([
  ["[[x]]y", 3],
  ["[[x]y", 3],
  ["【【x】】y", 3],
  ["【【x】y", 3],
  ["［［x］］y", 3],
])("takes the signs around %j away, on both sides", (text, caret) => {
  expect(insertLink(text, caret, "a]b", "zhimai://note/1")[0]).toBe("[a b](zhimai://note/1)y");
});

it("leaves everything else where it is", () => {
  // The caret went elsewhere: nothing is open there.
  expect(insertLink("[[甲]] 乙", 7, "丙", "zhimai://note/1")[0]).toBe("[[甲]] 乙[丙](zhimai://note/1)");
  expect(insertLink("[[甲 】】】", 3, "丙", "zhimai://note/1")[0]).toBe("[丙](zhimai://note/1) 】】】");
});

describe("what is offered", () => {
  const hit = (kind: Hit["kind"], id: string, title: string, some: Partial<Hit> = {}): Hit => ({
    address: `zhimai://${kind}/${id}`,
    id,
    kind,
    entity_kind: null,
    title: { text: title, marks: [] },
    snippet: { text: "", marks: [] },
    source: null,
    date: null,
    language: null,
    score: 0,
    reasons: [],
    explanation: [],
    beside: [],
    of_copies: false,
    ...some,
  });
  const snippet = (text: string) => ({ snippet: { text, marks: [] } });
  const claude = hit("entity", "claude", "Claude", snippet("What a passage says, announced or not."));
  const called = new Map([["zhimai://entity/claude", ["Claude", "克勞德", "克劳德"]]]);
  const launch = hit("event", "launch", "克勞德新版發表");
  const launchEn = hit("event", "launch", "A new Claude is announced");
  const told = hit("article", "told", "本週要聞", snippet("Claude … announced"));
  const offers = offersFrom(
    [
      [claude, told, launch],
      [claude, launchEn],
    ],
    called,
  );
  const first = (typed: string) => {
    const offer = ordered(offers, typed)[0];
    return offer && holds(offer, typed) ? offer.hit.id : undefined;
  };

  it.each([
    // All of what was typed counts, not its first word.
    ["Claude announ", "launch"],
    ["claude", "claude"],
    ["CLAUDE ", "claude"],
    ["Ｃｌａｕｄｅ", "claude"],
    // In whatever language or script it has the name.
    ["克劳德", "claude"],
    ["克勞德新版", "launch"],
    ["發表", "launch"],
    ["new", "launch"],
    // A word begins where it begins.
    ["laude", undefined],
    ["Claude announ x", undefined],
    // What only the text says is no name.
    ["要聞", "told"],
    ["本週要聞", "told"],
    ["Claude ann 要聞", undefined],
    ["", undefined],
  ])("for %j, Enter means %j", (typed, expected) => {
    expect(first(typed)).toBe(expected);
  });

  it("shows each thing once, in the person's language, and what fits less after what fits", () => {
    expect(ordered(offers, "Claude announ").map((offer) => offer.hit.title.text)).toEqual([
      "克勞德新版發表",
      "Claude",
      "本週要聞",
    ]);
  });

  it("takes another name for one, as the search explains it", () => {
    const reasons: Hit["reasons"] = [{ kind: "pinyin", written: "kelaode", found: "克勞德" }];
    const [offer] = offersFrom([[hit("entity", "claude", "克勞德", { reasons })]], new Map());
    expect(offer && holds(offer, "kelaode")).toBe(true);
    expect(offer && holds(offer, "kelaode fabiao")).toBe(false);
    const guess: Hit["reasons"] = [{ kind: "spelling", written: "cluade", found: "Claude" }];
    const [guessed] = offersFrom([[hit("entity", "claude", "Claude", { reasons: guess })]], new Map());
    expect(guessed && holds(guessed, "cluade")).toBe(false);
  });
});
