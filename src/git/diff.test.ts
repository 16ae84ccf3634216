import { chmodSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRepository, type TestRepository } from '../../test/rig/repository.ts';
import { diffTrees, patchDigest } from './diff.ts';
import { openRepository, prepareState, treeOf } from './repository.ts';

const THOUSAND = Array.from({ length: 1000 }, (_, index) => `line ${index}\n`).join('');

/** The files of the change between HEAD and what `edit` leaves behind. */
async function filesOf(repo: TestRepository, edit: () => void) {
  const base = repo.git('rev-parse', 'HEAD');
  edit();
  const head = repo.commit({});
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const [baseTree, tree] = [await treeOf(repository, base), await treeOf(repository, head)];
  return (await diffTrees(repository.ours, { base, baseTree, tree })).files;
}

test('says which lines of an added, a modified and a deleted file the change wrote and took away', async () => {
  using repo = createRepository({ 'a.txt': '1\n2\n3\n4\n5\n', 'gone.txt': '1\n2\n' });
  expect(await filesOf(repo, () => repo.write({ 'a.txt': '1\ntwo\n3\n5\n6\n7\n', 'gone.txt': null, 'new.txt': 'x\ny\n' }))).toEqual([
    {
      path: 'a.txt',
      status: 'modified',
      oldMode: '100644',
      newMode: '100644',
      binary: false,
      added: [
        { start: 2, end: 2 },
        { start: 5, end: 6 },
      ],
      removed: [
        { start: 2, end: 2 },
        { start: 4, end: 4 },
      ],
    },
    {
      path: 'gone.txt',
      status: 'deleted',
      oldMode: '100644',
      newMode: '000000',
      binary: false,
      added: [],
      removed: [{ start: 1, end: 2 }],
    },
    { path: 'new.txt', status: 'added', oldMode: '000000', newMode: '100644', binary: false, added: [{ start: 1, end: 2 }], removed: [] },
  ]);
});

test('follows a renamed file, edited or not', async () => {
  using repo = createRepository({ 'edited.txt': THOUSAND, 'same.txt': THOUSAND.toUpperCase() });
  const files = await filesOf(repo, () => {
    repo.write({ 'edited.txt': null, 'b/edited.txt': THOUSAND.replace('line 500\n', 'other\n') });
    renameSync(join(repo.root, 'same.txt'), join(repo.root, 'z.txt'));
  });
  const line = [{ start: 501, end: 501 }];
  const common = { status: 'renamed', oldMode: '100644', newMode: '100644', binary: false };
  expect(files).toEqual([
    { path: 'b/edited.txt', oldPath: 'edited.txt', ...common, added: line, removed: line },
    { path: 'z.txt', oldPath: 'same.txt', ...common, added: [], removed: [] },
  ]);
});

test('sees a change of mode alone, and of type', async () => {
  using repo = createRepository({ 'run.sh': 'true\n', 'link.txt': 'target\n' });
  const files = await filesOf(repo, () => {
    chmodSync(join(repo.root, 'run.sh'), 0o755);
    unlinkSync(join(repo.root, 'link.txt'));
    symlinkSync('run.sh', join(repo.root, 'link.txt'));
  });
  const one = [{ start: 1, end: 1 }];
  expect(files).toEqual([
    { path: 'link.txt', status: 'modified', oldMode: '100644', newMode: '120000', binary: false, added: one, removed: one },
    { path: 'run.sh', status: 'modified', oldMode: '100644', newMode: '100755', binary: false, added: [], removed: [] },
  ]);
});

test('tells binary files, empty files and files without a last newline', async () => {
  using repo = createRepository({ 'no-newline.txt': 'a\nb', 'image.bin': 'x' });
  const files = await filesOf(repo, () => {
    writeFileSync(join(repo.root, 'image.bin'), Buffer.from([0, 1, 2, 0]));
    repo.write({ 'empty.txt': '', 'no-newline.txt': 'a\nb\nc' });
  });
  expect(files).toEqual([
    { path: 'empty.txt', status: 'added', oldMode: '000000', newMode: '100644', binary: false, added: [], removed: [] },
    { path: 'image.bin', status: 'modified', oldMode: '100644', newMode: '100644', binary: true, added: [], removed: [] },
    {
      path: 'no-newline.txt',
      status: 'modified',
      oldMode: '100644',
      newMode: '100644',
      binary: false,
      added: [{ start: 2, end: 3 }],
      removed: [{ start: 2, end: 2 }],
    },
  ]);
});

test('a tree cannot call its own source binary: attributes of the change are not looked at', async () => {
  using repo = createRepository({ 'a.js': '1\n' });
  const files = await filesOf(repo, () => repo.write({ '.gitattributes': '* binary diff=x\n', 'a.js': '2\n' }));
  expect(files.map(({ path, binary, added }) => ({ path, binary, added }))).toEqual([
    { path: '.gitattributes', binary: false, added: [{ start: 1, end: 1 }] },
    { path: 'a.js', binary: false, added: [{ start: 1, end: 1 }] },
  ]);
});

test.each([
  'with space.txt',
  ' leading and trailing ',
  'new\nline.txt',
  'tab\there.txt',
  'quote".txt',
  "single'.txt",
  'back\\slash.txt',
  'grüße/日本.txt',
  '🦊.txt',
  '-dash.txt',
  ':(glob)*.txt',
  'diff --git a/x b/x',
])('keeps the name %j', async (name) => {
  using repo = createRepository({ 'other.txt': '' });
  const added = await filesOf(repo, () => repo.write({ [name]: 'one\ndiff --git a/x b/x\n@@ -1 +1 @@\n' }));
  const lines = [{ start: 1, end: 3 }];
  expect(added).toEqual([{ path: name, status: 'added', oldMode: '000000', newMode: '100644', binary: false, added: lines, removed: [] }]);
});

test('lists a submodule, also one that .gitmodules says to ignore', async () => {
  using other = createRepository({ 'x.txt': 'x' });
  using repo = createRepository({ 'a.txt': 'a' });
  const first = other.git('rev-parse', 'HEAD');
  const second = other.commit({ 'x.txt': 'y' });
  const link = (id: string) => repo.git('update-index', '--add', '--cacheinfo', `160000,${id},sub`);
  link(first);
  repo.write({ '.gitmodules': '[submodule "sub"]\n\tpath = sub\n\turl = x\n\tignore = all\n' });
  repo.git('add', '.gitmodules');
  repo.git('commit', '-qm', 'Submodule');
  const base = repo.git('rev-parse', 'HEAD');
  link(second);
  repo.git('commit', '-qm', 'Move it');
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const head = repo.git('rev-parse', 'HEAD');
  const [baseTree, tree] = [await treeOf(repository, base), await treeOf(repository, head)];
  const one = [{ start: 1, end: 1 }];
  expect((await diffTrees(repository.ours, { base, baseTree, tree })).files).toEqual([
    { path: 'sub', status: 'modified', oldMode: '160000', newMode: '160000', binary: false, added: one, removed: one },
  ]);
});

test('the digest covers every byte and mode, and is the same twice', async () => {
  using repo = createRepository({ 'a.txt': 'a\n' });
  const base = repo.git('rev-parse', 'HEAD');
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const baseTree = await treeOf(repository, base);
  const digests = async (head: string) => patchDigest(repository.ours, { baseTree, tree: await treeOf(repository, head) });
  const one = repo.commit({ 'b.bin': '\u0000one' });
  const first = await digests(one);
  repo.git('reset', '-q', '--hard', base);
  const other = await digests(repo.commit({ 'b.bin': '\u0000two' }));
  expect([await digests(one), first === other]).toEqual([first, false]);
});
