import { expect, test } from 'vitest';
import { levelFor, levelObjection } from './found-level.ts';

const BEST = { level: 'bubblewrap', reason: null } as const;
const LOW = { level: 'process', reason: 'bubblewrap is not installed' } as const;

test.each([
  [BEST, undefined, 'bubblewrap', null],
  [BEST, 'bubblewrap', 'bubblewrap', null],
  // An operator may ask for less than there is.
  [BEST, 'process', 'process', null],
  [LOW, undefined, 'process', null],
  [LOW, 'process', 'process', null],
  [LOW, 'bubblewrap', 'process', 'the policy asks for sandbox level bubblewrap, and here is process: bubblewrap is not installed'],
] as const)('found %j, asked for %s: commands run at %s', (found, asked, level, objection) => {
  expect([levelFor(found, asked), levelObjection(found, asked)]).toEqual([level, objection]);
});
