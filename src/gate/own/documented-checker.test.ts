import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { benchOf } from '../../../test/rig/gate.ts';
import { createRepository } from '../../../test/rig/repository.ts';
import { effectivePolicy } from '../../config/effective-policy.ts';
import { openRepository, treeOf } from '../../git/repository.ts';
import { ObjectReader, openTree } from '../../git/tree.ts';
import { check } from '../check.ts';
import { runOwnCanary } from '../own-canary.ts';
import { CHECKER_IDS } from '../policy.ts';

/** The files that the page shows, by the path in their first line. */
function documentedFiles(): Record<string, string> {
  const page = readFileSync(new URL('../../../docs/adding-a-checker.md', import.meta.url), 'utf8');
  const blocks = page.matchAll(/^```\w+\n\/\/ (?<path>\.jidoka\/\S+)\n(?<text>[^]*?)^```$/gm);
  return Object.fromEntries([...blocks].map(({ groups }) => [groups?.['path'] ?? '', groups?.['text'] ?? '']));
}

const signal = new AbortController().signal;

test('the documented checker fails on its canary, and finds what is new', async () => {
  const files = documentedFiles();
  expect(Object.keys(files)).toEqual([
    '.jidoka/checkers/plain-words/checker.ts',
    '.jidoka/checkers/plain-words/canary/head/texts/help.txt',
  ]);
  using repo = createRepository({ ...files, 'texts/a.txt': 'We utilize it.\n' });
  const bench = await benchOf(repo);
  repo.commit({ 'texts/a.txt': 'Hello.\nWe utilize it.\nYou utilize it.\n' });
  const { gate } = await check(bench, {
    base: 'HEAD~1',
    source: { head: 'HEAD' },
    only: ['plain-words'],
    toolchain: {},
    cache: null,
    signal,
  });
  const [result] = gate.checkers;
  expect([
    result?.verdict,
    result?.findings.map(({ rule, range, baselineState }) => `${rule} ${range?.startLine} ${baselineState}`),
  ]).toEqual(['failed', ['hard-word 2 unchanged', 'hard-word 3 new']]);

  const repository = await openRepository(repo.root);
  await using reader = new ObjectReader(repository.ours);
  const tree = await openTree(reader, await treeOf(repository, repo.git('rev-parse', 'HEAD')));
  const { joined } = await effectivePolicy({ configText: null, tree, checkerIds: CHECKER_IDS });
  const [checker] = joined;
  const canary = checker && (await runOwnCanary(bench, { checker, joined, tree, signal }));
  expect(canary?.verdict).toBe('failed');
});
