import type { Reading } from "$lib/bindings/Reading";

/** How an article can be read, in the order in which it is offered. */
export const READINGS = ["original", "hant", "hans", "en", "parallel"] as const satisfies readonly Reading[];
