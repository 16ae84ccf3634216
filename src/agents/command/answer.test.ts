import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip } from '../give-up.ts';
import { readAnswer } from './answer.ts';

const NOTHING = { cannotSatisfy: null, session: null, usage: null, countsSession: false };

test.each([
  ['', NOTHING],
  ['All done. CANNOT_SATISFY(x) is not what I say.\n', NOTHING],
  ['CANNOT_SATISFY(two of them (both) disagree)\r\n', { ...NOTHING, cannotSatisfy: 'two of them (both) disagree' }],
  ['CANNOT_SATISFY: there is no such table', { ...NOTHING, cannotSatisfy: 'there is no such table' }],
  ['CANNOT_SATISFY()', { ...NOTHING, cannotSatisfy: 'the agent gave no reason' }],
  ['CANNOT_SATISFYING', NOTHING],
  ['SESSION: a\nSESSION: b\n', { ...NOTHING, session: 'b' }],
  ['SESSION: two words', NOTHING],
  [`SESSION: ${'x'.repeat(201)}`, NOTHING],
  [
    '{"usage":{"inputTokens":1,"outputTokens":2,"usd":0.5}}\nSESSION: s',
    { ...NOTHING, session: 's', usage: { inputTokens: 1, outputTokens: 2, usd: 0.5 } },
  ],
  ['{"usage":{"inputTokens":1,"outputTokens":2}}', { ...NOTHING, usage: { inputTokens: 1, outputTokens: 2, usd: null } }],
  ['{"usage":{"inputTokens":-1,"outputTokens":2}}', NOTHING],
  ['{"usage":{"inputTokens":1.5,"outputTokens":2}}', NOTHING],
  ['{"usage":{"inputTokens":1,"outputTokens":2,"usd":-3}}', NOTHING],
  ['{"usage":{"inputTokens":1e99,"outputTokens":2}}', NOTHING],
  ['{"usage":{"inputTokens":1,"outputTokens":2}}\n{ "more": 1 }', NOTHING],
  ['{ not json', NOTHING],
])('%j', (stdout, answer) => {
  expect(readAnswer(stdout)).toEqual(answer);
});

test('whatever a program prints, an answer can be counted and written down', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json().map((usage) => `{"usage":${usage}}`),
    fc.record({ inputTokens: fc.double(), outputTokens: fc.integer(), usd: fc.double() }).map((usage) => JSON.stringify({ usage })),
    fc.string({ unit: 'binary', maxLength: 3000 }).map((reason) => `CANNOT_SATISFY(${reason})`),
    fc.string().map((id) => `SESSION: ${id}`),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const { cannotSatisfy, session, usage } = readAnswer(lines.join('\n'));
      expect([
        cannotSatisfy === null || (cannotSatisfy !== '' && cannotSatisfy.length <= 2100 && cannotSatisfy.isWellFormed()),
        session === null || /^[\x21-\x7e]{1,200}$/.test(session),
        usage === null ||
          (Number.isSafeInteger(usage.inputTokens) && usage.inputTokens >= 0 && usage.outputTokens >= 0 && (usage.usd ?? 0) >= 0),
      ]).toEqual([true, true, true]);
    }),
  );
});

test('clipping leaves whole characters', () => {
  expect([clip('short', 5), clip('abc😀def😀xyz', 4)]).toEqual(['short', 'abc\uFFFD\n[… clipped …]\n\uFFFDxyz']);
});
