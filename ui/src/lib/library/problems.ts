// The tray of problems: how it is narrowed, and put together by file.

import type { ProblemView } from "$lib/bindings/ProblemView";
import { t } from "$lib/i18n";

/** Problems of one file, or of a text that has none. */
export type FileProblems = {
  file: string;
  /** The address of the article that it holds, if it holds one and no other. */
  article: string | null;
  /** Whether it can be read again. */
  again: boolean;
  problems: ProblemView[];
};

export type Choice = { value: string; label: string; count: number };

/** The problems by file, in the order in which the files come. */
export function byFile(problems: readonly ProblemView[]): FileProblems[] {
  const files = new Map<string, FileProblems>();
  for (const problem of problems) {
    const { file, again, article } = problem;
    // A text that was pasted may have the name of a file.
    const key = `${again ? "file" : "text"}\n${file}`;
    const known = files.get(key);
    if (!known) files.set(key, { file, again, article, problems: [problem] });
    else known.problems.push(problem);
  }
  return [...files.values()];
}

/** The kinds of problems that there are, the most frequent first. */
export function kinds(problems: readonly ProblemView[]): Choice[] {
  return counted(problems, ({ code, kind }) => ({ value: code, label: kind }));
}

/** The imports that problems are of, the newest first; `name` says what one is called. */
export function imports(problems: readonly ProblemView[], name: (one: ProblemView) => string): Choice[] {
  const all = counted(problems, (one) =>
    one.import === null ? undefined : { value: String(one.import), label: name(one) },
  );
  return all.sort((a, b) => Number(b.value) - Number(a.value));
}

function counted(
  problems: readonly ProblemView[],
  choice: (one: ProblemView) => Omit<Choice, "count"> | undefined,
): Choice[] {
  const choices = new Map<string, Choice>();
  for (const problem of problems) {
    const one = choice(problem);
    if (!one) continue;
    const known = choices.get(one.value);
    if (known) known.count++;
    else choices.set(one.value, { ...one, count: 1 });
  }
  return [...choices.values()].sort((a, b) => b.count - a.count);
}

/** Those of a kind and of an import; an empty word is all. */
export function narrowed(problems: readonly ProblemView[], kind: string, of: string): ProblemView[] {
  return problems.filter(
    (one) => (kind === "" || one.code === kind) && (of === "" || String(one.import) === of),
  );
}

/** Where in its file a problem is. */
export function place({ line }: ProblemView): string {
  return line === null ? t("library.problem_whole") : t("library.problem_line", { n: line });
}

/** The problems as a text, a line each. */
export function asText(files: readonly FileProblems[]): string {
  const line = (one: ProblemView) => {
    const outcome = one.refused ? t("library.problem_refused") : t("library.problem_taken");
    return [one.file, place(one), outcome, one.message].join("\t");
  };
  return files.flatMap(({ problems }) => problems.map(line)).join("\n");
}
