/*
 * What a form holds: a thing as the library keeps it, read and written by paths such as `names.en`.
 */
export type Value = unknown;
export type Values = Record<string, Value>;

function isValues(value: Value): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands at a path; nothing where there is none. */
export function at(values: Values, path: string): Value {
  return path.split(".").reduce<Value>((of, name) => (isValues(of) ? of[name] : undefined), values);
}

/** The same values with another one at a path. */
export function put(values: Values, path: string, value: Value): Values {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...values, [first]: value };
  const inner = values[first];
  return { ...values, [first]: put(isValues(inner) ? inner : {}, rest.join("."), value) };
}

/** The text at a path. */
export function textAt(values: Values, path: string): string {
  const value = at(values, path);
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** The list at a path. */
export function listAt<T = Value>(values: Values, path: string): readonly T[] {
  const value = at(values, path);
  return Array.isArray(value) ? (value as T[]) : [];
}

/**
 * What is handed to the library: lists without what is empty, nothing instead of what is, and no sum without a number.
 * Texts that may stand in two languages stay as they are: the library fills in what is missing.
 */
export function sent(values: Values): Values {
  const out: Values = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === "amount") out[name] = isValues(value) && typeof value["low"] === "number" ? value : null;
    else if (Array.isArray(value)) out[name] = value.filter((one) => !isBlank(one));
    else out[name] = typeof value === "string" && value.trim() === "" ? null : value;
  }
  return out;
}

function isBlank(value: Value): boolean {
  if (typeof value === "string") return value.trim() === "";
  if (!isValues(value)) return false;
  const told = value["text"] ?? value["publisher"] ?? value["target"];
  return typeof told === "string" && told.trim() === "";
}

/** Whether two things say the same. */
export function isSame(one: Values, other: Values): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
