/*
 * Everything has an address: `zhimai://entity/nvidia`, `zhimai://article/…#p3`, `zhimai://view/search?q=…`.
 * An address that cannot be read is no error: it leads to a page that says so.
 */

export type Address = {
  /** As written. */
  readonly text: string;
  /** `entity`, `event`, `deal`, `article`, `term`, `note` or `view`. */
  readonly kind: string;
  /** The identifier; for a view, its name. */
  readonly id: string;
  readonly parameters: URLSearchParams;
  /** What stands after `#`, or nothing. */
  readonly anchor: string;
};

const SCHEME = "zhimai://";

export function isAddress(text: string): boolean {
  return text.startsWith(SCHEME) && text.length > SCHEME.length;
}

export function parseAddress(text: string): Address {
  const rest = text.startsWith(SCHEME) ? text.slice(SCHEME.length) : "";
  const [beforeAnchor = "", anchor = ""] = cut(rest, "#");
  const [path = "", query = ""] = cut(beforeAnchor, "?");
  const [kind = "", id = ""] = cut(path, "/");
  return { text, kind, id: decode(id), parameters: new URLSearchParams(query), anchor: decode(anchor) };
}

export type ParameterValues = Record<string, string | number | readonly string[] | undefined>;

/** The address of a view. Empty values are left out. */
export function viewAddress(view: string, values: ParameterValues = {}): string {
  return withParameters(`${SCHEME}view/${view}`, values);
}

/** The address of a thing. */
export function thingAddress(kind: string, id: string, values: ParameterValues = {}, anchor = ""): string {
  const end = anchor === "" ? "" : `#${encodeURIComponent(anchor)}`;
  return withParameters(`${SCHEME}${kind}/${encode(id)}`, values) + end;
}

/** The parameter of an article's address that names another one to put beside it. */
export const WITH = "with";

/** The address of what differs between two articles. */
export function differencesAddress(id: string, other: string): string {
  return thingAddress("article", id, { [WITH]: other });
}

/** The same address without what was searched for: what it says beside that stays. */
export function withoutQuery(address: string): string {
  const [beforeAnchor, anchor] = cut(address, "#");
  const [path, query] = cut(beforeAnchor, "?");
  const parameters = new URLSearchParams(query);
  if (!parameters.has("q")) return address;
  parameters.delete("q");
  const rest = parameters.toString();
  return path + (rest === "" ? "" : `?${rest}`) + (anchor === "" ? "" : `#${anchor}`);
}

/** The parameter that says as of whose end everything is told. */
const KNOWN = "known";

/** The date, as EDTF, as of whose end an address has everything told; empty where it says none. */
export function knownIn({ parameters }: Address): string {
  return parameters.get(KNOWN) ?? "";
}

/** The same address as known on a date; of now where that is empty. */
export function asKnown(address: string, date: string): string {
  const [beforeAnchor, anchor] = cut(address, "#");
  const [path, query] = cut(beforeAnchor, "?");
  const parameters = new URLSearchParams(query);
  if ((parameters.get(KNOWN) ?? "") === date) return address;
  if (date === "") parameters.delete(KNOWN);
  else parameters.set(KNOWN, date);
  const rest = parameters.toString();
  return path + (rest === "" ? "" : `?${rest}`) + (anchor === "" ? "" : `#${anchor}`);
}

/** Whether a text is a year, month or day as EDTF writes them. */
export function isDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  const whole = `${text}-01-01`.slice(0, 10);
  const time = Date.parse(`${whole}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(whole) && !text.startsWith("0000");
}

function withParameters(base: string, values: ParameterValues): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value])
      if (one !== undefined && one !== "") parameters.append(name, String(one));
  }
  const query = parameters.toString();
  return query === "" ? base : `${base}?${query}`;
}

function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** Identifiers are mostly plain; what would be read as another part of the address is not. */
function encode(id: string): string {
  return id.replace(/[%?#]/g, encodeURIComponent);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
