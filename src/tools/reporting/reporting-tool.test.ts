import { realpathSync, symlinkSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import { exec } from '../../platform/exec.ts';
import type { Checkout } from '../../workspace/checkout.ts';
import { reportingTool, type ReportingToolConfig } from './reporting-tool.ts';

const RESULT = { ruleId: 'r', message: { text: 'm' }, locations: [{ physicalLocation: { artifactLocation: { uri: 'a.js' } } }] };
const IN_CANARY = { ...RESULT, locations: [{ physicalLocation: { artifactLocation: { uri: 'canary.js' } } }] };
const LISTED = { artifacts: [{ location: { uri: 'a.js' } }] };
const log = (run: object) =>
  JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 't', version: '1.0' } }, results: [], ...run }] });

interface Given extends Partial<ReportingToolConfig> {
  /** What the tool writes. */
  readonly written?: string;
  readonly status?: number;
  readonly arrange?: (dir: string) => void;
}

async function judged({ written = log(LISTED), status = 0, arrange, ...config }: Given) {
  using folder = temporaryFolder();
  const dir = realpathSync(folder.path);
  writeFileSync(join(dir, 'a.js'), '');
  writeFileSync(join(dir, 'written'), written);
  arrange?.(dir);
  const checkout: Checkout = {
    dir,
    exec: ({ command, timeoutMs = 10_000 }) =>
      exec({
        argv: typeof command === 'string' ? ['/bin/sh', '-c', command] : command,
        cwd: dir,
        env: { PATH: process.env.PATH ?? '' },
        timeoutMs,
      }),
  };
  const tool = reportingTool({
    name: 'tool',
    keep: async (text) => `kept ${text.length}`,
    config: {
      command: `cp written out/report; exit ${status}`,
      report: { format: 'sarif', path: 'out/report' },
      exitCodes: { clean: [0], findings: [0, 1] },
      version: null,
      canary: null,
      timeoutMinutes: 1,
      ...config,
    },
  });
  // Awaited here: the folder lives until then.
  return await tool.judge({ checkout, files: ['a.js'], named: ['a.js'], signal: new AbortController().signal });
}

test('answers what the report says, with its version and its digest', async () => {
  const written = log({ ...LISTED, results: [RESULT] });
  expect(await judged({ written, status: 1, version: 'echo tool 2.3.4' })).toEqual({
    tool: { name: 't', version: '2.3.4', digest: `kept ${written.length}` },
    examined: ['a.js'],
    problems: [{ code: 'r', severity: 'warning', message: 'm', path: 'a.js' }],
  });
  expect((await judged({})).tool.version).toBe('1.0');
});

test('a canary that it found proves that it looked, and is no finding', async () => {
  const canary = { path: 'canary.js', text: 'bad\n' };
  const answer = await judged({
    canary,
    command: 'cmp -s canary.js expected && cp written out/report',
    written: log({ results: [IN_CANARY] }),
    arrange: (dir) => writeFileSync(join(dir, 'expected'), 'bad\n'),
  });
  expect([answer.examined, answer.problems]).toEqual([['a.js'], []]);
});

test.each<[string, Given, RegExp]>([
  ['leaves no report', { command: 'true' }, /left no report/],
  [
    'leaves the report of an earlier run',
    {
      command: 'true',
      arrange: (dir) => {
        mkdirSync(join(dir, 'out'));
        writeFileSync(join(dir, 'out/report'), log(LISTED));
      },
    },
    /left no report/,
  ],
  ['leaves an empty report', { written: '' }, /no SARIF/],
  ['leaves a link that leads out', { command: 'ln -s /etc/passwd out/report' }, /left no report/],
  ['leaves a folder', { command: 'mkdir out/report' }, /left no report/],
  ['leaves a pipe', { command: 'mkfifo out/report' }, /left no report/],
  ['ends with a code that is not in the table', { status: 3 }, /exit code 3/],
  ['says by its exit code that it found something, and does not say what', { status: 1 }, /its report is empty/],
  [
    'says by its exit code that it found nothing, and reports it',
    { written: log({ ...LISTED, results: [RESULT] }), exitCodes: { clean: [0], findings: [1] } },
    /its report has 1 results/,
  ],
  ['is not installed', { command: 'no-such-program' }, /could not be started.*no-such-program/],
  ['does not end', { command: 'sleep 60', timeoutMinutes: 0.01 }, /did not end in time/],
  ['is killed', { command: 'kill -9 $$' }, /ended by the signal SIGKILL/],
  ['lists no file', { written: log({}) }, /lists no files: nothing proves that it looked/],
  ['lists other files', { written: log({ artifacts: [{ location: { uri: 'b.js' } }] }) }, /lists files, and not a.js/],
  [
    'does not find its canary',
    { written: log(LISTED), canary: { path: 'canary.js', text: 'bad' } },
    /found nothing in the planted canary.js/,
  ],
  ['says its version in no way', { version: 'echo none' }, /did not say its version/],
  ['says that it failed', { written: log({ ...LISTED, invocations: [{ executionSuccessful: false }] }) }, /reports a failure of its own/],
  [
    'could not read a file of the change',
    {
      written: log({
        ...LISTED,
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ ...RESULT, level: 'error' }] }],
      }),
    },
    /failure of its own about a.js: m/,
  ],
])('is no answer when it %s', async (_, given, message) => {
  await expect(judged(given)).rejects.toThrow(message);
});

const JUNIT = { format: 'junit', path: 'out/report' } as const;
const cases = (inner: string, attributes = '') => `<testsuite name="s"${attributes}>${inner}</testsuite>`;
const PASSED = '<testcase name="ok" file="a.js"/>';
const FAILED = '<testcase name="no" file="a.js" line="3"><failure message="m"/></testcase>';
const SKIPPED = '<testcase name="later" file="a.js"><skipped/></testcase>';
const PLANTED = '<testcase name="no" file="canary.js"><failure/></testcase>';
const CANARY = { path: 'canary.js', text: 'test JIDOKA_CANARY' };

test('of JUnit, each failed test case is a problem, and those that ran and that were skipped are counted', async () => {
  expect(await judged({ report: JUNIT, written: cases(PASSED + FAILED + SKIPPED) })).toEqual({
    tool: { name: 'tool', version: 'unknown', digest: expect.stringMatching(/^kept/) },
    examined: ['a.js'],
    problems: [{ code: 's › no', severity: 'error', message: 'm', path: 'a.js', range: { startLine: 3 }, count: 1 }],
    cases: { ran: 2, skipped: 1 },
  });
});

test('of JUnit, the canary is known by its file, or by the word of this run in its name', async () => {
  const byFile = await judged({ report: JUNIT, canary: CANARY, written: cases(`<testcase name="ok"/>${PLANTED}`) });
  const NAMED = `printf '<testsuite name="s"><testcase name="ok"/><testcase name="%s"><error/></testcase></testsuite>' "$(cat canary.js)" > out/report`;
  const byName = await judged({ report: JUNIT, canary: CANARY, command: NAMED });
  for (const { examined, problems, cases: counted } of [byFile, byName])
    expect([examined, problems, counted]).toEqual([['a.js'], [], { ran: 1, skipped: 0 }]);
});

test.each<[string, Given, RegExp]>([
  ['is empty', { written: '' }, /no plain XML/],
  ['is cut off', { written: cases(PASSED).slice(0, -4) }, /no plain XML/],
  ['is one of SARIF', {}, /no plain XML/],
  ['has a document type', { written: `<!DOCTYPE s [<!ENTITY a "aa">]>${cases(PASSED)}` }, /no plain XML/],
  ['declares a failure that it does not hold', { written: cases(PASSED, ' failures="1"') }, /declares 1 failures/],
  ['names a place outside', { written: cases('<testcase name="n" file="../a.js"/>') }, /outside of the repository/],
  ['has no case', { written: cases('') }, /has no test case/],
  ['has only skipped cases', { written: cases(SKIPPED) }, /only skipped test cases \(1\)/],
  ['has only its canary', { written: cases(PLANTED), canary: CANARY }, /has no test case/],
  ['has beside its canary only skipped cases', { written: cases(PLANTED + SKIPPED), canary: CANARY }, /only skipped/],
  [
    'has a failed case that takes the name of the canary',
    { written: cases('<testcase name="JIDOKA_CANARY"><failure/></testcase>'), canary: CANARY },
    /found nothing in the planted/,
  ],
  ['names no files', { written: cases('<testcase name="ok"/>') }, /lists no files/],
  ['names a file in scope only in a case that was skipped', { written: cases(`<testcase name="ok" file="b.js"/>${SKIPPED}`) }, /not a.js/],
])('a report of JUnit is no answer when it %s', async (_, given, message) => {
  await expect(judged({ report: JUNIT, ...given })).rejects.toThrow(message);
});

test('a canary is planted over no file, and not through a link', async () => {
  const canary = { path: 'a.js', text: 'bad' };
  await expect(judged({ canary })).rejects.toThrow(/could not be prepared/);
  using outside = temporaryFolder();
  const place = join(outside.path, 'planted');
  await expect(judged({ canary: { path: 'link', text: 'bad' }, arrange: (dir) => symlinkSync(place, join(dir, 'link')) })).rejects.toThrow(
    /could not be prepared/,
  );
  expect(existsSync(place)).toBe(false);
});
