/*
 * Everything that can be done from everywhere, once: for the keys, the palette and the key sheet.
 */
import type { UiLang } from "$lib/bindings/UiLang";
import { t, type PlainKey } from "$lib/i18n";
import { LANGUAGES, locale } from "$lib/i18n/locale.svelte";
import { forms } from "$lib/knowing/forms.svelte";
import { importFiles, rebuildIndex } from "$lib/library/actions";
import { viewAddress } from "$lib/navigation/address";
import { frame } from "$lib/navigation/frame.svelte";
import { nav } from "$lib/navigation/nav.svelte";
import { settings } from "$lib/platform/settings.svelte";
import { announce } from "$lib/shared/announce.svelte";
import { RAIL } from "./rail";

export type Command = {
  id: string;
  title: () => string;
  group: PlainKey;
  /** Chords that do it; see `chord`. Those without a modifier rest while the person types. */
  keys: readonly string[];
  /** The same keys as other keyboards have them; they need no mention. */
  also?: readonly string[];
  act: () => void;
};

const goTo: Command[] = RAIL.map((entry, i) => ({
  id: `go-${entry.view}`,
  title: () => t("shell.go", { view: t(entry.title) }),
  group: "shell.group_move",
  keys: [`Alt+${String(i + 1)}`],
  act: () => {
    nav.go(viewAddress(entry.view));
  },
}));

export const COMMANDS: readonly Command[] = [
  {
    id: "search",
    title: () => t("shell.focus_search"),
    group: "shell.group_move",
    keys: ["Mod+K", "/"],
    act: () => {
      frame.searchWanted++;
    },
  },
  {
    id: "back",
    title: () => t("shell.back"),
    group: "shell.group_move",
    keys: ["Alt+ArrowLeft"],
    act: () => {
      nav.back();
    },
  },
  {
    id: "forward",
    title: () => t("shell.forward"),
    group: "shell.group_move",
    keys: ["Alt+ArrowRight"],
    act: () => {
      nav.forward();
    },
  },
  ...goTo,
  {
    id: "palette",
    title: () => t("shell.palette"),
    group: "shell.group_do",
    keys: ["Mod+Shift+P"],
    act: () => {
      frame.palette = true;
    },
  },
  {
    id: "new-note",
    title: () => t("shell.new_note"),
    group: "shell.group_do",
    keys: ["Mod+Alt+N"],
    act: () => {
      nav.go(viewAddress("notes", { new: "1" }));
    },
  },
  {
    id: "go-review",
    title: () => t("review.open"),
    group: "shell.group_move",
    keys: ["Mod+Alt+R"],
    act: () => {
      nav.go(viewAddress("review"));
    },
  },
  {
    id: "go-own",
    title: () => t("knowing.own_open"),
    group: "shell.group_move",
    keys: [],
    act: () => {
      nav.go(viewAddress("own"));
    },
  },
  ...(["claim", "event", "entity", "term"] as const).map((kind): Command => ({
    id: `add-${kind}`,
    title: () => t(`knowing.add_${kind}`),
    group: "shell.group_do",
    keys: [],
    act: () => {
      if (kind === "claim") forms.claim({}, undefined);
      else forms.add(kind);
    },
  })),
  {
    id: "import-files",
    title: () => t("library.import_files"),
    group: "shell.group_do",
    keys: ["Mod+Alt+I"],
    act: () => {
      nav.go(viewAddress("library"));
      void importFiles(false);
    },
  },
  {
    id: "import-folder",
    title: () => t("library.import_folder"),
    group: "shell.group_do",
    keys: [],
    act: () => {
      nav.go(viewAddress("library"));
      void importFiles(true);
    },
  },
  {
    id: "rebuild-index",
    title: () => t("library.rebuild"),
    group: "shell.group_do",
    keys: [],
    act: () => {
      nav.go(viewAddress("library"));
      void rebuildIndex();
    },
  },
  {
    id: "copy-address",
    title: () => t("shell.copy_address"),
    group: "shell.group_do",
    keys: ["Mod+Shift+C"],
    act: () => {
      const address = nav.address.text;
      void navigator.clipboard.writeText(address).then(() => {
        announce(t("shell.address_copied", { address }));
      });
    },
  },
  {
    id: "compare",
    title: () => t("company.compare"),
    group: "shell.group_do",
    keys: ["Mod+Alt+C"],
    act: () => {
      const { kind, id } = nav.address;
      nav.go(viewAddress("compare", { a: kind === "entity" ? id : "" }));
    },
  },
  {
    id: "known",
    title: () => t("shell.known_set"),
    group: "shell.group_do",
    keys: ["Mod+Shift+D"],
    act: () => {
      frame.knownWanted++;
    },
  },
  {
    id: "known-now",
    title: () => t("shell.known_off"),
    group: "shell.group_do",
    keys: [],
    act: () => {
      nav.know("");
    },
  },
  {
    id: "keys",
    title: () => t("shell.keys"),
    group: "shell.group_do",
    keys: ["?"],
    act: () => {
      frame.keys = true;
    },
  },
  {
    id: "panel",
    title: () => (frame.panelOpen ? t("shell.panel_hide") : t("shell.panel_show")),
    group: "shell.group_view",
    keys: ["Mod+B"],
    act: () => {
      frame.showPanel(!frame.panelOpen);
    },
  },
  {
    id: "theme",
    title: () => t("shell.toggle_theme"),
    group: "shell.group_view",
    keys: ["Mod+Shift+L"],
    act: switchTheme,
  },
  ...(
    [
      ["larger", "shell.larger", 1, "Mod++", ["Mod+=", "Mod+Shift++"]],
      ["smaller", "shell.smaller", -1, "Mod+-", ["Mod+Shift+_"]],
      ["normal-size", "shell.normal_size", 0, "Mod+0", []],
    ] as const
  ).map(([id, title, steps, key, also]): Command => ({
    id,
    title: () => t(title),
    group: "shell.group_view",
    keys: [key],
    also,
    act: () => {
      settings.scaleText(steps);
      announce(t("settings.scale_now", { n: settings.textScale }));
    },
  })),
  {
    id: "language",
    title: () => t("shell.next_language"),
    group: "shell.group_view",
    keys: ["Mod+Shift+U"],
    act: () => {
      const next = LANGUAGES[(LANGUAGES.indexOf(locale.lang) + 1) % LANGUAGES.length];
      if (next) switchLanguage(next);
    },
  },
];

export function switchTheme(): void {
  settings.change({ theme: settings.dark ? "light" : "dark" });
}

export function switchLanguage(lang: UiLang): void {
  settings.change({ language: lang });
}

/** The command that a chord calls, if any. */
export function commandFor(chord: string, typing: boolean): Command | undefined {
  return COMMANDS.find((command) =>
    [...command.keys, ...(command.also ?? [])].some(
      (key) => key === chord && !(typing && !/^(Mod|Alt)\+/.test(key)),
    ),
  );
}
