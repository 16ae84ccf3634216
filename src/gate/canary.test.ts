import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { benchOf, registryOf, scriptedChecker } from '../../test/rig/gate.ts';
import { createRepository } from '../../test/rig/repository.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import type { AnyChecker } from '../checkers/checker.ts';
import { scratchName } from '../platform/scratch.ts';
import { runCanary } from './canary.ts';
import { checkerNamed } from './policy.ts';

async function canary(checker: AnyChecker, id: string, write: (folder: string) => void) {
  using repo = createRepository();
  using folder = temporaryFolder();
  write(folder.path);
  const bench = await benchOf(repo, registryOf({ [id]: checker }));
  const { verdict, reason } = await runCanary(bench, {
    entry: checkerNamed(id),
    folder: folder.path,
    signal: new AbortController().signal,
  });
  return { verdict, reason };
}

test('a change checker is run on the planted change, and nothing is left behind', async () => {
  const sees = scriptedChecker(({ change, inScope, examined, report }) => {
    inScope(['a.js']);
    examined(['a.js']);
    if (change.files.some(({ path, status }) => path === 'a.js' && status === 'modified')) report('bad', { message: 'seen', path: 'a.js' });
  });
  // Other workers make folders at the same time.
  const ours = scratchName('jidoka').replace(/-[^-]+$/, '');
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith(ours));
  const before = left();
  const said = await canary(sees, 'generated-code-integrity', (folder) => {
    for (const [side, text] of Object.entries({ base: '1', head: '2' })) {
      mkdirSync(join(folder, side));
      writeFileSync(join(folder, side, 'a.js'), text);
    }
  });
  expect([said, left()]).toEqual([{ verdict: 'failed', reason: undefined }, before]);
});

test('a factory checker is handed the planted events', async () => {
  const counts = scriptedChecker(({ events, report }) => {
    if (events.length === 2) report('bad', { message: 'two', path: '.' });
  });
  expect(await canary(counts, 'pipeline-metrics', (folder) => writeFileSync(join(folder, 'events.json'), '[{},{}]'))).toEqual({
    verdict: 'failed',
    reason: undefined,
  });
});

test('a checker that cannot fail any more is told by its verdict', async () => {
  const blind = scriptedChecker(() => undefined);
  expect(await canary(blind, 'pipeline-metrics', () => undefined)).toEqual({ verdict: 'passed', reason: undefined });
});
