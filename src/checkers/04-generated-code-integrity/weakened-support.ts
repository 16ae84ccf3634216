import { posix } from 'node:path';
import type { LineRange } from '../../domain/change.ts';
import { importsOf } from '../../syntax/imports.ts';
import { parseSource } from '../../syntax/parse-source.ts';
import { type SupportAssertions, supportAssertionsOf } from '../../syntax/support-assertions.ts';
import { changedPlace } from './changed-place.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';
import type { TestPair } from './test-pairs.ts';

interface Support {
  readonly pair: FilePair;
  readonly before: SupportAssertions;
  readonly after: SupportAssertions;
  readonly lost: number;
}

const NOTHING: SupportAssertions = { certain: 0, functions: new Map() };

/**
 * Files of the tests that assert less outside of them, in helpers and hooks, where nothing else of the change makes up for it: the tests
 * that call them stay as they are and decide nothing any more.
 */
export function weakenedSupport(pairs: readonly FilePair[], tests: readonly TestPair[]): Sighting[] {
  const support = pairs
    .filter(({ file, base }) => isTestPath(file.path) || isTestPath(base?.path ?? ''))
    .map((pair) => lossOf(pair, pairs));
  const losing = support.filter(({ lost }) => lost > 0);
  const missing = support.reduce((total, { lost }) => total + lost, 0) - takenOver(losing, { pairs, tests });
  return missing > 0 ? losing.map(sightingOf) : [];
}

function lossOf(pair: FilePair, pairs: readonly FilePair[]): Support {
  const [before, after] = [supportOf(pair.base), supportOf(pair.head)];
  const gone = [...before.functions].filter(([name]) => !after.functions.has(name));
  const used = gone.filter(([name]) => isUsed(name, pair, pairs));
  // Of a file that is gone only what its users held on to counts: who still needs the rest cannot load it.
  const relevant = pair.head === null ? sum(used) : before.certain - (sum(gone) - sum(used));
  return { pair, before, after, lost: relevant - after.certain };
}

function sum(functions: readonly (readonly [string, { readonly certain: number }])[]): number {
  return functions.reduce((total, [, { certain }]) => total + certain, 0);
}

function supportOf(version: FileVersion | null): SupportAssertions {
  return version?.parsed?.problem === null ? supportAssertionsOf(version.parsed) : NOTHING;
}

/**
 * Does a file that is still there name a function that is gone, or did it? Without users it went as it had to, with the tests that
 * needed it; users that the change leaves alone cannot load it any more.
 */
function isUsed(name: string, from: FilePair, pairs: readonly FilePair[]): boolean {
  const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
  return pairs.some(
    ({ base, head }) => head !== null && [head, base === from.base ? null : base].some((one) => one !== null && word.test(one.text)),
  );
}

/** What tests assert themselves now, instead of calling a function of such a file. */
function takenOver(
  losing: readonly Support[],
  { pairs, tests }: { readonly pairs: readonly FilePair[]; readonly tests: readonly TestPair[] },
): number {
  if (losing.length === 0) return 0;
  const names = new Set(losing.flatMap(({ before }) => [...before.functions.keys()]));
  return tests.reduce((total, { base, head }) => {
    const parsed = pairs.find(({ file }) => file.path === head.path)?.head?.parsed ?? null;
    const imported = new Set(parsed === null ? [] : importsOf(parsed).flatMap((one) => one.names.map(({ local }) => local)));
    const isFreed = [...base.mentions].some((name) => names.has(name) && !(head.mentions.has(name) && imported.has(name)));
    return total + (isFreed ? Math.max(0, head.certain - base.certain) : 0);
  }, 0);
}

const NOWHERE: LineRange = { start: 0, end: -1 };

function sightingOf({ pair, before, after }: Support): Sighting {
  const { file, head } = pair;
  const weaker = [...before.functions].find(([name, { certain }]) => (after.functions.get(name)?.certain ?? 0) < certain)?.[0];
  const line = weaker === undefined ? undefined : after.functions.get(weaker)?.line;
  const what = weaker === undefined ? posix.basename(file.path) : `"${weaker}", which tests may call,`;
  const place = changedPlace(pair, {
    around: NOWHERE,
    isBetter: (_, text) => certainIn(file.path, text()) > after.certain,
  });
  const range = place ?? (head === null || line === undefined ? undefined : { startLine: line });
  return {
    rule: 'assertion-removed',
    message: `${what} asserts less outside of tests: ${before.certain} of the file's assertions there always decided at base, ${after.certain} now`,
    path: file.path,
    code: `${weaker ?? ''}: ${before.certain} to ${after.certain}`,
    ...(range === undefined ? {} : { range }),
  };
}

function certainIn(path: string, text: string): number {
  const parsed = parseSource(path, text);
  return parsed?.problem === null ? supportAssertionsOf(parsed).certain : 0;
}
