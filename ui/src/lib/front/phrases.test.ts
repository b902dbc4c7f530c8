import { expect, it } from "vitest";
import { parts, phrases } from "./phrases";

it.each([
  ["結盟：300億美元算力，最多150億美元投資", ["300億美元", "最多150億美元"]],
  ["核定最多1兆日圓", ["最多1兆日圓"]],
  ["結盟：約1.5万亿元", ["約1.5万亿元"]],
  ["ally: $30B of compute, up to US$15 billion of it", ["$30B", "US$15 billion"]],
  ["融資 US$5–10 billion, or NT$500", ["US$5–10 billion", "NT$500"]],
  ["GPT-5.5 in 2026, 5%股權, 2.8GW，排到2030年", []],
  ["沒有數字", []],
  ["", []],
])("keeps sums of %s on one line, and every character", (text, sums) => {
  const all = parts(text);
  expect(all.filter((_, i) => i % 2 === 1)).toEqual(sums);
  expect(all.join("")).toBe(text);
});

it.each([
  ["結盟：300億美元算力，最多150億美元", ["結盟：", "300億美元算力，", "最多150億美元"]],
  ["Microsoft, NVIDIA ally: $30B", ["Microsoft, NVIDIA ally: $30B"]],
  ["", [""]],
])("has lines of %s end between its phrases", (text, expected) => {
  expect(phrases(text)).toEqual(expected);
});
