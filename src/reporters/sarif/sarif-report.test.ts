import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hostileCheck,
  redCheck,
  sampleCheck,
  sampleChecker,
  sampleFinding,
  sampleRules,
  silentCheck,
  unaskedCheck,
} from '../../../test/rig/sample-check.ts';
import type { Finding } from '../../domain/finding.ts';
import type { CheckDocument } from '../json/check-document.ts';
import type { Log, Result } from './log.ts';
import { sarifReport } from './sarif-report.ts';
import { MOST_RESULTS, MOST_RUNS } from './within-limits.ts';

const schema: object = JSON.parse(readFileSync(new URL('./fixtures/sarif-2.1.0.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile<Log>(schema);

/** The report of a document, once the standard's own schema has nothing to say against it. */
function logOf(document: CheckDocument): Log {
  const log: unknown = JSON.parse(sarifReport(document, { rules: sampleRules, version: '1.2.3' }));
  if (!validate(log)) throw new Error(JSON.stringify(validate.errors, null, 2));
  return log;
}

const resultsOf = (document: CheckDocument): Result[] => logOf(document).runs.flatMap(({ results }) => [...results]);
const saying = (document: CheckDocument) => resultsOf(document).map(({ ruleId, level, message }) => [ruleId, level, message.text]);

test('the schema refuses what is no SARIF', () => {
  expect([validate({ version: '2.1.0', runs: [{}] }), validate({ version: '2.1.0' })]).toEqual([false, false]);
});

test('a run for the gate and one for each checker, each a category of its own', () => {
  const { runs } = logOf(sampleCheck);
  expect(
    runs.map(({ automationDetails, results, invocations }) => [automationDetails.id, results, invocations[0]?.executionSuccessful]),
  ).toEqual([
    ['jidoka/gate/', [], true],
    ['jidoka/style-and-convention/', [], true],
  ]);
  expect(runs[1]?.tool).toEqual({
    driver: {
      name: 'Jidoka',
      version: '1.2.3',
      rules: [
        {
          id: 'style-and-convention/lint',
          shortDescription: { text: 'The linters have nothing new to say' },
          fullDescription: { text: 'The linters have nothing new to say. Do what the linter says.' },
          help: {
            text: 'Do what the linter says.\n\nMore: jidoka explain style-and-convention/lint',
            markdown: 'Do what the linter says.\n\nMore: `jidoka explain style-and-convention/lint`',
          },
          defaultConfiguration: { level: 'error' },
        },
      ],
    },
    extensions: [{ name: 'oxlint', version: '1.0.0' }],
  });
});

test('a finding with place, fingerprint, state and how to see it again', () => {
  expect(resultsOf(redCheck([{ remediation: 'Take it away.' }]))).toEqual([
    {
      ruleId: 'style-and-convention/lint',
      level: 'error',
      message: { text: 'Unexpected `debugger` statement.\nFix: Take it away.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'src/app.ts', uriBaseId: '%SRCROOT%' },
            region: { startLine: 12, startColumn: 3 },
          },
        },
      ],
      partialFingerprints: { 'jidoka/v1': sampleFinding.fingerprint },
      baselineState: 'new',
      properties: { reproduce: 'jidoka check --only style-and-convention' },
    },
  ]);
});

test.each<[Partial<Finding>, Partial<Result>]>([
  [{ baselineState: 'worsened' }, { baselineState: 'updated' }],
  [{ baselineState: 'unchanged' }, { baselineState: 'unchanged' }],
  [{ severity: 'warning' }, { level: 'warning' }],
  [{ severity: 'note' }, { level: 'note' }],
  [{ waived: 'until March' }, { suppressions: [{ kind: 'external', status: 'accepted', justification: 'until March' }] }],
  [{ message: 'two\nlines, a [link](https://example.com)' }, { message: { text: 'two\nlines, a [link] (https://example.com)' } }],
  [{ message: '' }, { message: { text: '(no text)' } }],
])('%j', (finding, expected) => {
  expect(resultsOf(redCheck([finding]))).toContainEqual(expect.objectContaining(expected));
});

test('what is gone is counted, not listed: a service would show it as there', () => {
  const log = logOf({ ...redCheck([{ baselineState: 'absent' }]), outcome: 'green', reasons: [] });
  expect(log.runs[1]?.invocations[0]?.properties.absentResults).toEqual(1);
  expect(log.runs[1]?.results).toEqual([]);
});

test('a checker in shadow blocks nowhere', () => {
  const document = { ...redCheck([{}], { mode: 'shadow' }), outcome: 'green' as const };
  expect(resultsOf(document).map(({ level }) => level)).toEqual(['note']);
});

test.each([
  ['src/ä b.ts', 'src/%C3%A4%20b.ts'],
  ['a#b/c?d%20e.ts', 'a%23b/c%3Fd%2520e.ts'],
  ['c:/x.ts', 'c%3A/x.ts'],
  ['\ud800.ts', '%EF%BF%BD.ts'],
  ['.', 'the-change-as-a-whole/'],
  ['../../etc/passwd', 'the-change-as-a-whole/'],
  ['/etc/passwd', 'the-change-as-a-whole/'],
])('the path %j is the reference %s', (path, uri) => {
  expect(resultsOf(redCheck([{ path }])).map((result) => result.locations[0].physicalLocation.artifactLocation.uri)).toEqual([uri]);
});

test.each([
  [undefined, { startLine: 1 }],
  [{ startLine: 0, startColumn: 0 }, { startLine: 1 }],
  [
    { startLine: 3, endLine: 2, endColumn: 9 },
    { startLine: 3, endColumn: 9 },
  ],
  [
    { startLine: 3, startColumn: 5, endColumn: 2 },
    { startLine: 3, startColumn: 5 },
  ],
  [
    { startLine: 3, startColumn: 5, endLine: 4, endColumn: 2 },
    { startLine: 3, startColumn: 5, endLine: 4, endColumn: 2 },
  ],
])('the place %j is the region %j', (range, region) => {
  const { range: _, ...bare } = sampleFinding;
  const finding: Finding = range === undefined ? bare : { ...bare, range };
  const document = { ...redCheck([]), checkers: [{ ...sampleChecker, findings: [finding] }] };
  expect(resultsOf(document)[0]?.locations[0].physicalLocation.region).toEqual(region);
});

describe('no answer is never an empty file', () => {
  test('an errored checker is an unsuccessful run with a result', () => {
    const log = logOf(silentCheck());
    const text = '7 style-and-convention errored: no answer: oxlint printed no report';
    expect(log.runs[1]?.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text } }],
    });
    expect(log.runs[0]?.invocations[0]?.executionSuccessful).toBe(false);
    expect(saying(silentCheck())).toEqual([['style-and-convention/no-answer', 'error', text]]);
  });

  test.each<[string, CheckDocument, string[][]]>([
    ['nobody was asked', unaskedCheck, [['gate/not-green', 'error', 'The gate is undecided: nothing is staged']]],
    ['no reason', { ...unaskedCheck, reasons: [] }, [['gate/not-green', 'error', 'The gate is undecided: no reason was given']]],
    [
      'a file that no checker examined',
      { ...sampleCheck, outcome: 'undecided', coverage: { ...sampleCheck.coverage, unexamined: ['b.ts'] } },
      [['gate/unexamined', 'error', 'Changed, and examined by no checker: the gate is undecided.']],
    ],
    [
      'a red gate with old findings alone',
      redCheck([{ baselineState: 'unchanged' }]),
      [
        ['gate/not-green', 'error', 'The gate is red: 7 style-and-convention failed: 1 new finding'],
        ['style-and-convention/lint', 'error', sampleFinding.message],
      ],
    ],
  ])('%s', (_, document, expected) => {
    expect(saying(document)).toEqual(expected);
  });

  test('a checker that was not asked is a warning: another one is in the way', () => {
    const { checkers } = redCheck([{}]);
    const cancelled = { ...sampleChecker, number: 6, id: 'test-coverage', verdict: 'cancelled', reason: 'cheaper-checker-failed' } as const;
    expect(saying({ ...redCheck([{}]), checkers: [cancelled, ...checkers] }).map(([rule, level]) => [rule, level])).toEqual([
      ['test-coverage/no-answer', 'warning'],
      ['style-and-convention/lint', 'error'],
    ]);
  });
});

describe('the limits of services', () => {
  const many = (count: number, finding: Partial<Finding>) => Array.from({ length: count }, () => finding);

  test('results of a run: the least important are left out, and it is said', () => {
    const document = redCheck([...many(MOST_RESULTS, { baselineState: 'unchanged' }), ...many(3, {})]);
    const run = logOf(document).runs[1];
    expect([run?.results.length, run?.results.slice(0, 4).map(({ baselineState }) => baselineState)]).toEqual([
      MOST_RESULTS,
      ['new', 'new', 'new', 'unchanged'],
    ]);
    expect(run?.invocations[0]).toMatchObject({
      toolExecutionNotifications: [
        { level: 'warning', message: { text: expect.stringMatching(/^3 results of style-and-convention left out/) } },
      ],
      properties: { resultsLeftOut: 3 },
    });
  });

  test('bytes of the file', () => {
    const document = redCheck(many(1000, { message: '漢'.repeat(2000), waived: '字'.repeat(2000) }));
    expect(Buffer.byteLength(sarifReport(document, { rules: sampleRules, version: '1' }))).toBeLessThan(10_000_000);
  });

  test('runs: the surplus shares the last one', () => {
    const checkers = Array.from({ length: 30 }, (_, index) => ({
      ...redCheck([{}]).checkers[0],
      ...sampleChecker,
      id: `own-${index}`,
      findings: [sampleFinding],
    }));
    const { runs } = logOf({ ...redCheck([]), checkers });
    expect([runs.length, new Set(runs.map((run) => run.automationDetails.id)).size]).toEqual([MOST_RUNS, MOST_RUNS]);
    expect([runs.at(-1)?.results.length, runs.at(-1)?.invocations.length]).toEqual([12, 12]);
  });
});

test('whatever the texts hold, it is valid, harmless in a log, and no gate that is not green looks green', () => {
  fc.assert(
    fc.property(hostileCheck, (document) => {
      const text = sarifReport(document, { rules: sampleRules, version: '1' });
      expect(text).not.toMatch(/^\s*::|##\w*\[/m);
      const errors = resultsOf(document).filter(
        ({ level, baselineState, suppressions }) => level === 'error' && baselineState !== 'unchanged' && suppressions === undefined,
      );
      for (const { locations } of resultsOf(document)) {
        const { uri } = locations[0].physicalLocation.artifactLocation;
        expect(new URL(uri, 'file:///root/').href.startsWith('file:///root/')).toBe(true);
      }
      expect(document.outcome === 'green' || errors.length > 0).toBe(true);
    }),
    { numRuns: 100 },
  );
});
