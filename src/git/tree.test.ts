import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRepository } from '../../test/rig/repository.ts';
import { openRepository, prepareState } from './repository.ts';
import { ObjectReader, openTree } from './tree.ts';

test('reads many files at once, large, empty and odd ones included', async () => {
  const large = 'x'.repeat(3_000_000);
  using repo = createRepository({ 'large.txt': large, 'empty.txt': '', 'header.txt': `${'1'.repeat(40)} missing\n`, 'new\nline.txt': 'n' });
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  await using reader = new ObjectReader(repository.ours);
  const tree = await openTree(repository.ours, reader, repo.git('rev-parse', 'HEAD^{tree}'));
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
  const tree = await openTree(repository.ours, reader, repo.git('rev-parse', 'HEAD^{tree}'));
  await expect(tree.read('a.txt')).rejects.toThrow(`git has no object ${blob}`);
});

test('who waits for a reader that ends is told', async () => {
  using repo = createRepository({ 'a.txt': 'a' });
  writeFileSync(join(repo.root, 'not-a-git-dir'), '');
  const reader = new ObjectReader({ gitDir: join(repo.root, 'not-a-git-dir') });
  await expect(reader.read('1'.repeat(40))).rejects.toThrow('git cat-file ended');
  await expect(reader.read('1'.repeat(40))).rejects.toThrow('git cat-file ended');
  await reader[Symbol.asyncDispose]();
});
