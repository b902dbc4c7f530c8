import { asError, type AskError } from "./index";

export type Resource<T> = {
  readonly data: T | undefined;
  readonly error: AskError | undefined;
  readonly loading: boolean;
  /** Asks again. What is there stays until the new answer has come. */
  reload: () => void;
  /** Puts in a newer state that was learned in another way, such as the answer to a change. */
  set: (data: T) => void;
};

/**
 * What a view shows, kept in step with what it depends on: `load` runs again when a rune that it reads changes
 * before its first `await`, the interface language included. An answer that comes too late is dropped.
 * Call it while a component is set up.
 */
export function resource<T>(load: () => Promise<T>): Resource<T> {
  let data = $state.raw<T>();
  let error = $state.raw<AskError>();
  let loading = $state(true);
  let again = $state(0);
  let turn = 0;

  $effect(() => {
    void again;
    const mine = ++turn;
    loading = true;
    load().then(
      (answer) => {
        if (mine !== turn) return;
        data = answer;
        error = undefined;
        loading = false;
      },
      (thrown: unknown) => {
        if (mine !== turn) return;
        const failed = asError(thrown);
        if (failed.code !== "cancelled") error = failed;
        loading = false;
      },
    );
    return () => {
      turn++;
    };
  });

  return {
    get data() {
      return data;
    },
    get error() {
      return error;
    },
    get loading() {
      return loading;
    },
    reload() {
      again++;
    },
    set(newer) {
      turn++;
      data = newer;
      error = undefined;
      loading = false;
    },
  };
}
