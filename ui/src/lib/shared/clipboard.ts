import { t } from "$lib/i18n";
import { announce } from "./announce.svelte";

/** Puts a text on the clipboard and says so. */
export function copyText(text: string): void {
  void navigator.clipboard.writeText(text).then(() => {
    announce(t("common.copied"));
  });
}
