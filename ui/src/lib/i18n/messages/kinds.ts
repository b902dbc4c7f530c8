import { messages as shared } from "$lib/bindings/messages";
import type { Messages } from "./index";

/** Words for what the library calls kinds of things; see `tWord`. */
export const kinds = {
  ...shared.kinds,
  // As the `lang` attribute has them.
  "zh-Hant": shared.kinds["zh-hant"],
  "zh-Hans": shared.kinds["zh-hans"],
} as const satisfies Messages;
