import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
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
const plain = (text: string) => [{ text, changed: false }];
const comparison: Comparison = {
  older: "Version 1",
  newer: "Version 3",
  rows: [
    { kind: "same", older: plain("開頭。"), newer: plain("開頭。") },
    {
      kind: "changed",
      older: [...plain("金額為"), { text: "100", changed: true }, ...plain("億。")],
      newer: [...plain("金額為"), { text: "最多 150", changed: true }, ...plain("億。")],
    },
    { kind: "removed", older: [{ text: "刪去的一段。", changed: true }], newer: [] },
    { kind: "same", older: plain("中間。"), newer: plain("中間。") },
    { kind: "added", older: [], newer: [{ text: "更正。", changed: true }] },
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
  await screen.findByText("開頭。", { selector: ".older" });
  expect(asked).toEqual([{ id: "one", older: 1, newer: 3 }]);
  expect(words("del")).toEqual(["100", "刪去的一段。"]);
  expect(words("ins")).toEqual(["最多 150", "更正。"]);
  expect(words(".row .visually-hidden")).toEqual(["Changed:", "Removed:", "Added:"]);
  expect(words(".sign")).toEqual(["±", "−", "+"]);
});

it("begins at the first change, and goes on by n and back by p, round and round", async () => {
  open("zhimai://article/one?compare=1..3");
  await screen.findByText("開頭。", { selector: ".older" });
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
