import { describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { playwright } from './playwright.ts';

/** A stand-in for Playwright's own program: it tells the reporter what 1.65.1 and 1.30.0 told of one file, which is not run. */
const PROGRAM = `#!/usr/bin/env node
const { resolve } = require('node:path');
const [mode] = process.argv.slice(3);
if (process.argv.includes('-x') || process.argv.at(-1) !== '--max-failures=0') process.exit(9);
const reporter = new (require(process.env.PW_TEST_REPORTER))();
require(resolve('src/sign.js')).sign(1);
const kind = require('./package.json').version === '1.30.0' ? '_type' : 'type';
const file = resolve('tests/sign.spec.ts');
const suite = (type, title, parent, location) => ({ [kind]: type, title, parent, location });
const top = suite('file', 'sign.spec.ts', suite('project', 'one', suite('root', '')), { file, line: 0 });
const sign = suite('describe', 'sign', top, { file, line: 3 });
const red = (text) => '\\u001b[31m' + text + '\\u001b[39m';
const failed = (line) => {
  const message = 'Error: ' + red('expect(received)') + '.toBe(expected)';
  return { status: 'failed', duration: 2, error: { message, stack: message + '\\n    at ' + file + ':' + line + ':21' } };
};
const passed = { status: 'passed', duration: 1 };
const skipped = { status: 'skipped', duration: 0 };
const timedOut = { status: 'timedOut', duration: 9, error: { message: red('Test timeout of 300ms exceeded.'), location: { file, line: 7 } } };
const of = (title, outcome, results, { expectedStatus = 'passed', annotations = [], parent = sign } = {}) => ({
  title, parent, results, expectedStatus, annotations, outcome: () => outcome, location: { file: resolve('tests/declares.ts'), line: 1 },
});
const tests = [
  of('works', 'expected', [passed]),
  of('fails', 'unexpected', [failed(6)]),
  of('takes too long', 'unexpected', [timedOut]),
  of('throws a string', 'unexpected', [{ status: 'failed', duration: 1, error: { value: "'str'" } }]),
  of('is expected to fail', 'expected', [failed(9)], { expectedStatus: 'failed' }),
  of('passes against expectation', 'unexpected', [passed], { expectedStatus: 'failed' }),
  of('passes when tried again', 'flaky', [failed(12), passed]),
  of('is off', 'skipped', [skipped], { expectedStatus: 'skipped', annotations: [{ type: 'skip' }] }),
  of('is to be mended', 'skipped', [skipped], { expectedStatus: 'skipped', annotations: [{ type: 'fixme' }] }),
  of('did not run', 'skipped', []),
  of('in no suite', 'expected', [passed], { parent: suite('describe', '', top) }),
];
const config = { webServer: null, [Symbol('configInternalSymbol')]: { webServers: mode === 'server' ? [{}] : [] } };
reporter.onBegin(config, { allTests: () => tests });
process.exitCode = 1;
if (mode === 'error') reporter.onError({ message: 'Process from config.webServer was not able to start.' });
else tests.forEach((one) => reporter.onTestBegin(one));
if (mode === 'page') reporter.onStepBegin(tests[0], tests[0].results[0], { category: 'pw:api', title: 'Launch browser' });
if (mode === 'torn') reporter.onError({ message: 'torn', location: { file: resolve('tests/down.ts'), line: 4 } });
if (mode !== 'cut') reporter.onEnd({ status: mode === 'late' ? 'timedout' : 'failed' });
// Tests that start Playwright are no part of this run.
if (process.env.PW_TEST_REPORTER !== undefined) process.exit(8);
`;
const filesOf = (version: string) => ({
  'package.json': JSON.stringify({ name: 'x', private: true, scripts: { test: 'playwright test -x' } }),
  'node_modules/.bin/playwright': '#!/bin/sh\nexec node "$PWD/node_modules/@playwright/test/cli.js" "$@"\n',
  'node_modules/@playwright/test/package.json': JSON.stringify({ name: '@playwright/test', version }),
  'node_modules/@playwright/test/cli.js': PROGRAM,
  'src/sign.js': 'exports.sign = function sign(x) {\n  if (x < 0) {\n    return -1;\n  }\n  return 1;\n};\n',
});
const run = async (command = 'npm test', version = '1.65.1') => {
  using checkout = checkoutWith(filesOf(version));
  return await runTests(playwright(), { checkout, command });
};
const mode = (word: string) => `node node_modules/@playwright/test/cli.js test ${word}`;

describe('playwright', () => {
  test.each(['1.65.1', '1.30.0'])('hears tests, places and coverage of %s under an unchanged npm test', async (version) => {
    const report = await run('npm test', version);
    expect(report.tests.map(({ status, line, name, message }) => [status, line, name.join(' > '), message])).toEqual([
      ['passed', null, 'sign > works', null],
      ['failed', 6, 'sign > fails', '[one] Error: expect(received).toBe(expected)'],
      ['failed', 7, 'sign > takes too long', '[one] Test timeout of 300ms exceeded.'],
      ['failed', null, 'sign > throws a string', "[one] 'str'"],
      ['skipped', null, 'sign > is expected to fail', null],
      ['failed', null, 'sign > passes against expectation', '[one] it was expected to fail, and passed'],
      ['passed', null, 'sign > passes when tried again', null],
      ['skipped', null, 'sign > is off', null],
      ['todo', null, 'sign > is to be mended', null],
      ['skipped', null, 'sign > did not run', null],
      ['passed', null, '(untitled) > in no suite', null],
    ]);
    expect(new Set(report.tests.map(({ file, variant }) => `${file} ${variant}`))).toEqual(new Set(['tests/sign.spec.ts one']));
    expect([report.tools, report.exitCode]).toEqual([[{ name: 'playwright', version }], 1]);
    expect([...(report.coverage?.get('src/sign.js') ?? [])]).toEqual([
      [1, 1],
      [2, 1],
      [3, 0],
      [5, 1],
    ]);
  });

  test.each(['page', 'server'])('what runs in a browser or a server is counted by nobody: %s', async (word) => {
    const { coverage, coverageReason } = await run(mode(word));
    expect([coverage, coverageReason]).toEqual([null, expect.stringContaining('is not known')]);
  });

  test('an error after the tests is a failure', async () => {
    const { tests } = await run(mode('torn'));
    expect(tests.at(-1)).toMatchObject({
      status: 'failed',
      file: 'tests/down.ts',
      line: 4,
      name: ['(outside of the tests)'],
      message: 'torn',
    });
  });

  test.each([
    ['an error before the tests', mode('error')],
    ['a run that is cut short', mode('cut')],
    ['a run that is out of time', mode('late')],
    ['a list of the tests', mode('--list')],
    ['a command without playwright', 'true'],
  ])('%s is no answer', async (_, command) => {
    await expect(run(command)).rejects.toThrow(AdapterError);
  });

  test.each([
    ['beside one of the usual name', ['tests/auth.setup.ts', 'tests/a.spec.ts'], 'tests/jidoka-n0-nce.spec.ts'],
    ['into one of another name, whose pattern is not known', ['e2e/login.e2e.ts'], 'e2e/login.e2e.ts'],
  ])('a test is planted %s', async (_, paths, path) => {
    const tree = { id: '0', paths, has: () => true, entry: () => undefined, read: async () => '{}' };
    expect((await playwright().sentinel(tree, 'n0-nce'))?.path).toBe(path);
  });
});
