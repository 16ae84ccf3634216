import { describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { jasmine } from './jasmine.ts';

/** A stand-in for jasmine's own program: it loads the reporter as jasmine does, and tells it what jasmine 5.13.0 and 3.99.0 told. */
const PROGRAM = `const { join, resolve } = require('node:path');
const flag = process.argv.findLast((word) => word.startsWith('--reporter='));
const specs = [];
globalThis.it = (description) => specs.push(description) && { id: 'spec' + specs.length };
const reporter = new (require(resolve(flag.slice('--reporter='.length))))();
require(resolve('spec/signSpec.js'));
const isNew = require('../package.json').version === '5.13.0';
const filename = isNew ? { filename: resolve('spec/signSpec.js') } : {};
const inner = isNew ? { parentSuiteId: 'suite2' } : {};
const passed = (id, description, more) => reporter.specDone({ id, description, status: 'passed', failedExpectations: [], ...filename, ...more });
const failed = (message) => ({ status: 'failed', failedExpectations: [{ message, stack: 'at <Jasmine>\\n at ' + resolve('spec/signSpec.js') + ':6:23' }] });
reporter.jasmineStarted({});
reporter.suiteStarted({ id: 'suite1', description: 'suite' });
passed('spec1', 'works');
reporter.suiteStarted({ id: 'suite2', description: 'inner', ...(isNew ? { parentSuiteId: 'suite1' } : {}) });
passed('spec2', 'fails', { ...failed('Expected 1 to equal 3.'), ...inner });
reporter.suiteDone({ id: 'suite2', ...failed('after'), ...filename });
passed('spec3', 'skipped', { status: 'pending' });
passed('spec4', 'left out', { status: 'excluded' });
reporter.suiteDone({ id: 'suite1', failedExpectations: [] });
if (!process.argv.includes('cut')) reporter.jasmineDone({ failedExpectations: [], overallStatus: 'failed' });
process.exitCode = 3;
`;
const filesOf = (version: string) => ({
  'package.json': JSON.stringify({
    name: 'x',
    private: true,
    scripts: { test: 'node node_modules/jasmine/bin/jasmine.js --reporter=own' },
  }),
  'node_modules/jasmine/package.json': JSON.stringify({ name: 'jasmine', version }),
  'node_modules/jasmine/bin/jasmine.js': PROGRAM,
  'spec/signSpec.js': "['works', 'fails', 'skipped', 'left out'].forEach((title) => it(title));\n",
});

describe('jasmine', () => {
  test.each(['5.13.0', '5.12.1', '3.99.0'])('hears %s under an unchanged npm test', async (version) => {
    using checkout = checkoutWith(filesOf(version));
    const report = await runTests(jasmine(), { checkout });
    const suiteFile = version === '5.13.0' ? ['spec/signSpec.js', 6] : [null, null];
    // What did not say its suite is told in the one that is open.
    expect(report.tests.map(({ status, file, line, name, message }) => [status, file, line, ...name, message])).toEqual([
      ['passed', 'spec/signSpec.js', null, 'suite', 'works', null],
      ['failed', 'spec/signSpec.js', 6, 'suite', 'inner', 'fails', 'Expected 1 to equal 3.'],
      ['failed', ...suiteFile, 'suite', 'inner', '(suite)', 'after'],
      ['skipped', 'spec/signSpec.js', null, 'suite', 'skipped', null],
      ['skipped', 'spec/signSpec.js', null, 'suite', 'left out', null],
    ]);
    expect([report.tools, report.exitCode]).toEqual([[{ name: 'jasmine', version }], 3]);
  });

  test.each([
    ['a run that is cut short', 'node node_modules/jasmine/bin/jasmine.js cut'],
    ['a command without jasmine', 'true'],
  ])('%s is no answer', async (_, command) => {
    using checkout = checkoutWith(filesOf('5.13.0'));
    await expect(runTests(jasmine(), { checkout, command })).rejects.toThrow(AdapterError);
  });
});
