import type { CheckDocument } from './json/check-document.ts';
import { listed } from './pretty/quantity.ts';

/** Building and testing run a program whatever its language: they are told apart from what looked at a file. */
const RUNNING: ReadonlySet<number> = new Set([5, 6]);

/** What was done instead with changed files whose language no checker reads, in words; the same for all of them in one group. */
export function unreadGroups(document: CheckDocument): { readonly paths: readonly string[]; readonly done: string }[] {
  const { coverage, partial } = document;
  if (partial) return [];
  const groups = Map.groupBy(coverage.unsupported, (path) => doneInstead(document, path));
  return [...groups].map(([done, paths]) => ({ paths, done }));
}

/** Each of them, with a sentence of its own. */
export function unreadFiles(document: CheckDocument): { readonly path: string; readonly message: string }[] {
  return unreadGroups(document).flatMap(({ paths, done }) =>
    paths.map((path) => ({
      path,
      message:
        done === ''
          ? 'Changed, and no checker reads its language: the verdict says nothing about it.'
          : `Changed, and no parser or linter read it: ${done}.`,
    })),
  );
}

function doneInstead({ coverage, checkers }: CheckDocument, path: string): string {
  const by = (coverage.readAsText?.find((one) => one.path === path)?.checkers ?? []).filter((number) => !RUNNING.has(number));
  if (by.length === 0) return '';
  const ran = checkers.filter(({ number, verdict }) => RUNNING.has(number) && verdict === 'passed');
  const rest = ran.length === 0 ? 'nobody judged the rest' : `the rest is left to ${listed(ran.map(({ id }) => id))}`;
  return `${by.length === 1 ? 'checker' : 'checkers'} ${listed(by.map(String))} looked through the text; ${rest}`;
}
