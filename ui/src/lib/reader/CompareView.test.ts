import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import type { ComparedBlock } from "$lib/bindings/ComparedBlock";
import type { ComparedPiece } from "$lib/bindings/ComparedPiece";
import type { Comparison } from "$lib/bindings/Comparison";
import { locale } from "$lib/i18n/locale.svelte";
import { parseAddress } from "$lib/navigation/address";
import { nav } from "$lib/navigation/nav.svelte";
import { ask, AskError } from "$lib/platform";
import CompareView from "./CompareView.svelte";

vi.mock(import("$lib/platform"), async (original) => ({ ...(await original()), ask: vi.fn() }));

const version = (n: number, replaced: number | null) => ({
  version: n,
  replaced,
  title: "輝達投資",
  date: null,
});
const paragraph = (...pieces: ComparedPiece[]): ComparedBlock => ({
  kind: "paragraph",
  quote: 0,
  indent: 0,
  pieces,
});
const same = (text: string): ComparedPiece => ({ text, changed: false });
const other = (text: string): ComparedPiece => ({ text, changed: true });
const [opening, middle] = [paragraph(same("開頭。")), paragraph(same("中間。"))];
const comparison: Comparison = {
  older: "Version 1",
  newer: "Version 3",
  rows: [
    { kind: "same", older: opening, newer: opening },
    {
      kind: "changed",
      older: paragraph(same("金額為"), other("100"), same("億。")),
      newer: paragraph(same("金額為"), other("最多 150"), same("億。")),
    },
    { kind: "removed", older: paragraph(other("刪去的一段。")), newer: null },
    { kind: "same", older: middle, newer: middle },
    { kind: "added", older: null, newer: paragraph(other("更正。")) },
  ],
};

let versions = [version(3, null), version(2, 2000), version(1, 1000)];
let answer: () => Promise<Comparison>;
let asked: object[];

beforeEach(() => {
  locale.lang = "en";
  versions = [version(3, null), version(2, 2000), version(1, 1000)];
  answer = () => Promise.resolve(comparison);
  asked = [];
  (vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>).mockImplementation(
    (name: string, request: object) => {
      if (name === "article_versions") return Promise.resolve(versions);
      asked.push(request);
      return answer();
    },
  );
});

function open(address: string) {
  nav.go("zhimai://view/notes");
  nav.go(address);
  return render(CompareView, { address: parseAddress(address) });
}

const words = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
const status = () => screen.getByText(/^Change \d/).textContent.trim();

it("shows what changed, was added and was removed, in words too", async () => {
  open("zhimai://article/one?compare=1..3");
  await screen.findByText("開頭。", { selector: ".older p" });
  expect(asked).toEqual([{ id: "one", older: 1, newer: 3 }]);
  expect(words("del")).toEqual(["100", "刪去的一段。"]);
  expect(words("ins")).toEqual(["最多 150", "更正。"]);
  expect(words(".row .visually-hidden")).toEqual(["Changed:", "Removed:", "Added:"]);
  expect(words(".sign")).toEqual(["±", "−", "+"]);
});

it("begins at the first change, and goes on by n and back by p, round and round", async () => {
  open("zhimai://article/one?compare=1..3");
  await screen.findByText("開頭。", { selector: ".older p" });
  await vi.waitFor(() => {
    expect(status()).toBe("Change 1 of 3");
  });
  const seen = [];
  for (const key of ["n", "n", "n", "p", "p"]) {
    await fireEvent.keyDown(window, { key });
    seen.push(status());
  }
  expect(seen).toEqual(["Change 2 of 3", "Change 3 of 3", "Change 1 of 3", "Change 3 of 3", "Change 2 of 3"]);
  expect(document.querySelector("[aria-current]")?.textContent).toContain("刪去的一段。");
  for (const press of [
    { key: "n", ctrlKey: true },
    { key: "n", isComposing: true },
  ])
    await fireEvent.keyDown(window, press);
  expect(status()).toBe("Change 2 of 3");
});

it("compares the last two versions where none are named, and others when they are chosen", async () => {
  open("zhimai://article/one?compare=");
  await vi.waitFor(() => {
    expect(asked).toEqual([{ id: "one", older: 2, newer: 3 }]);
  });
  await fireEvent.change(screen.getByRole("combobox", { name: "Older" }), { target: { value: "1" } });
  expect(nav.address.text).toBe("zhimai://article/one?compare=1..3");
});

it("says that there is nothing to compare with", async () => {
  versions = [version(1, null)];
  open("zhimai://article/one?compare=");
  expect(await screen.findByText("This article has only one version")).toBeTruthy();
  expect(asked).toEqual([]);
});

it("says that nothing differs", async () => {
  answer = () => Promise.resolve({ ...comparison, rows: comparison.rows.slice(0, 1) });
  open("zhimai://article/one?compare=1..2");
  expect(await screen.findByText("No difference in the text")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Next change" })).toHaveProperty("disabled", true);
});

it("tells what went wrong, and asks again", async () => {
  answer = () =>
    Promise.reject(new AskError({ code: "not-found", message: "There is no version 9.", detail: "" }));
  open("zhimai://article/one?compare=1..9");
  expect((await screen.findByRole("alert")).textContent).toContain("There is no version 9.");
});

it("tells once what was not compared word by word", async () => {
  answer = () => Promise.resolve({ ...comparison, remark: "Much has changed." });
  open("zhimai://article/one?compare=1..3");
  expect(await screen.findAllByText("Much has changed.")).toHaveLength(1);
});

it("draws each kind of block as the reader does, with what changed in it", async () => {
  const block = (kind: object, ...pieces: ComparedPiece[]) =>
    ({ quote: 0, indent: 0, pieces, ...kind }) as ComparedBlock;
  const code = { kind: "code", language: "rust" };
  const table = { kind: "table", header: true, aligns: ["none", "right"] };
  const item = { kind: "item", number: null, checked: null, indent: 1 };
  const pairs: [ComparedBlock, ComparedBlock][] = [
    [block(code, same("let a = "), other("1")), block(code, same("let a = "), other("2"))],
    [block(table, same("年\t數\n2025\t"), other("8")), block(table, same("年\t數\n2025\t"), other("9\t約"))],
    [block(item, same("第一點")), block(item, same("第一點"), other("與第二點"))],
    [
      block({ kind: "paragraph", quote: 1 }, same("引來的話")),
      block({ kind: "heading", level: 3 }, same("引來的話")),
    ],
    [block({ kind: "rule" }), block({ kind: "image", source: "a.png" }, other("圖"))],
  ];
  answer = () =>
    Promise.resolve({
      ...comparison,
      rows: pairs.map(([older, newer]) => ({ kind: "changed", older, newer })),
    });
  open("zhimai://article/one?compare=1..3");
  await vi.waitFor(() => {
    expect(words(".newer pre ins")).toEqual(["2"]);
  });
  expect(words(".older pre del")).toEqual(["1"]);
  expect(words(".older td del")).toEqual(["8"]);
  expect(words(".newer th")).toEqual(["年\t", "數\n"]);
  expect(words(".newer [role=listitem] ins")).toEqual(["與第二點"]);
  expect(words(".older [role=listitem] .marker").map((sign) => sign.trim())).toEqual(["•"]);
  expect(words(".older blockquote p")).toEqual(["引來的話"]);
  expect(words(".newer h4")).toEqual(["引來的話"]);
  expect(document.querySelectorAll(".older hr, .newer figure")).toHaveLength(2);
  // What both sides are is said where they are not the same.
  expect(words(".form")).toEqual(["Quotation · Paragraph → Heading 3", "Rule → Image"]);
});

it("puts another article beside it, without versions to choose", async () => {
  open("zhimai://article/t1?with=t2");
  expect(await screen.findByText("最多 150")).toBeTruthy();
  expect(asked).toEqual([{ older: "t1", newer: "t2" }]);
  expect(screen.queryAllByRole("combobox")).toEqual([]);
  expect(screen.getByRole("link", { name: "The other article" }).getAttribute("href")).toBe(
    "zhimai://article/t2",
  );
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("輝達投資");
});
