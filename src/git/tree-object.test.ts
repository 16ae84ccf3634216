import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { createRepository } from '../../test/rig/repository.ts';
import { openRepository, prepareState } from './repository.ts';
import { ObjectReader, openTree } from './tree.ts';
import { readTreeObject, treeOfCommitObject } from './tree-object.ts';

const ID = 'ab'.repeat(20);
const entry = (mode: string, name: string, id = ID) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);

test('modes are those git knows, as `git ls-tree` says them', () => {
  const modes = ['100644', '100664', '100755', '100775', '120000', '40000', '160000'];
  expect(readTreeObject(ID, Buffer.concat(modes.map((mode, i) => entry(mode, `n${i}`)))).map(({ mode }) => mode)).toEqual([
    '100644',
    '100644',
    '100755',
    '100755',
    '120000',
    '040000',
    '160000',
  ]);
});

test.for([
  ['an id that is cut off', entry('100644', 'a').subarray(0, -1)],
  ['no name', entry('100644', '')],
  ['no end of the name', Buffer.from('100644 a')],
  ['no mode', entry('', 'a')],
  ['a mode that is no number', entry('1006x4', 'a')],
  ['bytes behind the last entry', Buffer.concat([entry('100644', 'a'), Buffer.from('x')])],
] as const)('a folder with %s is no answer', ([, bytes]) => {
  expect(() => readTreeObject(ID, bytes)).toThrow(`object ${ID} is not what git writes`);
});

test.for([
  ['no first line of its own', `parent ${ID}\n`],
  ['a tree of another length', `tree ${ID}ab\n`],
  ['a tag', `object ${ID}\ntype commit\n`],
] as const)('a commit with %s is no answer', ([, text]) => {
  expect(() => treeOfCommitObject(ID, Buffer.from(text))).toThrow('is not what git writes');
});

test('a tree is listed as git lists it, in its order, each folder of the same content in its place', async () => {
  using repo = createRepository({
    'a.js': '1',
    'a/b/c.js': '2',
    'a/d.js': '2',
    'a-b': '3',
    e: '4',
    'f/b/c.js': '2',
    'f/d.js': '2',
    'ü/\n': '5',
  });
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  await using reader = new ObjectReader(repository.ours);
  const tree = await openTree(reader, repo.git('rev-parse', 'HEAD^{tree}'));
  const listed = execFileSync('git', ['-C', repo.root, 'ls-tree', '-r', '-z', 'HEAD'], { encoding: 'utf8' }).split('\0').slice(0, -1);
  expect(tree.paths.map((path) => `${tree.entry(path)?.mode} blob ${tree.entry(path)?.objectId}\t${path}`)).toEqual(listed);
});

test('a folder that is gone, and folders that hold the next one ten times, are no answer', async () => {
  using repo = createRepository({ 'a/b.js': '1' });
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const folder = repo.git('rev-parse', 'HEAD:a');
  const make = (lines: string) => execFileSync('git', ['-C', repo.root, 'mktree'], { input: lines, encoding: 'utf8' }).trim();
  let bomb = folder;
  for (let depth = 0; depth < 8; depth += 1) bomb = make(Array.from({ length: 10 }, (_, i) => `040000 tree ${bomb}\tn${i}\n`).join(''));
  await using reader = new ObjectReader(repository.ours);
  await expect(openTree(reader, bomb)).rejects.toThrow('has more than');
  repo.write({ [`.git/objects/${folder.slice(0, 2)}`]: null });
  await using other = new ObjectReader(repository.ours);
  await expect(openTree(other, repo.git('rev-parse', 'HEAD^{tree}'))).rejects.toThrow(`git has no object ${folder}`);
});
