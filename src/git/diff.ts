import { createHash } from 'node:crypto';
import type { Change, ChangedFile, LineRange } from '../domain/change.ts';
import { InvariantError } from '../domain/error.ts';
import { type GitCall, git } from './git.ts';

interface Ends {
  readonly base: string;
  readonly baseTree: string;
  readonly tree: string;
}

const FLAGS = ['-r', '--no-ext-diff', '--no-textconv', '--no-color', '--full-index'];

/** The change from a base commit's tree to another tree, with the lines each side has for itself. */
export async function diffTrees(call: GitCall, { base, baseTree, tree }: Ends): Promise<Change> {
  const [raw, patch] = await Promise.all([
    git(call, 'diff-tree', ...FLAGS, '-M', '--raw', '-z', baseTree, tree),
    git(call, 'diff-tree', ...FLAGS, '-M', '--patch', '-U0', baseTree, tree),
  ]);
  const entries = parseRaw(raw.stdout.toString());
  const blocks = parsePatch(patch.stdout.toString('latin1'));
  const files = entries.map((entry): ChangedFile => {
    // A change of type (file to symlink) is one raw entry and two blocks: one takes all away, one adds all.
    const mine = blocks.splice(0, entry.isTypeChange ? 2 : 1);
    if (mine.length === 0) throw new InvariantError('DIFF_OUT_OF_STEP', `no patch for ${entry.file.path}`);
    return {
      ...entry.file,
      binary: mine.some((block) => block.binary),
      added: mine.flatMap((block) => block.added),
      removed: mine.flatMap((block) => block.removed),
    };
  });
  if (blocks.length > 0) throw new InvariantError('DIFF_OUT_OF_STEP', `${blocks.length} patches belong to no file`);
  return { base, baseTree, tree, files };
}

/** SHA-256 of the binary patch from base to tree. */
export async function patchDigest(call: GitCall, { baseTree, tree }: Pick<Ends, 'baseTree' | 'tree'>): Promise<string> {
  const exact = await git(call, 'diff-tree', ...FLAGS, '--no-renames', '--patch', '--binary', baseTree, tree);
  return createHash('sha256').update(exact.stdout).digest('hex');
}

interface RawEntry {
  readonly file: Omit<ChangedFile, 'binary' | 'added' | 'removed'>;
  readonly isTypeChange: boolean;
}

const STATUS = { A: 'added', M: 'modified', T: 'modified', D: 'deleted', R: 'renamed' } as const;

/** `:100644 100755 <id> <id> R086 NUL old NUL new NUL …` */
function parseRaw(text: string): RawEntry[] {
  const fields = text.split('\0');
  const entries: RawEntry[] = [];
  while (fields.length > 1) {
    const [oldMode = '', newMode = '', , , letter = ''] = (fields.shift() ?? '').slice(1).split(' ');
    const status = STATUS[letter[0] as keyof typeof STATUS];
    if (status === undefined) throw new InvariantError('DIFF_STATUS', `git diff-tree answered status ${letter}`);
    const first = fields.shift() ?? '';
    const file = status === 'renamed' ? { path: fields.shift() ?? '', oldPath: first } : { path: first };
    entries.push({ file: { ...file, status, oldMode, newMode }, isTypeChange: letter === 'T' });
  }
  return entries;
}

interface PatchBlock {
  binary: boolean;
  readonly added: LineRange[];
  readonly removed: LineRange[];
}

function parsePatch(text: string): PatchBlock[] {
  const blocks: PatchBlock[] = [];
  for (const line of text.split('\n')) {
    // Every line of content starts with a sign, so these words at the start of a line are git's own.
    if (line.startsWith('diff --git ')) blocks.push({ binary: false, added: [], removed: [] });
    const block = blocks.at(-1);
    if (block === undefined) continue;
    if (line.startsWith('Binary files ')) block.binary = true;
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null) continue;
    const [, oldStart, oldCount = '1', newStart, newCount = '1'] = hunk;
    if (oldCount !== '0') block.removed.push(lineRange(Number(oldStart), Number(oldCount)));
    if (newCount !== '0') block.added.push(lineRange(Number(newStart), Number(newCount)));
  }
  return blocks;
}

function lineRange(start: number, count: number): LineRange {
  return { start, end: start + count - 1 };
}

/** Paths in which two trees differ; null when one of them is there no more. */
export async function changedPaths(call: GitCall, before: string, after: string): Promise<string[] | null> {
  const { code, stdout } = await git(
    { ...call, answers: [0, 128] },
    'diff-tree',
    '-r',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    '--name-only',
    '-z',
    before,
    after,
  );
  return code === 0 ? stdout.toString().split('\0').slice(0, -1) : null;
}
