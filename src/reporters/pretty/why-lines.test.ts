import { expect, test } from 'vitest';
import type { Why } from '../../gate/why.ts';
import { whyLines } from './why-lines.ts';

const WHY: Why = {
  number: 6,
  id: 'test-coverage',
  kept: null,
  last: null,
  changed: [],
  parts: { mode: 'enforced', policy: 'a'.repeat(64) },
};
const last = { keptAt: Date.parse('2026-03-31T12:00:00Z'), verdict: 'failed' } as const;
const part = { before: 'b'.repeat(40), now: 'c'.repeat(40), paths: null };

test.each<[string, Partial<Why>, string[]]>([
  [
    'nothing is kept',
    {},
    ['6 test-coverage would be executed: nothing is kept of it. Only what passed, failed or does not apply is kept.'],
  ],
  [
    'the answer counts',
    { kept: 'passed', last },
    [
      '6 test-coverage would not be executed: the answer that is kept counts, passed. It was made of',
      '',
      '  mode    enforced',
      '  policy  aaaaaaaaaa',
    ],
  ],
  [
    'it is gone',
    { last },
    ['6 test-coverage would be executed: its answer is kept no more. The last answer that is kept is of 2026-03-31 12:00 UTC, failed.'],
  ],
  [
    'parts changed',
    {
      last,
      changed: [
        { ...part, part: 'judged tree', paths: ['a.ts', 'b\u001b[2J.ts', 'c', 'd', 'e', 'f', 'g'] },
        { ...part, part: 'base tree' },
        { part: 'environment \u001b[2J', before: null, now: 'd'.repeat(64), paths: null },
      ],
    },
    [
      '6 test-coverage would be executed. The last answer that is kept is of 2026-03-31 12:00 UTC, failed. Since then changed',
      '',
      expect.stringMatching(/^ {2}judged tree +7 files: a\.ts, b[^\u001b]+\.ts, c, d, e, and 2 more$/),
      expect.stringMatching(/^ {2}base tree +bbbbbbbbbb -> cccccccccc$/),
      expect.stringMatching(/^ {2}environment [^\u001b]+ {2}not there -> dddddddddd$/),
    ],
  ],
])('%s', (_, why, expected) => {
  expect(whyLines({ ...WHY, ...why })).toEqual(expected);
});
