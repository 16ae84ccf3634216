import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { openRepository, prepareState, treeOf } from '../../src/git/repository.ts';
import { prepareWorkspace, removeWorkspace } from '../../src/pipeline/prepare.ts';
import { createRepository } from '../rig/repository.ts';
import { temporaryFolder } from '../rig/temporary.ts';

test('a workspace whose repository cannot be made is none, and the one above is left alone', async () => {
  using repo = createRepository({ 'a.js': 'export const a = 1;\n' });
  using folder = temporaryFolder();
  const head = repo.git('rev-parse', 'HEAD');
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const tree = await treeOf(repository, head);
  const path = process.env.PATH ?? '';
  const git = join(folder.path, 'git');
  writeFileSync(git, `#!/bin/sh\nfor word; do [ "$word" = pack-objects ] && exit 1; done\nPATH='${path}' exec git "$@"\n`);
  chmodSync(git, 0o755);
  process.env.PATH = [folder.path, path].join(delimiter);
  try {
    await expect(prepareWorkspace(repository, { run: 'run-1', tree })).rejects.toThrow('git pack-objects failed');
  } finally {
    process.env.PATH = path;
    await removeWorkspace(repository, 'run-1');
  }
  expect([repo.git('rev-parse', 'HEAD'), repo.git('status', '--porcelain')]).toEqual([head, '']);
});
