import { expect, test } from 'vitest';
import type { CheckerResult } from '../../src/domain/verdict.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { judgePlanted } from './judge-planted.ts';

const FINDING: Finding = {
  rule: 'test-deleted',
  severity: 'error',
  message: 'gone',
  path: 'a.test.js',
  range: { startLine: 3, endLine: 5 },
  fingerprint: 'f',
  baselineState: 'new',
};

function checked(outcome: 'green' | 'red' | 'undecided', number: number, ...findings: readonly Partial<Finding>[]) {
  const checker: CheckerResult = {
    number,
    id: `checker-${number}`,
    mode: 'enforced',
    verdict: 'failed',
    examined: 1,
    inScope: 1,
    durationMs: 0,
    cached: false,
    tools: [],
    findings: findings.map((finding) => ({ ...FINDING, ...finding })),
    measurements: [],
  };
  return { outcome, checkers: [checker] };
}

test.each([
  ['caught', checked('red', 4, {}), { path: 'a.test.js', line: 4 }],
  ['caught', checked('red', 4, {}), { path: 'a.test.js' }],
  ['wrong-line', checked('red', 4, {}), { path: 'a.test.js', line: 6 }],
  ['caught', checked('red', 4, { range: { startLine: 3, endLine: 12 } }), { path: 'a.test.js', line: 4 }],
  ['wrong-line', checked('red', 4, { range: { startLine: 3, endLine: 13 } }), { path: 'a.test.js', line: 4 }],
  ['wrong-place', checked('red', 4, {}), { path: 'b.test.js' }],
  ['wrong-checker', checked('red', 6, {}), { path: 'a.test.js' }],
  ['undecided', checked('undecided', 4), { path: 'a.test.js' }],
  ['undecided', checked('undecided', 4, { severity: 'warning' }), { path: 'a.test.js' }],
  ['missed', checked('green', 4, { waived: 'until May' }), { path: 'a.test.js' }],
  ['undecided', checked('red', 4, { baselineState: 'unchanged' }), { path: 'a.test.js' }],
] as const)('a fault is %s', (verdict, document, at) => {
  expect(judgePlanted(document, { checkers: [4] }, { at })).toBe(verdict);
});
