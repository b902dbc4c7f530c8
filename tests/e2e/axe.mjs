/*
 * Looks for what keeps people out: axe-core in the page, at the levels that count as serious.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The serious and critical findings on what is shown now, a line for each place. */
export async function findings(window) {
  await window.script(`${SOURCE}; return true;`);
  const violations = await window.wait(async () => {
    const { violations } = await globalThis.axe.run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      places: nodes.map(
        (node) => `${node.target.join(" ")}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message}`,
      ),
    }));
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, impact, help, places }) => places.map((place) => `${impact} ${id} (${help}): ${place}`));
}
