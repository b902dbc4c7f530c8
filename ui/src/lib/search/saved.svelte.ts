/*
 * The searches that the person keeps by name, as last heard from the library.
 */
import type { SavedSearch } from "$lib/bindings/SavedSearch";
import { ask, asError, type AskError } from "$lib/platform";
import { queryAddress, queryOf, requestFor, type Query } from "$lib/navigation/query";

class SavedSearches {
  all: readonly SavedSearch[] = $state.raw([]);
  /** Why they could not be read, if so. */
  error: AskError | undefined = $state.raw();

  /** Asks for them anew: another program may have changed them. What is there stays until the answer has come. */
  async load(): Promise<void> {
    try {
      this.all = await ask("saved_searches", {});
      this.error = undefined;
    } catch (thrown) {
      this.error = asError(thrown);
    }
  }

  /** @throws AskError with `taken` when another search has the name and is not to be replaced */
  async save(name: string, query: Query, replace: boolean): Promise<SavedSearch> {
    const kept = await ask("save_search", { name, search: requestFor(query), replace });
    await this.load();
    return kept;
  }

  /** @throws AskError with `taken` when another search has the name and is not to be replaced */
  async rename(name: string, to: string, replace: boolean): Promise<SavedSearch> {
    const kept = await ask("rename_search", { name, to, replace });
    await this.load();
    return kept;
  }

  /** @throws AskError */
  async remove(name: string): Promise<void> {
    await ask("delete_search", { name });
    await this.load();
  }
}

export const saved = new SavedSearches();

/** Where a kept search leads; nothing for one that cannot be read. */
export function savedAddress({ search }: SavedSearch): string | undefined {
  return search ? queryAddress(queryOf(search)) : undefined;
}
