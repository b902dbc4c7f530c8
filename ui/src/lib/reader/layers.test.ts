import { expect, it } from "vitest";
import type { Span } from "$lib/bindings/Span";
import { runs, type Found } from "./layers";

const mention = (start: number, end: number, entity = "e"): Span => ({ start, end, kind: "mention", entity });
const term = (start: number, end: number, name = "t"): Span => ({ start, end, kind: "term", term: name });
const note = (start: number, end: number, name = "n"): Span => ({ start, end, kind: "note", note: name });
const match = (start: number, end: number): Span => ({ start, end, kind: "match" });

const link = (start: number, end: number): Span => ({ start, end, kind: "link", url: "u" });
const footnote = (start: number, end: number): Span => ({ start, end, kind: "footnote", label: "fn" });
const plain =
  (kind: "strong" | "emphasis" | "code" | "strike") =>
  (start: number, end: number): Span => ({ start, end, kind });
const [strong, emphasis, code, strike] = [plain("strong"), plain("emphasis"), plain("code"), plain("strike")];

/** Mentions in {}, links in [], footnotes after ^, pieces apart by |, and after each piece what covers it. */
function check(text: string, spans: Span[], expected: string, found: Found[] = []) {
  const shown = runs(text, spans, found).map(({ leads, pieces }) => {
    const inner = pieces.map(
      (piece) =>
        piece.text +
        (piece.matched ? "!" : "") +
        (piece.term ? `:${piece.term}` : "") +
        (piece.notes.length > 0 ? `@${piece.notes.join("+")}` : "") +
        (piece.found === undefined ? "" : `#${String(piece.found)}`) +
        (piece.entity ? `~${piece.entity}` : "") +
        (piece.strong ? "*" : "") +
        (piece.emphasis ? "_" : "") +
        (piece.code ? "`" : "") +
        (piece.strike ? "-" : ""),
    );
    const text = inner.join("|");
    if (leads?.to === "link") return `[${text}](${leads.url})`;
    if (leads?.to === "footnote") return `^${text}(${leads.label})`;
    return leads ? `{${text}}` : text;
  });
  expect(shown.join("|")).toBe(expected);
  const whole = runs(text, spans, found).flatMap((run) => run.pieces.map((piece) => piece.text));
  expect(whole.join("")).toBe(text);
}

it.each<[string, Span[], string]>([
  ["輝達投資", [], "輝達投資"],
  ["", [mention(0, 2)], ""],
  ["輝達投資", [mention(0, 2)], "{輝達}|投資"],
  ["輝達投資", [mention(0, 2), match(1, 3)], "{輝|達!}|投!|資"],
  ["abcdef", [note(0, 4), note(2, 6, "m")], "ab@n|cd@n+m|ef@m"],
  ["計算資源", [term(0, 4, "long"), term(0, 2, "short")], "計算:long|資源:long"],
  ["輝達輝達", [mention(0, 2), mention(2, 4, "e")], "{輝達}|{輝達}"],
  ["😀輝達", [mention(1, 3)], "😀|{輝達}"],
  ["abc", [mention(1, 99), match(5, 9), match(2, 2)], "a|{bc}"],
  ["輝達官網", [mention(0, 2), link(0, 4)], "[輝達~e|官網](u)"],
  ["輝達官網在此", [mention(0, 4), link(2, 6)], "{輝達}|[官網~e|在此](u)"],
  ["投資1。", [footnote(2, 3), link(0, 3)], "[投資](u)|^1(fn)|。"],
  ["重點數字", [strong(0, 4), emphasis(1, 3), match(2, 4)], "重*|點*_|數!*_|字!*"],
  ["用 a() 了", [code(2, 5), strike(0, 7), note(3, 7)], "用 -|a`-|()@n`-| 了@n-"],
])("%s with %j", check);

it("shows what was found in the page across mentions", () => {
  check("輝達投資", [mention(0, 2)], "{輝|達#0}|投#0|資", [{ index: 0, start: 1, end: 3 }]);
});
