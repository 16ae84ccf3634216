import { expect, test } from 'vitest';
import { treeOfFiles } from '../../../../test/rig/trees.ts';
import { findPassed } from './find-passed.ts';

test.each([
  [1, null, null],
  [1, 'commits', 'commits'],
  [50_000_001, null, 'versions of files after the first 50000000 characters'],
  [50_000_001, 'commits', 'commits; versions of files after the first 50000000 characters'],
])('of a version of %i characters where %s was left out, %s was not looked at', async (length, left, expected) => {
  const history = {
    passed: [{ commit: 'c0ffee', path: 'a.txt', objectId: '1' }],
    found: [],
    left,
    read: async () => 'x'.repeat(length),
  };
  const tree = treeOfFiles({});
  const { signal } = new AbortController();
  expect((await findPassed({ history, base: tree, head: tree, secretsOf: () => [], signal })).left).toBe(expected);
});
