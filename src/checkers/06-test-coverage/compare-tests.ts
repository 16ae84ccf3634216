import { type Change, type ChangedFile, basePath } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import { declaredTitles } from '../../syntax/declared-tests.ts';
import type { TestOutcome } from '../../tools/tool.ts';

export interface Comparison {
  readonly change: Change;
  readonly baseTree: Tree;
  readonly headTree: Tree;
  readonly base: readonly TestOutcome[];
  readonly head: readonly TestOutcome[];
}

/** A test that ran on base: `file` is its path in the base tree, `headFile` where that file is now. */
export interface MissingTest {
  readonly test: TestOutcome;
  readonly headFile: string | null;
}

export interface Missing {
  /** Neither ran nor was skipped, and the change did not take them away. */
  readonly vanished: readonly MissingTest[];
  /** Reported, but not run any more. */
  readonly skipped: readonly MissingTest[];
}

/** Two runs of one test have the same key. Tests of one name in one file share it: there the numbers are compared. */
export function testKey(file: string | null, name: readonly string[]): string {
  return JSON.stringify([file, ...name]);
}

export function hasRun({ status }: TestOutcome): boolean {
  return status === 'passed' || status === 'failed';
}

/** node:test tells of a file without tests as if it were one. */
function isFile({ file, name }: TestOutcome): boolean {
  return name.length === 1 && name[0] === file;
}

/** Base's path → today's path, for files the change renamed. */
export function headPaths(change: Change): (path: string | null) => string | null {
  const renamed = new Map(change.files.flatMap((file) => (file.status === 'renamed' ? [[basePath(file), file.path] as const] : [])));
  return (path) => (path === null ? null : (renamed.get(path) ?? path));
}

/** Every test that ran on base and does not run now, unless the change itself removed, renamed or moved it. */
export async function missingTests({ change, baseTree, headTree, base, head }: Comparison): Promise<Missing> {
  const toHead = headPaths(change);
  const ran = Map.groupBy(head.filter(hasRun), ({ file, name }) => testKey(file, name));
  const notRun = Map.groupBy(
    head.filter((test) => !hasRun(test)),
    ({ file, name }) => testKey(file, name),
  );
  const before = Map.groupBy(base, ({ file, name }) => testKey(toHead(file), name));
  const skipped: MissingTest[] = [];
  const gone: MissingTest[] = [];
  for (const [key, tests] of before) {
    const ranBefore = tests.filter(hasRun);
    const fewer = ranBefore.slice(ran.get(key)?.length ?? 0);
    const newlyNotRun = Math.max(0, (notRun.get(key)?.length ?? 0) - (tests.length - ranBefore.length));
    const missing = fewer.map((test) => ({ test, headFile: toHead(test.file) }));
    skipped.push(...missing.slice(0, newlyNotRun));
    gone.push(...missing.slice(newlyNotRun));
  }
  const running = head.filter((test) => hasRun(test) && !isFile(test));
  const added = running.filter(({ file, name }) => !before.has(testKey(file, name)));
  return {
    skipped,
    vanished: await withoutRemoved({ gone, added, running: new Set(running.map(({ file }) => file)), change, baseTree, headTree }),
  };
}

interface Gone extends Pick<Comparison, 'change' | 'baseTree' | 'headTree'> {
  readonly gone: readonly MissingTest[];
  /** Tests that run now and did not on base. */
  readonly added: readonly TestOutcome[];
  /** Files of which a test runs now. */
  readonly running: ReadonlySet<string | null>;
}

async function withoutRemoved({ gone, added, running, change, baseTree, headTree }: Gone): Promise<MissingTest[]> {
  const files = new Map(change.files.map((file) => [basePath(file), file]));
  const unclaimed = new Set(added);
  const claim = (matches: (test: TestOutcome) => boolean): boolean => {
    const match = unclaimed.values().find(matches);
    return match !== undefined && unclaimed.delete(match);
  };
  const vanished: MissingTest[] = [];
  for (const missing of gone) {
    const { name, file } = missing.test;
    // A file that was itself the test, and has tests of its own now.
    if (isFile(missing.test) && added.some((test) => test.file === missing.headFile)) continue;
    const changed = file === null ? undefined : files.get(file);
    const fate = changed === undefined ? 'declared' : await fateOf({ name, changed, baseTree, headTree });
    // What its file still declares is no test that moved: it ended before it, and another of that name says nothing about it.
    const mayHaveMoved = fate === 'removed' || (fate === 'computed' && running.has(missing.headFile));
    if (mayHaveMoved && claim((test) => JSON.stringify(test.name) === JSON.stringify(name))) continue;
    if (fate === 'removed' && !(await isDeclaredElsewhere(missing, { change, headTree }))) continue;
    if (await isOfAnotherMoment({ missing, headTree, claim })) continue;
    // A row of a table of cases that was edited: one computed title for another.
    if (fate === 'computed' && claim((test) => test.file === missing.headFile)) continue;
    vanished.push(missing);
  }
  return vanished;
}

/** A date with its time, milliseconds since 1970, and what `Math.random()` gives. */
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?|\b\w{3} \w{3} \d\d \d{4} \d\d:\d\d:\d\d\b|\b1\d{12}\b|\b0\.\d{12,}\b/g;

/** The title says when it ran, or what chance gave it, which its file does not: the same test has another one in each run. */
async function isOfAnotherMoment({
  missing: {
    test: { name },
    headFile,
  },
  headTree,
  claim,
}: {
  readonly missing: MissingTest;
  readonly headTree: Tree;
  readonly claim: (matches: (test: TestOutcome) => boolean) => boolean;
}): Promise<boolean> {
  const moments = name.join('\n').match(MOMENT) ?? [];
  if (moments.length === 0 || headFile === null) return false;
  const text = await headTree.read(headFile);
  if (text === null || moments.some((moment) => text.includes(moment))) return false;
  const timeless = (title: readonly string[]) => JSON.stringify(title).replaceAll(MOMENT, '');
  return claim((test) => test.file === headFile && timeless(test.name) === timeless(name));
}

/** Moved by the change to a file where it does not run: that is no removal, and checker 4 knows it as the same test. */
async function isDeclaredElsewhere(
  { test: { name, file } }: MissingTest,
  { change, headTree }: Pick<Gone, 'change' | 'headTree'>,
): Promise<boolean> {
  const own = name.at(-1) ?? '';
  for (const changed of change.files) {
    if (changed.status === 'deleted' || basePath(changed) === file) continue;
    const titles = await declarations(headTree, changed.path);
    if (titles.some((title) => title === own || title.endsWith(` > ${own}`))) return true;
  }
  return false;
}

interface Removal extends Pick<Comparison, 'baseTree' | 'headTree'> {
  readonly name: readonly string[];
  readonly changed: ChangedFile;
}

/**
 * What the change did to the test's declaration, read from the two sources and never guessed from the diff: a test that
 * is still declared and does not run has vanished. `computed`: its title is made up when it runs.
 */
async function fateOf({ name, changed, baseTree, headTree }: Removal): Promise<'removed' | 'declared' | 'computed'> {
  if (changed.status === 'deleted') return 'removed';
  const [before, now] = await Promise.all([declarations(baseTree, basePath(changed)), declarations(headTree, changed.path)]);
  const title = name.join(' > ');
  const exact = (titles: readonly string[]) => titles.filter((declared) => declared === title).length;
  if (exact(before) > 0) return exact(now) < exact(before) ? 'removed' : 'declared';
  const possible = (titles: readonly string[]) => titles.filter((declared) => couldBe(declared, title)).length;
  return possible(now) < possible(before) ? 'removed' : 'computed';
}

async function declarations(tree: Tree, path: string): Promise<readonly string[]> {
  const text = await tree.read(path);
  return text === null ? [] : declaredTitles(path, text);
}

/** `adds %s to ${}` is the declaration of `adds 1 to 2`. */
function couldBe(declared: string, title: string): boolean {
  const parts = declared.split(/%[a-zA-Z#%]|\$\{\}|\$[\w.]+|\((?:computed|untitled)\)/);
  if (parts.length === 1) return false;
  let at = 0;
  for (const part of parts) {
    const found = title.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return title.startsWith(parts[0] ?? '') && title.endsWith(parts.at(-1) ?? '');
}
