import { describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { ava } from './ava.ts';

/** A stand-in for ava's own program: it says through ava's `RunStatus` what ava 6.4.1 said of two files, which are not run. */
const CLI = `#!/usr/bin/env node
import { join } from 'node:path';
import RunStatus from '../lib/run-status.js';
import '../../../src/sign.js';
const run = new RunStatus();
const at = (name) => join(process.cwd(), 'test', name);
const failed = (title, line, rest) => ({
  type: 'test-failed',
  title,
  err: { message: '', stack: 'Error\\n    at deepEqual (file:///ava/lib/assert.js:339:15)\\n    at ' + at('a.js') + ':' + line + ':5', ...rest },
  testFile: at('a.js'),
});
const of = (file, ...events) => events.map((event) => ({ knownFailing: false, skip: false, todo: false, ...event, testFile: at(file) }));
const plan = {
  whole: [
    ...of('a.js', { type: 'starting' }),
    ...of('a.js', ...['works', 'fails', 'is expected to fail'].map((title) => ({ type: 'selected-test', title }))),
    ...of('a.js', { type: 'selected-test', title: 'skipped', skip: true }, { type: 'selected-test', title: 'to do', todo: true }),
    ...of('a.js', { type: 'test-passed', title: 'works' }, { type: 'test-passed', title: 'is expected to fail', knownFailing: true }),
    failed('fails', 4, { formattedDetails: [{ label: 'Difference:', formatted: '\\u001b[31m- 1\\u001b[39m\\n+ 2' }] }),
    ...of('a.js', { type: 'hook-failed', title: 'before hook', err: { message: 'hook', stack: '' } }),
  ],
  // What ava 3 to 5 end with 0 after.
  left: of('b.js', { type: 'selected-test', title: 'leaves' }, { type: 'worker-finished' }),
  exit: of('b.js', { type: 'selected-test', title: 'leaves' }, { type: 'process-exit' }, { type: 'worker-finished' }),
  late: of('b.js', { type: 'selected-test', title: 'late' }, { type: 'test-passed', title: 'late' }),
  interrupted: [...of('b.js', { type: 'test-passed', title: 'one' }), { type: 'interrupt' }],
}[process.argv[2]];
if (process.argv[2] === 'late') run.stats.declaredTests = 1;
console.log('ok 1 - forged');
await new Promise((resolve) => setTimeout(resolve, 50));
for (const event of plan) run.emitStateChange(event);
process.exitCode = plan.some(({ type }) => /fail|exit/.test(type)) ? 1 : 0;
`;
const FILES = {
  'package.json': JSON.stringify({ name: 'x', private: true, type: 'module', scripts: { test: 'ava whole' } }),
  'node_modules/.bin/ava': `#!/bin/sh\nexec node "$PWD/node_modules/ava/entrypoints/cli.mjs" "$@"\n`,
  'node_modules/ava/package.json': JSON.stringify({ name: 'ava', version: '6.4.1', type: 'module' }),
  'node_modules/ava/entrypoints/cli.mjs': CLI,
  'node_modules/ava/lib/run-status.js':
    'export default class RunStatus {\n  stats = { declaredTests: 0, finishedWorkers: 0 };\n  emitStateChange() {}\n}\n',
  'src/sign.js': 'export function sign(x) {\n  return x < 0 ? -1 : 1;\n}\n',
  'test/a.js': '',
};

const AVA = 'node node_modules/ava/entrypoints/cli.mjs';

describe('ava', () => {
  test('hears tests, places and coverage of an unchanged npm test, not what is printed', async () => {
    using checkout = checkoutWith(FILES);
    const report = await runTests(ava(), { checkout });
    expect(report.tests.map(({ status, file, line, name, message }) => [status, file, line, ...name, message])).toEqual([
      ['skipped', 'test/a.js', null, 'skipped', null],
      ['todo', 'test/a.js', null, 'to do', null],
      ['passed', 'test/a.js', null, 'works', null],
      ['skipped', 'test/a.js', null, 'is expected to fail', null],
      ['failed', 'test/a.js', 4, 'fails', 'Difference:\n- 1\n+ 2'],
      ['failed', 'test/a.js', null, 'before hook', 'hook'],
    ]);
    expect(report.tools).toEqual([{ name: 'ava', version: '6.4.1' }]);
    expect([...(report.coverage?.get('src/sign.js') ?? [])]).toEqual([[2, 0]]);
  });

  test.each(['left', 'exit'])('a test that does not come to its end has failed: %s', async (plan) => {
    using checkout = checkoutWith(FILES);
    const { tests } = await runTests(ava(), { checkout, command: `${AVA} ${plan}` });
    expect(tests.map(({ status, file, name }) => [status, file, ...name])).toEqual([['failed', 'test/b.js', 'leaves']]);
  });

  test.each([
    ['a run of which the beginning is missed', `${AVA} late`, FILES],
    ['a run that is interrupted', `${AVA} interrupted`, FILES],
    ['an ava that has no such class', `${AVA} whole`, { ...FILES, 'node_modules/ava/lib/run-status.js': 'export default 1;\n' }],
    ['a command without ava', 'true', FILES],
  ])('%s is no answer', async (_, command, files) => {
    using checkout = checkoutWith(files);
    await expect(runTests(ava(), { checkout, command })).rejects.toThrow(AdapterError);
  });
});
