import { expect, test } from 'vitest';
import { benchOf, registryOf, scriptedChecker } from '../../test/rig/gate.ts';
import { createRepository } from '../../test/rig/repository.ts';
import { check } from './check.ts';

test('asks again when commits of another content lead to the same tree', async () => {
  using repo = createRepository({ 'a.js': '1' });
  const seen: string[] = [];
  const checker = scriptedChecker(
    async ({ history, inScope, examined }) => {
      inScope(['a.js']);
      examined(['a.js']);
      seen.push(...(await Promise.all(history.passed.map(({ objectId }) => history.read(objectId)))), 'asked');
    },
    { needs: ['history'] },
  );
  const bench = await benchOf(repo, registryOf({ 'generated-code-integrity': checker }));
  const isCached = async () => {
    const { gate } = await check(bench, {
      base: null,
      source: 'working-tree',
      only: null,
      signal: new AbortController().signal,
      toolchain: {},
      cache: { secret: 'a'.repeat(64), trustDomain: 'person' },
    });
    return gate.checkers.find(({ number }) => number === 4)?.cached;
  };
  repo.git('checkout', '-q', '-b', 'side');
  repo.commit({ 'a.js': '3' });
  const direct = await isCached();
  repo.git('reset', '-q', '--hard', 'main');
  repo.commit({ 'a.js': '2' });
  repo.commit({ 'a.js': '3' });
  expect([direct, await isCached(), await isCached(), seen]).toEqual([false, false, true, ['asked', '2', 'asked']]);
});
