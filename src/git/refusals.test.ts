import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createRepository, type Files, type TestRepository } from '../../test/rig/repository.ts';
import { diffTrees } from './diff.ts';
import { refusals } from './refusals.ts';
import { openRepository, prepareState, treeOf } from './repository.ts';
import { ObjectReader, openTree } from './tree.ts';

/** Why the change from HEAD to what `edit` leaves in the index is refused. */
async function reasons(repo: TestRepository, edit: () => void): Promise<string[]> {
  const base = repo.git('rev-parse', 'HEAD');
  edit();
  repo.git('commit', '-q', '--allow-empty', '-m', 'A change');
  const head = repo.git('rev-parse', 'HEAD');
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  await using reader = new ObjectReader(repository.ours);
  const [baseTree, tree] = [await treeOf(repository, base), await treeOf(repository, head)];
  const change = await diffTrees(repository.ours, { base, baseTree, tree });
  return await refusals(change, await openTree(reader, tree));
}

function afterWriting(files: Files, base: Files = { 'a.txt': 'a' }): Promise<string[]> {
  const repo = createRepository(base);
  return reasons(repo, () => {
    repo.write(files);
    repo.git('add', '--all', '--force');
  }).finally(() => repo[Symbol.dispose]());
}

/** Links by path → where they point. */
async function afterLinking(links: Readonly<Record<string, string>>, base: Readonly<Record<string, string>> = {}): Promise<string[]> {
  using repo = createRepository({ 'a.txt': 'a', 'd/e/f.txt': 'f' });
  const link = (all: Readonly<Record<string, string>>) => {
    for (const [path, target] of Object.entries(all)) {
      mkdirSync(dirname(join(repo.root, path)), { recursive: true });
      symlinkSync(target, join(repo.root, path));
    }
    repo.git('add', '--all');
  };
  link(base);
  repo.git('commit', '-q', '--allow-empty', '-m', 'Links');
  return await reasons(repo, () => link(links));
}

test('an ordinary change is not refused', async () => {
  expect(await afterWriting({ 'src/git.ts': 'x', '.github/workflows/ci.yml': 'x', '.gitignore': 'x', '.jidoka/config.yaml': 'x' })).toEqual(
    [],
  );
});

test('a submodule added, moved or replaced is', async () => {
  using other = createRepository();
  using repo = createRepository({ 'a.txt': 'a' });
  const first = other.git('rev-parse', 'HEAD');
  const second = other.commit({ 'x.txt': 'x' });
  const link = (id: string) => repo.git('update-index', '--add', '--cacheinfo', `160000,${id},sub`);
  const said = [await reasons(repo, () => link(first)), await reasons(repo, () => link(second))];
  said.push(
    await reasons(repo, () => {
      repo.git('update-index', '--force-remove', 'sub');
      writeFileSync(join(repo.root, 'sub'), 'now a file');
      repo.git('add', 'sub');
    }),
  );
  expect(said).toEqual([
    ['sub: adds or alters a submodule (gitlink)'],
    ['sub: adds or alters a submodule (gitlink)'],
    ['sub: replaces a submodule (gitlink)'],
  ]);
});

test('submodule configuration is', async () => {
  expect(await afterWriting({ '.gitmodules': 'x' })).toEqual(['.gitmodules: submodule configuration']);
});

test('installed dependencies beside a package.json are, elsewhere not', async () => {
  expect(
    await afterWriting({
      'node_modules/a/index.js': 'x',
      'packages/one/node_modules/b/index.js': 'x',
      'packages/one/package.json': '{}',
      'package.json': '{}',
      'test/fixtures/node_modules/c/index.js': 'x',
    }),
  ).toEqual([
    'node_modules/a/index.js: installed dependencies in the change',
    'packages/one/node_modules/b/index.js: installed dependencies in the change',
  ]);
});

test('a link in the place of node_modules is', async () => {
  using repo = createRepository({ 'package.json': '{}' });
  const said = await reasons(repo, () => {
    symlinkSync('elsewhere', join(repo.root, 'node_modules'));
    repo.git('add', '--all');
  });
  expect(said).toEqual(['node_modules: installed dependencies in the change']);
});

test('Jidoka’s own state is', async () => {
  expect(await afterWriting({ '.jidoka/state/ledger.db': 'x' })).toEqual([".jidoka/state/ledger.db: Jidoka's own state"]);
});

test('a name that is no UTF-8 is: two of them would be one to every checker', async () => {
  using repo = createRepository({ 'a.txt': 'a' });
  const said = await reasons(repo, () => {
    for (const byte of [0xfe, 0xff]) writeFileSync(Buffer.concat([Buffer.from(`${repo.root}/x`), Buffer.from([byte])]), `${byte}`);
    repo.git('add', '--all');
  });
  expect(said).toEqual(['x\uFFFD: a name that is not UTF-8', 'x\uFFFD: a name that is not UTF-8']);
});

test('taking any of these away is not', async () => {
  const gone = { 'node_modules/a.js': null, '.gitmodules': null, '.jidoka/state/x': null };
  const base = { 'package.json': '{}', 'node_modules/a.js': 'x', '.gitmodules': 'x', '.jidoka/state/x': 'x' };
  expect(await afterWriting(gone, base)).toEqual([]);
});

test.each<[string, Record<string, string>, Record<string, string>, string[]]>([
  ['inside the tree', { l: 'd/e', 'd/m': '../a.txt', 'd/e/n': '../../d/e/f.txt', o: 'no/such/file' }, {}, []],
  ['to itself', { a: 'b', b: 'a' }, {}, []],
  ['to an absolute path', { l: '/etc/passwd' }, {}, ['l']],
  ['to a folder above', { l: '..', 'd/m': '../../x', 'd/e/n': '../../../x' }, {}, ['d/e/n', 'd/m', 'l']],
  ['above by way of another link', { 'd/e/s': '../..', l: 'd/e/s/../../etc' }, {}, ['l']],
  ['above by way of a link that base has', { l: 'd/e/s/../../etc' }, { 'd/e/s': '../..' }, ['l']],
  ['above by way of a folder that is a link', { 'd/k': 'e', 'd/e/g/l': '../../../../x' }, {}, ['d/e/g/l']],
  ['below base, until the change turns a folder of its way into a link', { 'd/e/s': '../..' }, { l: 'd/e/s/../../etc' }, ['l']],
  ['above already at base', { m: 'a.txt' }, { l: '../outside' }, []],
])('a symbolic link %s', async (_, links, base, refused) => {
  expect(await afterLinking(links, base)).toEqual(refused.map((path) => `${path}: a symbolic link that leaves the tree`));
});

test('a file that becomes executable is not', async () => {
  using repo = createRepository({ 'run.sh': '' });
  const said = await reasons(repo, () => {
    chmodSync(join(repo.root, 'run.sh'), 0o755);
    repo.git('add', '--all');
  });
  expect(said).toEqual([]);
});
