/* While an input method composes, its keys are text: every handler of keys asks first. */
import { expect, it } from "vitest";

const sources = import.meta.glob<string>("../**/*.svelte", { query: "?raw", import: "default", eager: true });

const HANDLER = /\bonkey(?:down|up|press)/;

it.each(Object.entries(sources).filter(([, source]) => HANDLER.test(source)))("%s asks", (_, source) => {
  expect(source).toMatch(/\bcomposing\(/);
});
