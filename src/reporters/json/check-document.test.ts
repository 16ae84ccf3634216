import { expect, test } from 'vitest';
import { AdapterError, UserError } from '../../domain/error.ts';
import type { CheckerResult } from '../../domain/verdict.ts';
import { checkDocument } from './check-document.ts';
import { errorDocument } from './error-document.ts';
import { jsonText } from './json-text.ts';

const checker: CheckerResult = {
  number: 4,
  id: 'generated-code-integrity',
  mode: 'enforced',
  verdict: 'failed',
  examined: 1,
  inScope: 1,
  durationMs: 12,
  cached: false,
  tools: [{ name: 'oxc-parser', version: '0.140.0' }],
  findings: [
    {
      rule: 'invisible-character',
      severity: 'error',
      message: 'holds \u202e and ##[group]',
      path: 'src/a.ts',
      range: { startLine: 3, startColumn: 1 },
      fingerprint: 'ab'.repeat(16),
      baselineState: 'new',
      reproduce: 'git diff',
      remediation: 'Remove it.',
    },
  ],
  measurements: [{ name: 'files', value: 1, unit: 'files' }],
};

test('the document of a check, as it is printed', () => {
  const document = checkDocument({
    gate: {
      outcome: 'red',
      isPartial: false,
      checkers: [checker],
      coverage: { inScope: 1, examined: 1, unexamined: [], unsupported: [] },
      notBuilt: [1, 10],
      reasons: ['4 generated-code-integrity failed: 1 new finding'],
      failing: ['ab'.repeat(16)],
    },
    base: '1'.repeat(40),
    head: 'working-tree',
    tree: '2'.repeat(40),
    policy: { digest: '3'.repeat(64), phase: 3, source: 'base' },
  });
  expect(jsonText(document)).toBe(`{
  "schemaVersion": 1,
  "outcome": "red",
  "partial": false,
  "base": "1111111111111111111111111111111111111111",
  "head": "working-tree",
  "tree": "2222222222222222222222222222222222222222",
  "policy": {
    "digest": "3333333333333333333333333333333333333333333333333333333333333333",
    "phase": 3,
    "source": "base"
  },
  "coverage": {
    "inScope": 1,
    "examined": 1,
    "unexamined": [],
    "unsupported": []
  },
  "reasons": [
    "4 generated-code-integrity failed: 1 new finding"
  ],
  "notBuilt": [
    1,
    10
  ],
  "checkers": [
    {
      "number": 4,
      "id": "generated-code-integrity",
      "mode": "enforced",
      "verdict": "failed",
      "examined": 1,
      "inScope": 1,
      "durationMs": 12,
      "cached": false,
      "tools": [
        {
          "name": "oxc-parser",
          "version": "0.140.0"
        }
      ],
      "findings": [
        {
          "rule": "invisible-character",
          "severity": "error",
          "message": "holds \\u202e and \\u0023#[group]",
          "path": "src/a.ts",
          "range": {
            "startLine": 3,
            "startColumn": 1
          },
          "fingerprint": "abababababababababababababababab",
          "baselineState": "new",
          "reproduce": "git diff",
          "remediation": "Remove it."
        }
      ],
      "measurements": [
        {
          "name": "files",
          "value": 1,
          "unit": "files"
        }
      ]
    }
  ]
}
`);
  expect(JSON.parse(jsonText(document))).toEqual(document);
});

test.each([
  [new UserError('USAGE', 'bad flag', { hint: 'See --help.' }), { code: 'USAGE', message: 'bad flag', hint: 'See the help.' }],
  [new AdapterError('GIT', 'git is gone'), { code: 'GIT', message: 'git is gone', hint: null }],
  [new TypeError('x is not a function'), { code: 'UNEXPECTED', message: 'TypeError: x is not a function', hint: null }],
  ['thrown text', { code: 'UNEXPECTED', message: 'thrown text', hint: null }],
])('the document of the error %s', (thrown, error) => {
  expect(errorDocument(thrown, (hint) => hint.replace('--help', 'the help'))).toEqual({ schemaVersion: 1, error });
});
