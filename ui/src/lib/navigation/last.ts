import { settings } from "$lib/platform/settings.svelte";
import { withoutQuery } from "./address";

/** Remembers where the person is, to come back to; not what was searched for, if searches are not remembered. */
export function keepAddress(address: string): void {
  const kept = settings.now.history ? address : withoutQuery(address);
  if (settings.now.last_address !== kept) settings.change({ last_address: kept });
}
