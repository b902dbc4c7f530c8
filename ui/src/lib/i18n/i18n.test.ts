import { describe, expect, it } from "vitest";
import { ago } from "./format";
import { fill, t, tWord } from "./index";
import { locale } from "./locale.svelte";
import { catalogue } from "./messages";

const all = Object.entries(catalogue).flatMap(([domain, messages]) =>
  Object.entries(messages as Record<string, readonly string[]>).map(
    ([name, forms]) => [`${domain}.${name}`, forms] as const,
  ),
);

/** Characters that only one of the scripts has, pair by pair. */
const PAIRS =
  "這这個个說说說说時时間间來来對对開开關关還还沒没為为與与會会從从無无應应頁页題题筆笔記记錄录設设語语詞词彙汇" +
  "庫库尋寻搜搜選选擇择儲储輸输繁繁體体簡简檔档資资訊讯網网並并將将連连結结話话請请試试讀读寫写編编輯辑預预覽览" +
  "復复製制貼贴檢检視视類类實实圖图線线總总計计數数據据報报導导買买賣卖億亿萬万發发現现點点標标籤签隱隐顯显縮缩";

describe("the catalogue", () => {
  const [hant, hans] = [new Set<string>(), new Set<string>()];
  for (const [i, char] of [...PAIRS].entries()) (i % 2 === 0 ? hant : hans).add(char);
  const both = [...hant].filter((char) => hans.has(char));
  for (const char of both) {
    hant.delete(char);
    hans.delete(char);
  }

  it.each(all)("%s is whole in all languages", (_, forms) => {
    expect(forms).toHaveLength(3);
    for (const form of forms) expect(form.trim()).not.toBe("");
    const values = forms.map((form) => [...new Set([...form.matchAll(/\{(\w+)/g)].map((m) => m[1]))].sort());
    // English may leave a value out, or use it twice; it may not ask for one that is not given.
    expect(values[1]).toEqual(values[0]);
    for (const value of values[2] ?? []) expect(values[0]).toContain(value);
  });

  it.each(all)("%s keeps the scripts apart", (key, [traditional = "", simplified = ""]) => {
    // These name both scripts on purpose, or are words of a language in its own script.
    if (/reading-han|lang/.test(key)) return;
    expect([...traditional].filter((char) => hans.has(char))).toEqual([]);
    expect([...simplified].filter((char) => hant.has(char))).toEqual([]);
  });
});

describe("t", () => {
  it("follows the language", () => {
    for (const [lang, word] of [
      ["zh-Hant", "設定"],
      ["zh-Hans", "设置"],
      ["en", "Settings"],
    ] as const) {
      locale.lang = lang;
      expect(t("shell.settings")).toBe(word);
    }
  });

  it.each([
    ["{n} 篇", { n: 12345 }, "12,345 篇"],
    ["{n} {n|article|articles}", { n: 1 }, "1 article"],
    ["{n} {n|article|articles}", { n: 2 }, "2 articles"],
    ["{a} – {b}", { a: "甲", b: "{a}" }, "甲 – {a}"],
    ["{missing}", {}, "{missing}"],
  ])("fills %j", (form, values, expected) => {
    expect(fill(form, values, "en")).toBe(expected);
  });

  it("shows a word that it does not know as it is", () => {
    expect(tWord("kinds", "no-such-kind")).toBe("no-such-kind");
  });
});

it("says of a moment how long ago it was", () => {
  const now = Date.UTC(2026, 1, 1);
  const said = (lang: typeof locale.lang) => {
    locale.lang = lang;
    return [10, 120, 7200].map((seconds) => ago(now - seconds * 1000, now));
  };
  expect(said("en")).toEqual(["just now", "2 minutes ago", "2 hours ago"]);
  expect(said("zh-Hant")[0]).toBe("剛剛");
  expect(said("zh-Hans")[0]).toBe("刚刚");
});
