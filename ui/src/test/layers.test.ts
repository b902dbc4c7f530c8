/*
 * The floors of the window's code: who may import whom, and that nobody imports in a circle.
 * `import type` does not count: it is gone when the code runs.
 */
import { expect, it } from "vitest";

const files = import.meta.glob<string>(["../**/*.{ts,svelte}", "!../**/*.test.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

const IMPORT = /^\s*(?:import|export)\s(?!type\s)(?:[^;"]*?\sfrom\s+)?"([^"]+)"/gm;

/** Paths from `src`, without an ending. */
function imports(path: string, source: string): string[] {
  const folder = path.split("/").slice(0, -1);
  return [...source.matchAll(IMPORT)]
    .map((match) => match[1] ?? "")
    .filter((to) => to.startsWith("$lib/") || to.startsWith("."))
    .map((to) => {
      const parts = to.startsWith("$lib/")
        ? ["lib", ...to.slice(5).split("/")]
        : [...folder, ...to.split("/")];
      const out: string[] = [];
      for (const part of parts) {
        if (part === "..") out.pop();
        else if (part !== ".") out.push(part);
      }
      return out.join("/");
    });
}

const bare = (path: string) => path.replace(/^\.\.\//, "").replace(/(\.svelte)?(\.ts)?$/, "");
const graph = new Map(
  Object.entries(files).map(([path, source]) => [bare(path), imports(bare(path), source).map(bare)]),
);
const find = (path: string) => (graph.has(path) ? path : `${path}/index`);

it("reads the imports", () => {
  expect(graph.get("lib/shell/Rail")).toContain("lib/shell/nav");
  expect(graph.size).toBeGreaterThan(60);
});

it("has no circle", () => {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: string[]) => {
    if (trail.includes(path)) {
      circles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    if (done.has(path)) return;
    // A component that draws itself again is no circle.
    for (const to of graph.get(path) ?? []) if (find(to) !== path) walk(find(to), [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  expect(circles).toEqual([]);
});

it.each([
  ["lib/bindings/", []],
  ["lib/i18n/", ["lib/i18n/", "lib/bindings/"]],
  ["lib/platform/", ["lib/platform/", "lib/i18n/", "lib/bindings/"]],
  ["lib/shared/", ["lib/shared/", "lib/i18n/", "lib/bindings/"]],
])("%s imports from floors below it only", (floor, allowed) => {
  const beyond = [...graph]
    .filter(([path]) => path.startsWith(floor))
    .flatMap(([path, all]) =>
      all
        .filter((to) => !allowed.some((folder) => `${to}/`.startsWith(folder)))
        .map((to) => `${path} → ${to}`),
    );
  expect(beyond).toEqual([]);
});
