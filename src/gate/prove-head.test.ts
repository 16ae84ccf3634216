import { expect, test } from 'vitest';
import { benchOf } from '../../test/rig/gate.ts';
import { createRepository, type Files } from '../../test/rig/repository.ts';
import { AdapterError } from '../domain/error.ts';
import type { TestReport } from '../tools/tool.ts';
import type { Bench } from './judging.ts';
import { proveHead } from './prove-head.ts';

const REPORT: TestReport = {
  tools: [],
  missing: null,
  tests: [],
  coverage: null,
  coverageReason: null,
  exitCode: 0,
  durationMs: 1,
  output: '',
};

const testCase = (status: 'passed' | 'failed'): TestReport['tests'][number] => ({
  runner: 'node:test',
  name: ['suite', status],
  file: null,
  status,
  durationMs: null,
  message: null,
  line: null,
});

/** A test tool of one answer. */
const answering =
  (answer: () => Promise<TestReport>): Bench['toolsFor'] =>
  async () => ({
    linters: [],
    testSuite: { tools: [], isTestFile: () => false, isSource: () => false, linesThatRun: () => new Set(), run: answer },
  });

async function proven(files: Files, toolsFor?: Bench['toolsFor']) {
  using repo = createRepository(files);
  const bench = await benchOf(repo);
  const steps: string[] = [];
  const { failures, done } = await proveHead(
    { ...bench, ...(toolsFor === undefined ? {} : { toolsFor }) },
    { commit: repo.git('rev-parse', 'HEAD'), signal: new AbortController().signal, onStep: (step) => void steps.push(step) },
  );
  return { failures, done: done.map((line) => line.replace(/\(\d+\.\d s\)/, '(s)')), steps };
}

const config = (commands: string) => ({ '.jidoka/config.yaml': `commands:\n${commands}` });
const BUILDING = 'installing and building the clean head';
const TESTING = 'testing the clean head: true';

test('a head that builds and tests passes, in a clean checkout of it', async () => {
  const files = config('  build: test -f kept.txt && test "$(git log --format=%s)" = Start\n  test: "true"\n');
  const tools = answering(async () => ({ ...REPORT, tests: [testCase('passed'), testCase('passed')] }));
  expect(await proven({ ...files, 'kept.txt': '' }, tools)).toEqual({
    failures: [],
    done: ['build: test -f kept.txt && test "$(git log --format=%s)" = Start (s)', 'tests: 2 (true)'],
    steps: [BUILDING, TESTING],
  });
});

test('a build that fails ends the proof', async () => {
  expect(await proven(config('  prepare: "true"\n  build: echo broken >&2; exit 4\n  test: "true"\n'))).toEqual({
    failures: ['build: `echo broken >&2; exit 4` exits 4:\nbroken'],
    done: ['prepare: true (s)'],
    steps: [BUILDING],
  });
});

test.each<[string, () => Promise<TestReport>, string]>([
  [
    'failed tests',
    async () => ({ ...REPORT, tests: [testCase('passed'), testCase('failed')], exitCode: 1 }),
    'tests: 1 of 2 failed: suite › failed',
  ],
  ['no test', async () => REPORT, 'tests: `true` ran no test'],
  [
    'an exit code that no test explains',
    async () => ({ ...REPORT, tests: [testCase('passed')], exitCode: 2 }),
    'tests: none of 1 failed, but `true` exits 2',
  ],
  ['no report', () => Promise.reject(new AdapterError('X', 'no report was written')), 'tests: no report was written'],
])('a head with %s does not pass', async (_, answer, failure) => {
  expect(await proven(config('  test: "true"\n'), answering(answer))).toEqual({
    failures: [failure],
    done: [],
    steps: [BUILDING, TESTING],
  });
});

test('a runner that cannot be read is said, green or red', async () => {
  const green = await proven(config('  test: "true"\n'));
  const red = await proven(config('  test: echo no >&2; exit 3\n'));
  expect([green.failures, red.failures]).toEqual([
    ['tests: `true` exits 0, but Jidoka cannot read the report of its runner, so checker 6 will be undecided'],
    ['tests: `echo no >&2; exit 3` exits 3:\nno'],
  ]);
});

test('a build and tests that have no answer are failures, and not the end', async () => {
  const base = { 'package.json': '{}' };
  const install = '  install: mkdir -p node_modules/left && touch node_modules/left/index.js\n';
  // A better sandbox keeps the build from writing there at all.
  const commands = `${install}  build: echo patched > node_modules/left/index.js\n  test: "true"\nsandbox: process\n`;
  const patched = { ...base, ...config(commands) };
  expect(await proven(patched)).toEqual({
    failures: [expect.stringContaining('changed node_modules/left/index.js: what ran from then on is not what was installed')],
    done: [],
    steps: [BUILDING],
  });
  const piped = { ...base, ...config('  build: mkfifo pipe\n  test: "true"\n') };
  expect(await proven(piped)).toEqual({
    failures: [expect.stringContaining('after the build, pipe is a pipe, a socket or a device')],
    done: ['build: mkfifo pipe (s)'],
    steps: [BUILDING, TESTING],
  });
});
