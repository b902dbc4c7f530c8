import { expect, test } from "vitest";
import { specsOf } from "./specs";

const paths = (...[kind, locale]: Parameters<typeof specsOf>) =>
  specsOf(kind, locale).map(({ path, oneOf }) => (oneOf ? `${path}*` : path));

test("of what stands in several languages the reader's own comes first, and says that one is enough", () => {
  expect(paths("event", { lang: "en", region: "tw" }).slice(0, 2)).toEqual(["title.en*", "title.zh"]);
  expect(paths("event", { lang: "zh-Hans", region: "cn" }).slice(0, 2)).toEqual(["title.zh*", "title.en"]);
  expect(paths("entity", { lang: "zh-Hant", region: "hk" }).slice(0, 5)).toEqual([
    "kind",
    "names.zh_hk*",
    "names.en",
    "names.zh_tw",
    "names.zh_cn",
  ]);
});
