/*
 * Every string that a person reads.
 *
 * A message is written three times: Traditional, Simplified, English.
 * `{name}` takes a value; `{n|article|articles}` takes a word by whether `n` is one, which only English needs.
 * Which values a message takes is read off its Traditional form, so that a forgotten one is a type error.
 */
import type { UiLang } from "$lib/bindings/UiLang";
import { asInHongKong } from "./hongkong";
import { locale, LANGUAGES } from "./locale.svelte";
import { catalogue } from "./messages";

type Catalogue = typeof catalogue;
type Domain = keyof Catalogue;

/** `"domain.message"` */
export type MessageKey = { [D in Domain]: `${D}.${Extract<keyof Catalogue[D], string>}` }[Domain];

type Hant<K extends MessageKey> = K extends `${infer D}.${infer M}`
  ? D extends Domain
    ? M extends keyof Catalogue[D]
      ? Catalogue[D][M] extends readonly [infer S, string, string]
        ? S
        : never
      : never
    : never
  : never;
type Values<S> = S extends `${string}{${infer V}}${infer Rest}` ? V | Values<Rest> : never;
type Parameters<K extends MessageKey> = [Values<Hant<K>>] extends [never]
  ? []
  : [values: Record<Values<Hant<K>>, string | number>];

/** A message that takes no values. */
export type PlainKey = { [K in MessageKey]: Parameters<K> extends [] ? K : never }[MessageKey];

/** The message in the interface language. */
export function t<K extends MessageKey>(key: K, ...[values]: Parameters<K>): string {
  return fill(ofReader(forms(key)) ?? "", values ?? {}, locale.lang);
}

/** Of a text in three languages the one of the interface. */
function ofReader(forms: readonly string[] | undefined): string | undefined {
  const form = forms?.[LANGUAGES.indexOf(locale.lang)];
  return form !== undefined && locale.lang === "zh-Hant" ? inRegion(form) : form;
}

/** A text in Traditional characters that the window has of itself, in the words of the region. */
export function inRegion(text: string): string {
  return locale.region === "hk" ? asInHongKong(text) : text;
}

function forms(key: MessageKey): readonly string[] {
  const [domain, message] = key.split(".") as [Domain, string];
  return (catalogue[domain] as Record<string, readonly string[]>)[message] ?? [];
}

/** The message for a word that comes from the library, such as a kind of event; the word itself where there is none. */
export function tWord(domain: Domain, word: string): string {
  const forms = (catalogue[domain] as Record<string, readonly string[]>)[word];
  return ofReader(forms) ?? word;
}

/** Puts values into a message. Numbers are written as the language does. */
export function fill(form: string, values: Record<string, string | number>, lang: UiLang): string {
  return form.replace(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      if (one !== undefined && many !== undefined) return Number(value) === 1 ? one : many;
      return typeof value === "number" ? value.toLocaleString(lang) : value;
    },
  );
}
