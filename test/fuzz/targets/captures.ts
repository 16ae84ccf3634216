import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diffTrees } from '../../../src/git/diff.ts';
import { refusals } from '../../../src/git/refusals.ts';
import { openRepository, prepareState, treeOf } from '../../../src/git/repository.ts';
import { snapshotWorkspace } from '../../../src/git/snapshot.ts';
import { ObjectReader, openTree } from '../../../src/git/tree.ts';
import { createRepository } from '../../rig/repository.ts';
import type { Chance } from '../chance.ts';
import { type FuzzTarget, must } from '../target.ts';

interface File {
  readonly kind: 'file' | 'program' | 'link';
  readonly content: Buffer;
}
type Files = ReadonlyMap<string, File>;

const NAMES = [
  'src',
  'a.js',
  'b c',
  'new\nline',
  '"q"',
  'ü',
  '\u202Ex',
  '-x',
  '.hidden',
  '.gitattributes',
  '.gitignore',
  '.gitmodules',
  'node_modules',
  '.jidoka',
  'state',
  '.GIT',
  'git~1',
  'package.json',
  '__proto__',
  'l'.repeat(250),
];
const TEXTS = [
  'one\r\ntwo\r\n',
  '* text eol=crlf filter=x ident working-tree-encoding=UTF-16\n',
  '*\n',
  '!a.js\n',
  '$Id$\n',
  '[submodule "x"]\n\tpath = x\n',
  '{}',
  '',
  'gitdir: ../elsewhere\n',
  '\uFEFFx',
  '\0\u0001\0',
];
const TARGETS = ['a.js', '../../../etc/passwd', '/etc/passwd', '..', '.', 'src', 'b c/../../..', 'self'];

/** What an agent leaves in a folder is captured byte for byte, and what may not be in a change is refused, whatever it is called. */
export const captures: FuzzTarget = {
  refusals: [],
  async open() {
    const own = createRepository({ 'a.js': 'one\n' });
    const repository = await openRepository(own.root);
    await prepareState(repository);
    const base = own.git('rev-parse', 'HEAD');
    const baseTree = await treeOf(repository, base);
    const reader = new ObjectReader(repository.ours);
    return {
      async attempt(chance) {
        const dir = mkdtempSync(join(own.root, '..', 'workspace-'));
        try {
          const files = writtenTo(dir, chance);
          const captured = await snapshotWorkspace(repository, { dir, baseTree });
          if ('refused' in captured) return `refused by git`;
          const tree = await openTree(reader, captured.tree);
          await mustBeOf(tree, files, (objectId) => reader.read(objectId));
          const reasons = await refusals(await diffTrees(repository.ours, { base, baseTree, tree: captured.tree }), tree);
          mustRefuse(files, tree.paths, reasons);
          return reasons.length === 0 ? 'captured' : 'refused';
        } finally {
          rmSync(dir, { recursive: true, force: true });
        }
      },
      async close() {
        await reader[Symbol.asyncDispose]();
        own[Symbol.dispose]();
      },
    };
  },
};

function writtenTo(dir: string, chance: Chance): Files {
  const files = new Map<string, File>();
  for (let left = chance.integer(1, 6); left > 0; left -= 1) {
    const path = Array.from({ length: chance.oneOf([1, 1, 2, 3]) }, () => chance.oneOf(NAMES)).join('/');
    const isTaken = [...files.keys()].some((other) => other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`));
    if (isTaken) continue;
    const kind = chance.oneOf(['file', 'file', 'file', 'program', 'link'] as const);
    const content = Buffer.from(kind === 'link' ? chance.oneOf(TARGETS) : chance.oneIn(3) ? chance.text(50) : chance.oneOf(TEXTS));
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    if (kind === 'link') symlinkSync(content, file);
    else writeFileSync(file, content);
    if (kind === 'program') chmodSync(file, 0o755);
    files.set(path, { kind, content });
  }
  // A repository of its own in there, as `npm create` and `git clone` leave one.
  if (chance.oneIn(12)) {
    mkdirSync(join(dir, 'inner'), { recursive: true });
    execFileSync('git', ['init', '--quiet', join(dir, 'inner')], { stdio: 'ignore' });
  }
  return files;
}

const MODES = { file: '100644', program: '100755', link: '120000' } as const;

async function mustBeOf(
  tree: { readonly paths: readonly string[]; entry(path: string): { readonly mode: string; readonly objectId: string } | undefined },
  files: Files,
  read: (objectId: string) => Promise<Buffer | null>,
): Promise<void> {
  for (const path of tree.paths) {
    const { mode = '', objectId = '' } = tree.entry(path) ?? {};
    const file = files.get(path);
    if (mode === '160000') continue;
    must(file !== undefined, 'a file that nobody wrote', path);
    must(file === undefined || mode === MODES[file.kind], 'another mode', path, mode);
    must(file === undefined || (await read(objectId))?.equals(file.content) === true, 'other bytes', path);
  }
  const ignores = [...files.keys()].some((path) => path.split('/').at(-1) === '.gitignore');
  const isOfGit = (path: string) => path.split('/').some((part) => part === '.git');
  const lost = [...files.keys()].filter((path) => !tree.paths.includes(path) && !isOfGit(path));
  // Beside a `.git` of its own a folder may be none of git's any more.
  const isBesideGit = [...files.keys()].some(isOfGit);
  must(ignores || isBesideGit || lost.length === 0, 'a file that was left is not captured', lost);
}

/** Restated here: what no change may hold. */
function mustRefuse(files: Files, paths: readonly string[], reasons: readonly string[]): void {
  const forbidden = paths.filter((path) => {
    const parts = path.split('/');
    const target = files.get(path);
    const leaves = target?.kind === 'link' && /^\/|^(\.\.\/){3}/.test(target.content.toString());
    const ofUs = path.startsWith('.jidoka/state/') || path === '.jidoka/state';
    const installed = parts[0] === 'node_modules' && paths.includes('package.json');
    return (
      leaves || ofUs || installed || parts.some((part) => part.toLowerCase() === '.git') || parts.at(-1)?.toLowerCase() === '.gitmodules'
    );
  });
  must(forbidden.length === 0 || reasons.length > 0, 'a change with this is taken', forbidden);
}
