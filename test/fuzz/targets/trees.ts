import { execFileSync } from 'node:child_process';
import type { Change, LineRange } from '../../../src/domain/change.ts';
import { diffTrees } from '../../../src/git/diff.ts';
import { ObjectReader, openTree } from '../../../src/git/tree.ts';
import { temporaryFolder } from '../../rig/temporary.ts';
import type { Chance } from '../chance.ts';
import { type FuzzTarget, must } from '../target.ts';

interface File {
  readonly mode: '100644' | '100755' | '120000' | '160000';
  readonly text: string;
}
type Files = ReadonlyMap<string, File>;

const NAMES = [
  'a',
  'b c',
  'new\nline',
  'tab\t',
  '"q"',
  'ü',
  '\u202Ex',
  'diff --git a',
  ' lead',
  'trail ',
  '-x',
  ':(top)x',
  'a => b',
  '{a => b}',
  'back\\slash',
  'x.js',
  '$(id)',
  '👩‍💻',
  '@@ -1 +1 @@',
  'l'.repeat(200),
  '__proto__',
  'constructor',
];
const LINES = [
  '',
  'one',
  'two',
  'three',
  '@@ -1,2 +3,4 @@',
  'diff --git a/a b/a',
  '--- a/a',
  '+++ b/a',
  '+',
  '-',
  '-- ',
  'Binary files a/a and b/a differ',
  '\\ No newline at end of file',
  'cr\r',
  '\u2028',
  'x'.repeat(3000),
  'é',
];

/** The words of git about two random trees mean what is in them: nothing changed is left out, and every line is told. */
export const trees: FuzzTarget = {
  refusals: [],
  open() {
    const folder = temporaryFolder();
    const git = (input: string, ...args: string[]) =>
      execFileSync('git', ['--git-dir', folder.path, ...args], { input, stdio: ['pipe', 'pipe', 'ignore'] }).toString();
    git('', 'init', '--quiet', '--bare', folder.path);
    const reader = new ObjectReader({ gitDir: folder.path });
    return {
      async attempt(chance) {
        const before = filesOf(chance);
        const after = changed(before, chance);
        git(streamOf(before, 'base') + streamOf(after, 'head'), 'fast-import', '--quiet', '--force');
        const [baseTree = '', tree = ''] = git('', 'rev-parse', 'base^{tree}', 'head^{tree}').trim().split('\n');
        const call = { gitDir: folder.path };
        mustList(await openTree(reader, tree), after);
        mustTellAll(await diffTrees(call, { base: 'f'.repeat(40), baseTree, tree }), before, after);
        return changedPaths(before, after).length === 0 ? 'nothing changed' : 'told';
      },
      async close() {
        await reader[Symbol.asyncDispose]();
        folder[Symbol.dispose]();
      },
    };
  },
};

function filesOf(chance: Chance): Files {
  const files = new Map<string, File>();
  for (let left = chance.integer(0, 6); left > 0; left -= 1) {
    const path = pathOf(chance);
    if (isFree(files, path)) files.set(path, fileOf(chance));
  }
  return files;
}

const pathOf = (chance: Chance): string => Array.from({ length: chance.oneOf([1, 1, 2, 3]) }, () => chance.oneOf(NAMES)).join('/');

/** No file where a folder is, nor below another file. */
function isFree(files: Files, path: string): boolean {
  return [...files.keys()].every((other) => other !== path && !other.startsWith(`${path}/`) && !path.startsWith(`${other}/`));
}

function fileOf(chance: Chance): File {
  const mode = chance.oneOf(['100644', '100644', '100644', '100755', '120000', '160000'] as const);
  if (mode === '160000') return { mode, text: chance.oneOf(['1', '2']).repeat(40) };
  if (mode === '120000') return { mode, text: chance.oneOf(['a', '../../x', '/etc/passwd']) };
  return { mode, text: textOf(chance) };
}

function textOf(chance: Chance): string {
  const lines = Array.from({ length: chance.oneOf([0, 1, 3, 12, 60]) }, () => chance.oneOf(LINES));
  return lines.join('\n') + (chance.oneIn(3) ? '' : '\n') + (chance.oneIn(12) ? '\0\u0001' : '');
}

function changed(before: Files, chance: Chance): Files {
  const files = new Map(before);
  for (let left = chance.integer(0, 4); left > 0; left -= 1) {
    const path = files.size === 0 ? null : chance.oneOf([...files.keys()]);
    const file = path === null ? undefined : files.get(path);
    const kind = chance.integer(0, 4);
    const other = pathOf(chance);
    if (path === null || file === undefined || kind === 0) {
      if (isFree(files, other)) files.set(other, fileOf(chance));
    } else if (kind === 1) files.delete(path);
    else if (kind === 2) files.set(path, fileOf(chance));
    else if (kind === 3) {
      files.delete(path);
      if (isFree(files, other)) files.set(other, edited(file, chance));
    } else files.set(path, edited(file, chance));
  }
  return files;
}

function edited(file: File, chance: Chance): File {
  if (file.mode === '160000' || file.mode === '120000') return file;
  const lines = file.text.split('\n');
  for (let left = chance.integer(0, 3); left > 0; left -= 1)
    lines.splice(chance.integer(0, lines.length), chance.integer(0, 2), ...(chance.oneIn(2) ? [chance.oneOf(LINES)] : []));
  return { mode: chance.oneIn(5) ? '100755' : file.mode, text: lines.join('\n') };
}

/** For fast-import: one commit with exactly these files. */
function streamOf(files: Files, branch: string): string {
  const entries = [...files].map(([path, { mode, text }]) => {
    const name = `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
    return mode === '160000' ? `M ${mode} ${text} ${name}\n` : `M ${mode} inline ${name}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  });
  return `commit refs/heads/${branch}\ncommitter a <a@b> 0 +0000\ndata 0\ndeleteall\n${entries.join('')}\n`;
}

function mustList(
  tree: { readonly paths: readonly string[]; entry(path: string): { readonly mode: string } | undefined },
  files: Files,
): void {
  must(
    JSON.stringify(tree.paths.toSorted()) === JSON.stringify([...files.keys()].toSorted()),
    'a file of the tree is not listed',
    tree.paths,
    [...files.keys()],
  );
  for (const [path, { mode }] of files) must(tree.entry(path)?.mode === mode, 'a file has another mode', path, mode, tree.entry(path));
}

const changedPaths = (before: Files, after: Files): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path)?.mode !== after.get(path)?.mode || before.get(path)?.text !== after.get(path)?.text,
  );

function mustTellAll({ files }: Change, before: Files, after: Files): void {
  const told = files.flatMap(({ path, oldPath }) => (oldPath === undefined ? [path] : [oldPath, path]));
  must(
    JSON.stringify(told.toSorted()) === JSON.stringify(changedPaths(before, after).toSorted()),
    'what changed is not what is told',
    told,
    changedPaths(before, after),
  );
  for (const { path, oldPath = path, added, removed, binary } of files) {
    const [old, now] = [before.get(oldPath), after.get(path)];
    const texts = [old, now].map((file) =>
      file === undefined ? '' : file.mode === '160000' ? `Subproject commit ${file.text}\n` : file.text,
    );
    const hasNul = texts.some((text) => Buffer.from(text).subarray(0, 8000).includes(0));
    must(!binary || hasNul, 'a text is called binary', path);
    if (binary) continue;
    const [left, stays] = [without(texts[0] ?? '', removed), without(texts[1] ?? '', added)];
    must(JSON.stringify(left) === JSON.stringify(stays), 'a line that changed is not told', path, added, removed);
  }
}

/** The lines that none of these ranges holds; a last one without its line break is another line. */
function without(text: string, ranges: readonly LineRange[]): string[] {
  const lines = text.split('\n');
  const all = lines.map((line, i) => (i === lines.length - 1 ? line : `${line}\n`)).filter((line) => line !== '');
  return all.filter((_, i) => !ranges.some(({ start, end }) => start <= i + 1 && i + 1 <= end));
}
