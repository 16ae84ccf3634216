import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hostileCheck,
  redCheck,
  sampleCheck,
  sampleChecker,
  sampleRules,
  silentCheck,
  unaskedCheck,
} from '../../../test/rig/sample-check.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { junitReport } from './junit-report.ts';

interface Case {
  readonly suite: string;
  readonly name: string;
  readonly outcome: string;
  readonly message: string | null;
}

interface Read {
  readonly cases: readonly Case[];
  /** Where the numbers in the attributes and the elements differ. */
  readonly miscounted: readonly string[];
}

/** Python's own XML parser reads what we wrote: many reports in one go. */
const READER = `
import json, sys, xml.etree.ElementTree as tree
def read(text):
    root = tree.fromstring(text)
    assert root.tag == 'testsuites'
    cases, miscounted = [], []
    for suite in [root, *root.findall('testsuite')]:
        found = list(suite.iter('testcase'))
        real = {'tests': len(found), **{name + ('' if name == 'skipped' else 's'): len(list(suite.iter(name))) for name in ('failure', 'error', 'skipped')}}
        miscounted += [suite.get('name') + ' ' + key for key, value in real.items() if suite.get(key) != str(value)]
    for suite in root.findall('testsuite'):
        for case in suite.findall('testcase'):
            children = list(case)
            cases.append({'suite': suite.get('name'), 'name': case.get('name'), 'outcome': children[0].tag if children else 'passed',
                          'message': children[0].get('message') if children else None})
    return {'cases': cases, 'miscounted': miscounted}
json.dump([read(text.encode('utf-8')) for text in json.load(sys.stdin)], sys.stdout)
`;

function readAll(documents: readonly CheckDocument[]): Read[] {
  const texts = documents.map((document) => junitReport(document, sampleRules));
  return JSON.parse(
    execFileSync('python3', ['-c', READER], { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 2 ** 28 }),
  ) as Read[];
}

const outcomes = (document: CheckDocument) => readAll([document])[0]?.cases.map(({ suite, outcome, message }) => [suite, outcome, message]);

describe('a reader that is not ours', () => {
  test.each<[string, CheckDocument, unknown[]]>([
    [
      'green',
      sampleCheck,
      [
        ['gate', 'passed', null],
        ['7 style-and-convention', 'passed', null],
      ],
    ],
    [
      'red',
      redCheck([{}]),
      [
        ['gate', 'failure', '7 style-and-convention failed: 1 new finding'],
        ['7 style-and-convention', 'failure', '1 new finding stops this change'],
        ['7 style-and-convention', 'failure', 'Unexpected `debugger` statement.'],
      ],
    ],
    [
      'undecided: errored',
      silentCheck(),
      [
        ['gate', 'error', '7 style-and-convention errored: oxlint printed no report'],
        ['7 style-and-convention', 'error', 'no answer: oxlint printed no report'],
      ],
    ],
    ['undecided: nobody asked', unaskedCheck, [['gate', 'error', 'nothing is staged']]],
    [
      'not examined',
      { ...sampleCheck, outcome: 'undecided', coverage: { ...sampleCheck.coverage, unexamined: ['b.ts'], unsupported: ['c.zig'] } },
      [
        ['gate', 'error', 'no reason was given'],
        ['gate', 'error', 'examined by no checker'],
        ['gate', 'skipped', 'Changed, and no checker reads its language: the verdict says nothing about it.'],
        ['7 style-and-convention', 'passed', null],
      ],
    ],
    [
      'does not apply',
      { ...sampleCheck, checkers: [{ ...sampleChecker, verdict: 'not-applicable', reason: 'there is no build' }] },
      [
        ['gate', 'passed', null],
        ['7 style-and-convention', 'skipped', 'does not apply: there is no build'],
      ],
    ],
    [
      'waived, mild and old ones',
      redCheck([{ waived: 'until March' }, { severity: 'warning' }, { baselineState: 'unchanged' }, { baselineState: 'absent' }]),
      [
        ['gate', 'failure', '7 style-and-convention failed: 1 new finding'],
        ['7 style-and-convention', 'failure', '0 new findings stop this change'],
        ['7 style-and-convention', 'skipped', 'waived: until March'],
        ['7 style-and-convention', 'skipped', 'warning, never blocks: Unexpected `debugger` statement.'],
      ],
    ],
    [
      'shadow',
      { ...redCheck([{}], { mode: 'shadow' }), outcome: 'green' },
      [
        ['gate', 'passed', null],
        ['7 style-and-convention', 'skipped', 'shadow: reports, never blocks'],
        ['7 style-and-convention', 'skipped', 'shadow, never blocks: Unexpected `debugger` statement.'],
      ],
    ],
  ])('sees %s', (_, document, expected) => {
    expect(outcomes(document)).toEqual(expected);
  });

  test('a checker that was not asked is skipped: the one in the way failed', () => {
    expect(outcomes(silentCheck({ verdict: 'cancelled', reason: 'cheaper-checker-failed' }))?.[1]).toEqual([
      '7 style-and-convention',
      'skipped',
      'not run, because a cheaper checker has to pass first',
    ]);
  });

  test('can read whatever the texts hold; counts agree, and no gate that is not green is without a failure', () => {
    const documents = fc.sample(hostileCheck, 150);
    const read = readAll(documents);
    expect(read.flatMap(({ miscounted }) => miscounted)).toEqual([]);
    const looksGreen = read.map(({ cases }) => cases.every(({ outcome }) => outcome === 'passed' || outcome === 'skipped'));
    expect(documents.filter(({ outcome }, index) => outcome !== 'green' && looksGreen[index])).toEqual([]);
  });
});

test('the names of findings do not depend on their lines, so that servers know them again', () => {
  const name = (startLine: number) => readAll([redCheck([{ range: { startLine } }])])[0]?.cases.map((testCase) => testCase.name);
  expect(name(1)).toEqual(name(99));
});

test('of thousands of findings those that stop the change come first, and the others are counted', () => {
  const document = redCheck([...Array.from({ length: 1000 }, () => ({ severity: 'warning' as const })), {}]);
  const cases = readAll([document])[0]?.cases ?? [];
  expect([cases.length, cases[1]?.message, cases[2]?.outcome]).toEqual([
    1002,
    '1 new finding stops this change; 1 finding not listed here, `jidoka check --json` has all',
    'failure',
  ]);
});

test('no text is a command to a CI system', () => {
  fc.assert(
    fc.property(hostileCheck, (document) => {
      expect(junitReport(document, sampleRules)).not.toMatch(/^\s*::\w|##\w*\[/m);
    }),
  );
});
