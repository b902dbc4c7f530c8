/*
 * What the menu offers where one pressed: for a field, a link, selected text, or the page.
 */
import { t } from "$lib/i18n";
import { isAddress, viewAddress } from "$lib/navigation/address";
import { frame, leaveFor } from "$lib/navigation/frame.svelte";
import { nav } from "$lib/navigation/nav.svelte";
import { announce } from "$lib/shared/announce.svelte";
import { copyText } from "$lib/shared/clipboard";
import { inTextField, keycaps } from "$lib/shared/keys";
import type { MenuItem } from "$lib/shared/MenuSheet.svelte";

/** Words to search for are cut at this length, in UTF-16 units. */
const LONGEST = 200;

type Field = HTMLInputElement | HTMLTextAreaElement;

export function itemsFor(target: Element): MenuItem[] {
  const field = target.closest<Field>("input, textarea");
  if (field && inTextField(field)) return forField(field);
  const link = target.closest<HTMLAnchorElement>("a[href]");
  const text = getSelection()?.toString().trim() ?? "";
  return [
    ...(link ? forLink(link) : []),
    ...(frame.offers?.() ?? []),
    ...(text === "" ? [] : forText(text)),
    ...(link || text !== "" ? [] : forPage()),
  ];
}

function forLink(link: HTMLAnchorElement): MenuItem[] {
  const address = link.getAttribute("href") ?? "";
  return [
    {
      label: t("common.open"),
      act: () => {
        if (isAddress(address)) nav.go(address);
        else leaveFor(address);
      },
    },
    {
      label: t("common.copy_link"),
      act: () => {
        copyText(address);
      },
    },
    {
      label: t("shell.copy_text"),
      act: () => {
        copyText(link.textContent.trim());
      },
    },
  ];
}

function forText(text: string): MenuItem[] {
  return [
    {
      label: t("common.copy"),
      act: () => {
        // The page may know better what is selected than what of it is drawn.
        if (!document.execCommand("copy")) copyText(text);
      },
    },
    {
      label: t("reader.search_this"),
      act: () => {
        nav.go(viewAddress("search", { q: text.replace(/\s+/g, " ").slice(0, LONGEST) }));
      },
    },
  ];
}

function forPage(): MenuItem[] {
  return [
    {
      label: t("shell.back"),
      disabled: !nav.canGoBack,
      act: () => {
        nav.back();
      },
    },
    {
      label: t("shell.forward"),
      disabled: !nav.canGoForward,
      act: () => {
        nav.forward();
      },
    },
    {
      label: t("shell.copy_address"),
      act: () => {
        copyText(nav.address.text);
      },
    },
  ];
}

function forField(field: Field): MenuItem[] {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const empty = start === null || start === end;
  const fixed = field.readOnly || field.disabled;
  const edit = (command: "cut" | "copy") => () => {
    document.execCommand(command);
  };
  return [
    { label: t("shell.cut"), disabled: empty || fixed, act: edit("cut") },
    { label: t("common.copy"), disabled: empty, act: edit("copy") },
    { label: t("shell.paste"), disabled: fixed, act: () => void paste(field) },
    {
      label: t("shell.select_all"),
      disabled: value === "",
      act: () => {
        field.select();
      },
    },
  ];
}

async function paste(field: Field): Promise<void> {
  // As with the keys, so that it can be undone; not every web view lets a page do that.
  if (document.execCommand("paste")) return;
  try {
    const text = await navigator.clipboard.readText();
    field.focus();
    document.execCommand("insertText", false, text);
  } catch {
    announce(t("shell.paste_by_keys", { keys: keycaps("Mod+V").join("+") }));
  }
}
