import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forgeObject } from '../../test/rig/forged-object.ts';
import { createRepository } from '../../test/rig/repository.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { openRepository, prepareState } from './repository.ts';
import { ObjectReader, openTree } from './tree.ts';

test('reads many files at once, large, empty and odd ones included', async () => {
  const large = 'x'.repeat(3_000_000);
  using repo = createRepository({ 'large.txt': large, 'empty.txt': '', 'header.txt': `${'1'.repeat(40)} missing\n`, 'new\nline.txt': 'n' });
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  await using reader = new ObjectReader(repository.ours);
  const tree = await openTree(reader, repo.git('rev-parse', 'HEAD^{tree}'));
  const texts = await Promise.all([...tree.paths, 'no.txt', ...tree.paths].map((path) => tree.read(path)));
  const expected = ['', `${'1'.repeat(40)} missing\n`, large, 'n'];
  expect([tree.paths, texts]).toEqual([
    ['empty.txt', 'header.txt', 'large.txt', 'new\nline.txt'],
    [...expected, null, ...expected],
  ]);
});

test('a file whose object is gone is a failure, not a file without text', async () => {
  using repo = createRepository({ 'a.txt': 'a' });
  const blob = repo.git('rev-parse', 'HEAD:a.txt');
  repo.write({ [`.git/objects/${blob.slice(0, 2)}`]: null });
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  await using reader = new ObjectReader(repository.ours);
  const tree = await openTree(reader, repo.git('rev-parse', 'HEAD^{tree}'));
  await expect(tree.read('a.txt')).rejects.toThrow(`git has no object ${blob}`);
});

test('bytes that do not have the id they are kept under are no answer, in a file as in a folder', async () => {
  using repo = createRepository({ 'a.txt': 'a', 'b/c.txt': 'c', 'd.txt': 'd' });
  const [id, blob, folder] = ['HEAD^{tree}', 'HEAD:a.txt', 'HEAD:b'].map((name) => repo.git('rev-parse', name));
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const opened = async (reader: ObjectReader) => openTree(reader, id ?? '');
  {
    using _ = undone(forgeObject(repo.root, blob ?? ''));
    await using reader = new ObjectReader(repository.ours);
    const tree = await opened(reader);
    await expect(tree.read('a.txt')).rejects.toThrow(`git keeps object ${blob} with bytes that do not have this id`);
    // The next answer is still the next one's.
    expect(await tree.read('d.txt')).toBe('d');
  }
  {
    using _ = undone(forgeObject(repo.root, folder ?? ''));
    await using reader = new ObjectReader(repository.ours);
    await expect(opened(reader)).rejects.toThrow(`git keeps object ${folder} with`);
  }
  await using reader = new ObjectReader(repository.ours);
  expect(await (await opened(reader)).read('b/c.txt')).toBe('c');
});

test('a repository with SHA-256 is read as one with SHA-1', async () => {
  using folder = temporaryFolder();
  const git = (...args: string[]) => execFileSync('git', ['-C', folder.path, ...args], { encoding: 'utf8' }).trim();
  git('init', '--quiet', '--object-format=sha256');
  mkdirSync(join(folder.path, 'a'));
  writeFileSync(join(folder.path, 'a/b.txt'), 'text\n');
  git('add', '.');
  const call = { gitDir: join(folder.path, '.git') };
  await using reader = new ObjectReader(call);
  expect(await (await openTree(reader, git('write-tree'))).read('a/b.txt')).toBe('text\n');
});

test('who waits for a reader that ends is told', async () => {
  using repo = createRepository({ 'a.txt': 'a' });
  writeFileSync(join(repo.root, 'not-a-git-dir'), '');
  const reader = new ObjectReader({ gitDir: join(repo.root, 'not-a-git-dir') });
  await expect(reader.read('1'.repeat(40))).rejects.toThrow('git cat-file ended');
  await expect(reader.read('1'.repeat(40))).rejects.toThrow('git cat-file ended');
  await reader[Symbol.asyncDispose]();
});

function undone(undo: () => void): Disposable {
  return { [Symbol.dispose]: undo };
}
