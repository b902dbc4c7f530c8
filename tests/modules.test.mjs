/*
 * No two files of a crate need each other, directly or by way of others; and no file is longer than a person can hold in mind.
 *
 * What a file needs is read off its paths: `use` declarations and paths in the code that lead to another file of the crate.
 * A name that a module passes on (`pub use`) belongs to the file that makes it, and passing it on is no need.
 * What is compiled for tests alone does not count.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** Files over the limit, each with why. */
const LONGER = {};
const LONGEST = 500;

const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
  maxBuffer: 1 << 26,
})
  .split("\n")
  .filter(Boolean);

/** Code without what stands in comments, texts and characters. */
function bare(source) {
  const parts =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|\bb?r(#*)"[\s\S]*?"\1|b?"(?:\\[\s\S]|[^"\\])*"|b?'(?:\\u\{[^}]*\}|\\x..|\\.|[^'\\\n])'/g;
  return source.replace(parts, (part) => (part.startsWith("/") ? " " : '""'));
}

/** Where the item that begins at `from` ends: after its `;`, or after the braces that close it. */
function endOfItem(code, from) {
  let depth = 0;
  for (let at = from; at < code.length; at += 1) {
    if (code[at] === ";" && depth === 0) return at + 1;
    if (code[at] === "{") depth += 1;
    if (code[at] === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return code.length;
}

function withoutTests(code) {
  const mark = /#\[cfg\((?:test|all\(test[^\]]*\))\)\]/;
  for (let found = mark.exec(code); found; found = mark.exec(code))
    code = code.slice(0, found.index) + code.slice(endOfItem(code, found.index + found[0].length));
  return code;
}

/** The paths of a `use` declaration, each with the name that it goes by: `a::{b, c::d as e}` is `a::b` and `a::c::d`. */
function leaves(tree, before = []) {
  const out = [];
  let depth = 0;
  let part = "";
  for (const c of `${tree},`) {
    if (c === "," && depth === 0) {
      const text = part.trim();
      part = "";
      if (!text) continue;
      const group = /^((?:\w+\s*::\s*)*)\{([\s\S]*)\}$/.exec(text);
      const path = (group ? group[1] : text.replace(/\s+as\s+\w+$/, "")).split("::").map((s) => s.trim());
      const whole = [...before, ...path.filter(Boolean)];
      if (group) out.push(...leaves(group[2], whole));
      else {
        const own = whole.at(-1) === "self" ? whole.slice(0, -1) : whole;
        out.push({ path: own, name: /\sas\s+(\w+)$/.exec(text)?.[1] ?? own.at(-1) });
      }
      continue;
    }
    if (c === "{") depth += 1;
    if (c === "}") depth -= 1;
    part += c;
  }
  return out;
}

/** The modules of a crate, by path: what a file makes, what it passes on, and what it needs. */
function modulesOf(folder) {
  const modules = new Map();
  for (const file of tracked.filter((path) => path.startsWith(`${folder}/`) && path.endsWith(".rs"))) {
    const own = file.slice(folder.length + 1, -3).split("/");
    if (own[0] === "bin") continue;
    if (["lib", "main", "mod"].includes(own.at(-1))) own.pop();
    const code = withoutTests(bare(readFileSync(file, "utf8")));
    const uses = [];
    const rest = code.replace(
      /(pub(?:\([^)]*\))?\s+)?\buse\s+([^;]+);/g,
      (_, visible, tree) => (
        uses.push(
          ...leaves(tree.replace(/\s+/g, " ")).map((leaf) => ({ ...leaf, visible: Boolean(visible) })),
        ),
        " "
      ),
    );
    const makes = new Set(
      [...rest.matchAll(/\b(?:struct|enum|fn|trait|type|const|static|union|macro_rules!)\s+(\w+)/g)].map(
        (match) => match[1],
      ),
    );
    const paths = [...rest.matchAll(/\b[A-Za-z_]\w*(?:\s*::\s*[A-Za-z_]\w*)+/g)].map((match) =>
      match[0].split("::").map((s) => s.trim()),
    );
    const key = own.join("::");
    // `lib.rs` and `main.rs` of one crate are two roots; the library is the one that others name.
    if (!modules.has(key) || file.endsWith("lib.rs")) modules.set(key, { file, own, uses, makes, paths });
  }
  return modules;
}

/** The module and the item that a path leads to, seen from a module; nothing when it leads out of the crate. */
function resolve(modules, from, path, aliases = true, deep = 0) {
  if (deep > 20) return undefined;
  const here = modules.get(from);
  let [first, ...rest] = path;
  let at;
  if (first === "crate") at = [];
  else if (first === "self") at = here.own;
  else if (first === "super") at = here.own.slice(0, -1);
  else if (modules.has([...here.own, first].join("::"))) {
    at = here.own;
    rest = path;
  } else {
    const use = aliases && here.uses.find((leaf) => leaf.name === first && leaf.path[0] !== first);
    return use ? resolve(modules, from, [...use.path, ...rest], false, deep + 1) : undefined;
  }
  while (rest[0] === "super") {
    at = at.slice(0, -1);
    rest = rest.slice(1);
  }
  while (rest.length && modules.has([...at, rest[0]].join("::"))) {
    at = [...at, rest[0]];
    rest = rest.slice(1);
  }
  const module = at.join("::");
  if (!rest.length) return { module };
  const [item] = rest;
  const found = modules.get(module);
  if (found && !found.makes.has(item))
    for (const leaf of found.uses) {
      if (leaf.name === item)
        return resolve(modules, module, [...leaf.path, ...rest.slice(1)], true, deep + 1) ?? { module, item };
      if (leaf.name !== "*") continue;
      const passed = resolve(modules, module, [...leaf.path.slice(0, -1), item], true, deep + 1);
      if (passed?.item && modules.get(passed.module)?.makes.has(passed.item)) return passed;
    }
  return { module, item };
}

function needs(modules) {
  const graph = new Map();
  for (const [name, { own, uses, paths }] of modules) {
    const to = new Set();
    const wanted = [...uses.filter((leaf) => !leaf.visible).map((leaf) => leaf.path), ...paths];
    for (const path of wanted) {
      const found = resolve(modules, name, path);
      if (found?.item && found.item !== "*" && found.module !== own.join("::")) to.add(found.module);
    }
    graph.set(name, to);
  }
  return graph;
}

/** Groups of modules that need each other (Tarjan). */
function circles(graph) {
  const order = new Map();
  const low = new Map();
  const stack = [];
  const out = [];
  const visit = (name) => {
    order.set(name, order.size);
    low.set(name, order.get(name));
    stack.push(name);
    for (const to of graph.get(name) ?? []) {
      if (!order.has(to)) {
        visit(to);
        low.set(name, Math.min(low.get(name), low.get(to)));
      } else if (stack.includes(to)) low.set(name, Math.min(low.get(name), order.get(to)));
    }
    if (low.get(name) !== order.get(name)) return;
    const group = stack.splice(stack.indexOf(name));
    if (group.length > 1) out.push(group.map((one) => one || "(root)").sort());
  };
  for (const name of graph.keys()) if (!order.has(name)) visit(name);
  return out;
}

const crates = [
  ...new Set(
    tracked
      .map((path) => /^(src-tauri\/crates\/\w+\/src|src-tauri\/src|bench\/src)\//.exec(path)?.[1])
      .filter(Boolean),
  ),
];

test("paths are read as the compiler reads them", () => {
  assert.deepEqual(
    leaves("crate::{a::{self, B}, c as d}").map(({ path, name }) => [path.join("::"), name]),
    [
      ["crate::a", "a"],
      ["crate::a::B", "B"],
      ["crate::c", "d"],
    ],
  );
  const file = (own, code) => {
    const uses = [...code.matchAll(/(pub )?use ([^;]+);/g)].flatMap((match) =>
      leaves(match[2]).map((leaf) => ({ ...leaf, visible: Boolean(match[1]) })),
    );
    const makes = new Set([...code.matchAll(/\b(?:struct|fn) (\w+)/g)].map((match) => match[1]));
    const paths = [...code.replace(/use [^;]+;/g, "").matchAll(/\b\w+(?:::\w+)+/g)].map((m) =>
      m[0].split("::"),
    );
    return [own.join("::"), { file: "", own, uses, makes, paths }];
  };
  const modules = new Map([
    file([], "mod a; mod b; pub use a::A;"),
    file(["a"], "use crate::b; struct A; fn f() { b::g() }"),
    file(["b"], "use crate::A; fn g() {}"),
    file(["c"], "use super::A; struct C;"),
  ]);
  assert.deepEqual(circles(needs(modules)), [["a", "b"]]);
  assert.deepEqual([...needs(modules).get("c")], ["a"]);
});

for (const folder of crates)
  test(`no circle of files in ${folder}`, () => {
    const modules = modulesOf(folder);
    assert.ok(modules.size > 0);
    assert.deepEqual(circles(needs(modules)), []);
  });

test("no file is longer than a person can hold in mind", () => {
  const code = tracked.filter(
    (path) => /\.(rs|ts|svelte|mjs|css|sh)$/.test(path) && !path.startsWith("ui/src/lib/bindings/"),
  );
  assert.ok(code.length > 300);
  const long = code.filter((path) => readFileSync(path, "utf8").split("\n").length - 1 > LONGEST);
  assert.deepEqual(
    long.filter((path) => !(path in LONGER)),
    [],
  );
  for (const path of Object.keys(LONGER)) assert.ok(long.includes(path), `${path} is short by now`);
});
