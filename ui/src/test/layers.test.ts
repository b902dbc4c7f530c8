/*
 * The floors of the window's code: who may import whom, and that nobody imports in a circle.
 * `import type` does not count for circles of files: it is gone when the code runs. For the floors it does.
 */
import { expect, it } from "vitest";

const files = import.meta.glob<string>(["../**/*.{ts,svelte}", "!../**/*.test.ts", "!../test/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/**
 * The folders of `lib` from the lowest up. A folder imports from itself and from floors below its own; those of one
 * floor stand side by side and know nothing of each other.
 */
const FLOORS: readonly (readonly string[])[] = [
  ["bindings"],
  ["i18n"],
  ["platform", "shared"],
  ["navigation", "draw", "dossier"],
  ["settings", "timeline", "knowing"],
  ["deals"],
  ["search"],
  ["notes"],
  ["library", "reader"],
  ["company"],
  ["glossary", "front", "money", "review"],
  ["shell"],
];

const IMPORT = /^\s*(?:import|export)\s(type\s)?(?:[^;"]*?\sfrom\s+)?"([^"]+)"/gm;

/** Paths from `src`, without an ending. */
function imports(path: string, source: string, types: boolean): string[] {
  const folder = path.split("/").slice(0, -1);
  return [...source.matchAll(IMPORT)]
    .filter((match) => types || match[1] === undefined)
    .map((match) => match[2] ?? "")
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
      return bare(out.join("/"));
    });
}

const bare = (path: string) => path.replace(/^\.\.\//, "").replace(/(\.svelte)?(\.ts)?$/, "");
const graphOf = (types: boolean) =>
  new Map(Object.entries(files).map(([path, source]) => [bare(path), imports(bare(path), source, types)]));
/** What runs, and what is said of types beside it. */
const graph = graphOf(false);
const whole = graphOf(true);
const find = (path: string) => (graph.has(path) ? path : `${path}/index`);

/** The folder of `lib` that a path lies in; nothing for what stands above all of them. */
const folderOf = (path: string) => /^lib\/([^/]+)/.exec(path)?.[1];
const floorOf = (folder: string) => FLOORS.findIndex((floor) => floor.includes(folder));

it("reads the imports", () => {
  expect(graph.get("lib/shell/Rail")).toContain("lib/navigation/nav");
  expect(whole.get("lib/shell/rail")).toContain("lib/navigation/address");
  expect(graph.get("lib/shell/rail")).not.toContain("lib/navigation/address");
  expect(graph.size).toBeGreaterThan(60);
});

it("knows every folder", () => {
  const folders = new Set([...graph.keys()].flatMap((path) => folderOf(path) ?? []));
  expect([...folders].sort()).toEqual(FLOORS.flat().sort());
});

it("has no circle of files", () => {
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

it.each(FLOORS.flat())("%s imports from floors below it only, so that folders have no circle", (folder) => {
  const beyond = [...whole]
    .filter(([path]) => folderOf(path) === folder)
    .flatMap(([path, all]) =>
      all
        .filter((to) => {
          const target = folderOf(to);
          if (target === folder) return false;
          return target === undefined || floorOf(target) >= floorOf(folder);
        })
        .map((to) => `${path} → ${to}`),
    );
  expect(beyond).toEqual([]);
});
