/*
 * What a terminal adds to what is known, and takes away again: each view of an open window follows; how soon is printed.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { withWindow } from "./stage.mjs";
import { until, zhimai } from "./world.mjs";

/** What there was to see, and how long it took, in milliseconds. */
const took = [];

let home, window, claim;
withWindow(async (opened) => {
  ({ home, window } = opened);
  await window.find("main h1");
  const file = join(home.path, "fern.md");
  writeFileSync(file, "---\ndate: 2026-03-04\n---\n# 羽蕨算科開幕\n\n羽蕨算科昨天開幕，用的是蕨葉散熱。\n");
  await zhimai(home, "import", file);
  await until("the article", async () => {
    const answer = await window.ask("search", { query: "羽蕨算科" }).catch(() => undefined);
    return answer?.hits.length > 0 && !answer.behind;
  });
});
after(() => console.log(took.map(([what, ms]) => `${what}: ${ms} ms`).join("\n")));

/** Runs the terminal's program, and waits for what should be seen then without a hand on the window. Gives what the program said. */
async function seenSoon(what, words, look) {
  const said = await zhimai(home, ...words);
  const since = performance.now();
  await look();
  took.push([what, Math.round(performance.now() - since)]);
  return said;
}

const ENTITY = ["--kind", "company", "--name-en", "Quillfern", "--name-tw", "羽蕨算科"];
const [PAGE, SEARCH] = ["zhimai://entity/quillfern", "zhimai://view/search?q=羽蕨算科"];

test("a company: the card and the filter of a search", async () => {
  await window.goTo(SEARCH);
  await window.find("main a[data-hit]", /羽蕨算科開幕/);
  await window.gone("main article.card");
  await seenSoon("card of a company", ["entity", "add", ...ENTITY], async () => {
    await window.find("main article.card", /Quillfern/);
    await window.find("aside fieldset label", /Quillfern/);
  });
});

test("a company: its page, and the names in the text", async () => {
  await window.goTo(PAGE);
  await window.find("main h1", "Quillfern");
  await seenSoon("page of a company", ["entity", "edit", "quillfern", "--founded", "2021"], () =>
    window.find("main .facts dd", "2021"),
  );
  const { hits } = await window.ask("search", { query: "羽蕨算科", kinds: ["article"] });
  await window.goTo(hits[0].address);
  await window.find("article [data-block] a[data-entity=quillfern]", "羽蕨算科");
});

const EVENT = ["--date", "2026-03-02", "--kind", "funding", "--title-en", "Quillfern closes a round"];

test("an event: the timeline of the company, and its page", async () => {
  await window.goTo("zhimai://view/timeline?entity=quillfern");
  await window.find("main h1", "Timeline");
  await window.gone("main [role=option]");
  await seenSoon("event on the timeline", ["event", "add", ...EVENT, "--participant", "quillfern"], () =>
    window.find("main [role=option]", /Quillfern closes a round/),
  );
  await window.goTo(PAGE);
  await window.find("main", /Quillfern closes a round/);
});

test("a claim: the money on the company's page", async () => {
  const sum = ["--from", "nvidia", "--to", "quillfern", "--flow", "equity", "--sum", "2000000000"];
  const text = [
    "--text-en",
    "Quillfern raised up to $2 billion",
    "--qualifier",
    "up-to",
    "--source",
    "The Paper",
  ];
  const event = ["--event", "quillfern-closes-a-round"];
  const said = await seenSoon("claim on a page", ["claim", "add", ...event, ...text, ...sum, "--json"], () =>
    window.find("main", /up to US\$2 billion|up to \$2 billion|US\$2B/i),
  );
  claim = JSON.parse(said).id;
});

test("a term: the glossary", async () => {
  await window.goTo("zhimai://view/glossary?q=蕨葉");
  await window.find("main h1", "Glossary");
  await window.gone("main li", /蕨葉散熱/);
  await seenSoon("term in the glossary", ["term", "add", "--zh", "蕨葉散熱", "--en", "fern cooling"], () =>
    window.find("main li", /蕨葉散熱/),
  );
});

test("what is taken away is gone from each", async () => {
  await seenSoon("term taken away", ["term", "remove", "fern-cooling"], () =>
    window.gone("main li", /蕨葉散熱/),
  );
  await window.goTo(PAGE);
  await window.find("main", /up to US\$2 billion/);
  await seenSoon("claim taken away", ["claim", "remove", claim], () =>
    window.gone("main", /up to US\$2 billion/),
  );
  await window.goTo("zhimai://view/timeline?entity=quillfern");
  await window.find("main [role=option]", /Quillfern closes a round/);
  await seenSoon("event taken away", ["event", "remove", "quillfern-closes-a-round"], () =>
    window.gone("main [role=option]"),
  );
  await window.goTo(SEARCH);
  await window.find("main article.card", /Quillfern/);
  await seenSoon("company taken away", ["entity", "remove", "quillfern"], async () => {
    await window.gone("main article.card");
    await window.gone("aside fieldset label", /Quillfern/);
  });
  await window.goTo(PAGE);
  await window.gone("main h1", "Quillfern");
});
