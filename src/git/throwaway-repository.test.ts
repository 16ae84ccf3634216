import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forgeObject } from '../../test/rig/forged-object.ts';
import { createRepository } from '../../test/rig/repository.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { openRepository, prepareState } from './repository.ts';
import { exportAsRepository } from './throwaway-repository.ts';

async function exported(root: string, tree: string, dir: string): Promise<void> {
  const repository = await openRepository(root);
  await prepareState(repository);
  await exportAsRepository(repository, { tree, dir });
}

test.each(['sha1', 'sha256'])('a tree of a repository with %s is written, and is a repository of one commit', async (format) => {
  using folder = temporaryFolder();
  using target = temporaryFolder();
  const git = (...args: string[]) => execFileSync('git', ['-C', folder.path, ...args], { encoding: 'utf8' }).trim();
  git('init', '--quiet', `--object-format=${format}`);
  mkdirSync(join(folder.path, 'a'));
  writeFileSync(join(folder.path, 'a/b.sh'), 'text\n', { mode: 0o755 });
  git('add', '.');
  await exported(folder.path, git('write-tree'), target.path);
  expect([
    readFileSync(join(target.path, 'a/b.sh'), 'utf8'),
    execFileSync('git', ['-C', target.path, 'status', '--porcelain'], { encoding: 'utf8' }),
    execFileSync('git', ['-C', target.path, 'log', '--format=%an %ae %at %cn %ce %ct %s %D', 'HEAD'], { encoding: 'utf8' }),
    execFileSync('git', ['-C', target.path, 'fsck', '--strict'], { encoding: 'utf8' }),
  ]).toEqual(['text\n', '', 'Jidoka jidoka@localhost 946684800 Jidoka jidoka@localhost 946684800 Start HEAD -> work\n', '']);
});

test('an empty tree is an empty repository', async () => {
  using repo = createRepository();
  using target = temporaryFolder();
  await exported(repo.root, repo.git('rev-parse', 'HEAD^{tree}'), target.path);
  expect(execFileSync('git', ['-C', target.path, 'ls-files'], { encoding: 'utf8' })).toBe('');
});

test('bytes that do not have the id they are kept under are not written', async () => {
  using repo = createRepository({ 'a.txt': 'honest\n', 'b/c.txt': 'c\n' });
  const tree = repo.git('rev-parse', 'HEAD^{tree}');
  for (const name of ['a.txt', 'b']) {
    using target = temporaryFolder();
    const undo = forgeObject(repo.root, repo.git('rev-parse', `HEAD:${name}`));
    await expect(exported(repo.root, tree, target.path)).rejects.toThrow(
      `git keeps an object of tree ${tree} with bytes that do not have this id`,
    );
    undo();
  }
  using target = temporaryFolder();
  await exported(repo.root, tree, target.path);
  expect(readFileSync(join(target.path, 'a.txt'), 'utf8')).toBe('honest\n');
});
