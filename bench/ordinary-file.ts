import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchesGlob } from '../src/domain/matches-glob.ts';

/** Folders of files that nobody ships: a change of one is not the change that people wait for. */
const ASIDE =
  /(^|\/)(\.[^/]+|[^/]*(tests?|specs?|mocks?|fixtures?|examples?|playgrounds?|demos?|bench(marks?)?)[^/]*|docs?|e2e|scripts?|types?|vendor|third[-_]party|dist|build|generated|templates?|website)\//i;
/** Configuration, tests, declarations of types. */
const NOT_SOURCE = /\.(config|conf|test|spec|bench|d|gen|generated)\.|\.min\.|(^|\/)[.\w-]*config\.[cm]?[jt]sx?$/;
const GENERATED = /@generated|auto-?generated|do not (edit|modify)/i;
const MODULE = /^export /m;

export interface OrdinaryFile {
  readonly path: string;
  readonly lines: number;
  /** By semicolons. */
  readonly endsStatements: boolean;
  /** Of how many it is the one in the middle. */
  readonly among: number;
}

/**
 * The source file of middle length among those that a person may change in a day's work: a module, which no policy protects, neither a
 * test nor configuration, and written by hand. TypeScript where there is any. The same of the same commit, always.
 */
export function ordinaryFile(
  root: string,
  { paths, protectedPaths }: { readonly paths: readonly string[]; readonly protectedPaths: readonly string[] },
): OrdinaryFile | null {
  const candidates = paths.filter(
    (path) =>
      /\.[cm]?[jt]sx?$/.test(path) &&
      !ASIDE.test(path) &&
      !NOT_SOURCE.test(path) &&
      !protectedPaths.some((glob) => matchesGlob(path, glob)),
  );
  const typed = candidates.filter((path) => /\.[cm]?tsx?$/.test(path));
  const found = (typed.length > 0 ? typed : candidates)
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => MODULE.test(text) && !GENERATED.test(text.slice(0, 1000)))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1, endsStatements: /;$/m.test(text) }))
    .toSorted((a, b) => a.lines - b.lines || (a.path < b.path ? -1 : 1));
  const middle = found[Math.floor(found.length / 2)];
  return middle === undefined ? null : { ...middle, among: found.length };
}
