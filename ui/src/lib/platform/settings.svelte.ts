/*
 * The person's settings, as the library keeps them. Whoever reads `settings.now` follows their change.
 * A change shows at once and is written in order, one after the other.
 */
import type { Settings } from "$lib/bindings/Settings";
import type { Locale } from "$lib/bindings/Locale";
import { isLanguage, isRegion, locale, regionFor, type Region } from "$lib/i18n/locale.svelte";
import { ask, asError, systemLocale, type AskError } from "./index";

const UNSET: Settings = {
  language: "",
  theme: "",
  text_scale: 0,
  reading: "original",
  history: true,
  searches: [],
  last_address: "",
  context_folded: false,
  region: "",
  rates: [],
};

/** The bounds of the text's size and what a key changes it by, in per cent. */
export const TEXT_SCALE = { least: 80, most: 200, step: 10 } as const;

/** As many searches as are worth remembering. */
const SEARCHES = 30;

class PersonSettings {
  now: Settings = $state.raw(UNSET);
  /** What went wrong when they were last written, if anything did. */
  error: AskError | undefined = $state.raw();
  #systemDark = $state(false);
  #writing: Promise<void> = Promise.resolve();
  #pending = false;
  /** What was changed here. */
  #changed: Partial<Settings> = {};
  #known = false;
  #system: Locale = { lang: "zh-Hant", region: "tw" };
  #traditional: Region = "tw";

  get dark(): boolean {
    return this.now.theme === "" ? this.#systemDark : this.now.theme === "dark";
  }

  get textScale(): number {
    return this.now.text_scale === 0 ? 100 : this.now.text_scale;
  }

  /** Reads the settings. Until then, and if that fails, the system's language and theme hold. */
  async load(): Promise<void> {
    if (typeof matchMedia === "function") {
      const query = matchMedia("(prefers-color-scheme: dark)");
      this.#systemDark = query.matches;
      query.addEventListener("change", (event) => {
        this.#systemDark = event.matches;
      });
    }
    const [system, kept] = await Promise.allSettled([systemLocale(), ask("settings", {})]);
    if (kept.status === "fulfilled") {
      this.now = kept.value;
      this.#known = true;
    } else {
      this.error = asError(kept.reason);
    }
    if (system.status === "fulfilled") this.#system = system.value;
    this.#speak();
  }

  /** Changes some settings: at once to see, soon after on disk. */
  change(some: Partial<Settings>): void {
    this.now = { ...this.now, ...some };
    this.#speak();
    // What could not be read must not be overwritten with what we would rather have.
    if (!this.#known) return;
    Object.assign(this.#changed, some);
    if (this.#pending) return;
    this.#pending = true;
    this.#writing = this.#writing.then(() => this.#write());
  }

  /** Takes up the language and the region. Who reads Simplified for a while comes back to the Traditional of before. */
  #speak(): void {
    const { language, region } = this.now;
    locale.lang = isLanguage(language) ? language : this.#system.lang;
    const wanted = isRegion(region) ? region : this.#system.region;
    locale.region = regionFor(locale.lang, wanted, this.#traditional);
    if (locale.region !== "cn") this.#traditional = locale.region;
  }

  /** Makes the text larger or smaller by some steps; 0 makes it as it was. */
  scaleText(steps: number): void {
    const { least, most, step } = TEXT_SCALE;
    const wanted = steps === 0 ? 100 : Math.round(this.textScale / step + steps) * step;
    this.change({ text_scale: Math.min(Math.max(wanted, least), most) });
  }

  /** Remembers a search, newest first, unless the person does not want that. */
  remember(query: string): void {
    const said = query.trim();
    if (!this.now.history || said === "" || this.now.searches[0] === said) return;
    this.change({ searches: [said, ...this.now.searches.filter((q) => q !== said)].slice(0, SEARCHES) });
  }

  /** Resolves when all that was changed is written, or could not be: see `error`. */
  async written(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    this.#pending = false;
    try {
      // What was written by others meanwhile, and is nothing of what was changed here, stays as it is.
      await ask("save_settings", { ...(await ask("settings", {})), ...this.#changed });
      this.error = undefined;
    } catch (thrown) {
      this.error = asError(thrown);
    }
  }
}

export const settings = new PersonSettings();
