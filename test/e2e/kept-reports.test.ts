import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBench } from '../../src/compose.ts';
import { createRepository } from '../rig/repository.ts';

test('a report that is kept holds no token that its tool quotes', async () => {
  using repo = createRepository({ 'a.js': '1' });
  const bench = await openBench({ dir: repo.root, env: {} });
  const token = ['ghp', 'Zk3'.repeat(12)].join('_');
  const digest = await bench.keepReport(`{"message":"bad line: const key = '${token}'"}`);
  expect(readFileSync(join(repo.root, '.jidoka/state/reports', digest), 'utf8')).toBe(`{"message":"bad line: const key = 'ghp_…'"}`);
});
