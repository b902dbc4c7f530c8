/*
 * The Markdown that notes are written in, read into plain values. There is no HTML anywhere on the way, so there is
 * nothing to sanitise: what is not understood stays text. Lengths are bounded so that no input takes long.
 */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong"; children: Inline[] }
  | { kind: "emphasis"; children: Inline[] }
  | { kind: "deleted"; children: Inline[] }
  | { kind: "link"; href: string; children: Inline[] }
  | { kind: "break" };

export type Block =
  | { kind: "heading"; level: number; children: Inline[] }
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "list"; ordered: boolean; start: number; items: Block[][] }
  | { kind: "quote"; children: Block[] }
  | { kind: "code"; text: string }
  | { kind: "rule" };

/** Lists in lists in quotes: deeper than this is shown as it was typed. */
const DEEPEST = 8;

export function parseMarkdown(text: string): Block[] {
  return blocks(text.replace(/\r\n?/g, "\n").split("\n"), 0);
}

/** The words of a note without its marks, for lists. */
export function plainText(text: string): string {
  return parseMarkdown(text).map(plainBlock).join(" ").replace(/\s+/g, " ").trim();
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case "code":
      return block.text;
    case "rule":
      return "";
    case "quote":
      return block.children.map(plainBlock).join(" ");
    case "list":
      return block.items.flat().map(plainBlock).join(" ");
    default:
      return plainInlines(block.children);
  }
}

function plainInlines(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => ("text" in node ? node.text : "children" in node ? plainInlines(node.children) : " "))
    .join("");
}

const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;

function blocks(lines: readonly string[], depth: number): Block[] {
  const out: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) out.push({ kind: "paragraph", children: inlines(paragraph.join("\n")) });
    paragraph = [];
  };

  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    const fence = /^(`{3,}|~{3,})/.exec(line)?.[1];
    if (line.trim() === "") {
      endParagraph();
    } else if (fence !== undefined) {
      endParagraph();
      const end = lines.findIndex((other, at) => at > i && other.trimEnd() === fence);
      const last = end < 0 ? lines.length : end;
      out.push({ kind: "code", text: lines.slice(i + 1, last).join("\n") });
      i = last;
    } else if (heading) {
      endParagraph();
      out.push({ kind: "heading", level: heading[1]?.length ?? 1, children: inlines(heading[2] ?? "") });
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      endParagraph();
      out.push({ kind: "rule" });
    } else if (line.startsWith(">") && depth < DEEPEST) {
      endParagraph();
      const end = firstFrom(lines, i, (other) => !other.startsWith(">"));
      const inner = lines.slice(i, end).map((quoted) => quoted.replace(/^> ?/, ""));
      out.push({ kind: "quote", children: blocks(inner, depth + 1) });
      i = end - 1;
    } else if (ITEM.test(line) && depth < DEEPEST) {
      endParagraph();
      const end = listEnd(lines, i);
      out.push(list(lines.slice(i, end), depth));
      i = end - 1;
    } else {
      paragraph.push(line);
    }
  }
  endParagraph();
  return out;
}

function firstFrom(lines: readonly string[], from: number, stop: (line: string) => boolean): number {
  const at = lines.findIndex((line, i) => i > from && stop(line));
  return at < 0 ? lines.length : at;
}

/** A list goes on through items and indented lines; a blank line ends it unless one of those follows. */
function listEnd(lines: readonly string[], from: number): number {
  let end = from + 1;
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (line.trim() === "") continue;
    if (!ITEM.test(line) && !/^\s{2,}/.test(line)) return end;
    end = i + 1;
  }
  return end;
}

function list(lines: readonly string[], depth: number): Block {
  const first = ITEM.exec(lines[0] ?? "");
  const indent = first?.[1]?.length ?? 0;
  const items: string[][] = [];
  for (const line of lines) {
    const item = ITEM.exec(line);
    const last = items.at(-1);
    if (item && (item[1]?.length ?? 0) <= indent) items.push([item[3] ?? ""]);
    else last?.push(line.slice(Math.min(indent + 2, line.length - line.trimStart().length)));
  }
  return {
    kind: "list",
    ordered: first?.[2] !== undefined,
    start: Number(first?.[2] ?? 1),
    items: items.map((item) => blocks(item, depth + 1)),
  };
}

const INLINE = new RegExp(
  [
    /\\([\\`*_~[\]()#>+\-.!|])/, // 1: escaped
    /(`{1,2})([^`\n]{1,1000})\2/, // 3: code
    /\*\*(?=\S)([^\n]{1,1000}?\S)\*\*|\*\*([^\s*])\*\*/, // 4, 5: strong
    /\*(?![\s*])([^*\n]{1,1000})(?<!\s)\*/, // 6: emphasis
    /~~(?=\S)([^~\n]{1,1000})~~/, // 7: deleted
    /\[([^\]\n]{1,500})\]\((\S{1,2000}?)\)/, // 8, 9: link
    /((?:https?|zhimai):\/\/[^\s<>"'()[\]，。；：！？、）」』]{1,2000})/, // 10: bare address
  ]
    .map((part) => part.source)
    .join("|"),
  "g",
);

function inlines(text: string, depth = 0): Inline[] {
  if (depth > DEEPEST) return [{ kind: "text", text }];
  const out: Inline[] = [];
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    pushText(out, text.slice(at, found.index));
    at = found.index + found[0].length;
    const [, escaped, , code, strong, strongOne, emphasis, deleted, label, target, bare] = found;
    const inner = (inside: string) => inlines(inside, depth + 1);
    if (escaped !== undefined) pushText(out, escaped);
    else if (code !== undefined) out.push({ kind: "code", text: code });
    else if (strong !== undefined || strongOne !== undefined)
      out.push({ kind: "strong", children: inner(strong ?? strongOne ?? "") });
    else if (emphasis !== undefined) out.push({ kind: "emphasis", children: inner(emphasis) });
    else if (deleted !== undefined) out.push({ kind: "deleted", children: inner(deleted) });
    else if (label !== undefined && target !== undefined) {
      if (isSafe(target)) out.push({ kind: "link", href: target, children: inner(label) });
      else pushText(out, found[0]);
    } else if (bare !== undefined) {
      const href = bare.replace(/[.,;:!?]+$/, "");
      out.push({ kind: "link", href, children: [{ kind: "text", text: href }] });
      pushText(out, bare.slice(href.length));
    }
  }
  pushText(out, text.slice(at));
  return out;
}

/** Only what the window knows how to open: our own pages, and the web after asking. */
function isSafe(target: string): boolean {
  return /^(?:https?|zhimai):\/\//i.test(target);
}

function pushText(out: Inline[], text: string): void {
  for (const [i, line] of text.split("\n").entries()) {
    if (i > 0) out.push({ kind: "break" });
    const last = out.at(-1);
    if (last?.kind === "text") last.text += line;
    else if (line !== "") out.push({ kind: "text", text: line });
  }
}
