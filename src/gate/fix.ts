import { join } from 'node:path';
import type { ChangedFile } from '../domain/change.ts';
import type { Finding } from '../domain/finding.ts';
import { matchesGlob } from '../domain/matches-glob.ts';
import { commitTree } from '../git/commit.ts';
import { requireCommit, treeOf } from '../git/repository.ts';
import { advanceCheckout, applyToWorkingTree, isOnQuietBranch, partlyStaged, treeWith } from '../git/write-fixes.ts';
import { readOrdinary } from '../platform/read-ordinary.ts';
import type { Linter } from '../tools/tool.ts';
import type { Checked } from './check.ts';
import { type Bench, type Judging, openJudging } from './judging.ts';

export interface Fixed {
  /** What the fixes changed. */
  readonly files: readonly string[];
  /** Whose fixes they are. */
  readonly tools: readonly string[];
  /** Null: they are in the working tree. */
  readonly commit: string | null;
  /** Files with something to fix that were left as they are, and why. */
  readonly left: readonly { readonly path: string; readonly reason: string }[];
}

const FIXED_BY = 'style-and-convention';

/**
 * Applies the safe fixes of the repository's own tools to the files in which the change brought in what they complain of, in a clean
 * checkout of the judged tree. Where nothing is uncommitted they become a commit, else they go to the files of the working tree.
 */
export async function fix(bench: Bench, { checked, signal }: { readonly checked: Checked; readonly signal: AbortSignal }): Promise<Fixed> {
  const { base, tree, gate } = checked;
  const found = gate.checkers.find(({ id }) => id === FIXED_BY)?.findings.filter(isOfTheChange) ?? [];
  if (found.length === 0) return { files: [], tools: [], commit: null, left: [] };
  await using judging = await openJudging(bench, { base, tree, workOrder: null, signal });
  const { open, left } = fixable(judging, found);
  const { fixes, tools } = await fixesOf(bench, { judging, found, files: open, signal });
  const { repository } = bench;
  const head = await requireCommit(repository, 'HEAD');
  const isClean = tree === (await treeOf(repository, head));
  const staged = isClean ? [] : await partlyStaged(repository, { tree, paths: [...fixes.keys()] });
  for (const path of staged) fixes.delete(path);
  const all = { tools, left: [...left, ...staged.map((path) => ({ path, reason: 'only a part of it is staged' }))] };
  signal.throwIfAborted();
  if (fixes.size === 0) return { ...all, files: [], tools: [], commit: null };
  const fixedTree = await treeWith(repository, { tree, files: fixes });
  const files = [...fixes.keys()].toSorted();
  if (!isClean || !(await isOnQuietBranch(repository))) {
    await applyToWorkingTree(repository, { from: tree, to: fixedTree });
    return { ...all, files, commit: null };
  }
  const subject = `Apply the safe fixes of ${tools.join(' and ')}`;
  const commit = await commitTree(repository, {
    tree: fixedTree,
    parent: head,
    subject,
    trailers: { 'Fixed-by': 'jidoka check --fix' },
    time: bench.clock.now(),
  });
  await advanceCheckout(repository, { commit, parent: head });
  return { ...all, files, commit };
}

/** Mild ones too: what is asked for is that they go away. */
function isOfTheChange({ baselineState, waived }: Finding): boolean {
  return (baselineState === 'new' || baselineState === 'worsened') && waived === undefined;
}

interface Fixable {
  readonly open: readonly ChangedFile[];
  readonly left: Fixed['left'];
}

/** A package.json holds keys that are protected: it is nobody's to rewrite. */
const MANIFEST = /(^|\/)package\.json$/;

function fixable({ change, policy }: Judging, found: readonly Finding[]): Fixable {
  const paths = new Set(found.map(({ path }) => path));
  const files = change.files.filter(({ path, status, newMode }) => paths.has(path) && status !== 'deleted' && newMode.startsWith('100'));
  const isProtected = ({ path }: ChangedFile) => MANIFEST.test(path) || policy.protectedPaths.some((glob) => matchesGlob(path, glob));
  return {
    open: files.filter((file) => !isProtected(file)),
    left: files.filter(isProtected).map(({ path }) => ({ path, reason: 'it is protected' })),
  };
}

const MAX_BYTES = 10_000_000;

async function fixesOf(
  { toolsFor }: Bench,
  {
    judging,
    found,
    files,
    signal,
  }: {
    readonly judging: Judging;
    readonly found: readonly Finding[];
    readonly files: readonly ChangedFile[];
    readonly signal: AbortSignal;
  },
): Promise<{ readonly fixes: Map<string, string>; readonly tools: readonly string[] }> {
  const fixes = new Map<string, string>();
  if (files.length === 0) return { fixes, tools: [] };
  const { linters } = await toolsFor(judging.policy.project);
  const checkout = await judging.workspaces.checkout('head');
  const read = ({ path }: ChangedFile) => readOrdinary(join(checkout.dir, path), { within: checkout.dir, maxBytes: MAX_BYTES });
  const before = await Promise.all(files.map(read));
  const tools: string[] = [];
  // The formatters last: they lay out what the others wrote.
  for (const linter of linters.toSorted((a, b) => Number(a.kind === 'formatter') - Number(b.kind === 'formatter'))) {
    const paths = files.map(({ path }) => path).filter((path) => linter.handles(path) && complainsOf(linter, path, found));
    if (linter.fix === undefined || paths.length === 0) continue;
    await linter.fix({ checkout, files: paths, signal });
    if (!tools.includes(linter.name)) tools.push(linter.name);
  }
  for (const [index, file] of files.entries()) {
    const text = await read(file);
    // A replacement character: it was not UTF-8, and would not be written back as it was.
    if (text !== null && text !== before[index] && !text.includes('\uFFFD')) fixes.set(file.path, text);
  }
  return { fixes, tools };
}

/** A formatter would lay out anew a file that never was formatted: only where the change is at fault, or another tool's fix may be. */
function complainsOf({ kind, name }: Linter, path: string, found: readonly Finding[]): boolean {
  const said = found.filter((finding) => finding.path === path);
  return kind === 'formatter' ? said.some(({ rule }) => rule === 'format') : said.some(({ message }) => message.includes(`(${name} `));
}
