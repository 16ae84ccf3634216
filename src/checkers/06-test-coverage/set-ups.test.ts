import { playwright } from '../../tools/playwright/playwright.ts';
import { testSuite } from '../../tools/suite/test-suite.ts';
import { testChecker } from '../test-checker.ts';

/** A stand-in for Playwright's own program: one test of each file in two projects, which fails in the one that its file names. */
const PROGRAM = `const { readdirSync, readFileSync } = require('node:fs');
const { resolve } = require('node:path');
const reporter = new (require(process.env.PW_TEST_REPORTER))();
const tests = readdirSync('tests').flatMap((name) => ['one', 'two'].map((project) => {
  const text = readFileSync(resolve('tests', name), 'utf8');
  const location = { file: resolve('tests', name), line: 1 };
  const isRed = text.includes('planted') || text.includes('fails in ' + project);
  const parent = { type: 'file', title: name, location, parent: { type: 'project', title: project } };
  const result = isRed ? { status: 'failed', duration: 1, error: { message: 'red', location } } : { status: 'passed', duration: 1 };
  const title = /^\\\\S*\\\\('([^']+)'/m.exec(text.replaceAll(/^\\\\(.*\\\\)(?=\\\\()/gm, ''))[1];
  return { title, parent, location, expectedStatus: 'passed', results: [result], outcome: () => (isRed ? 'unexpected' : 'expected') };
}));
reporter.onBegin({}, { allTests: () => tests });
reporter.onTestBegin();
process.exitCode = tests.some((test) => test.outcome() === 'unexpected') ? 1 : 0;
reporter.onEnd({ status: process.exitCode === 0 ? 'passed' : 'failed' });
`.replaceAll('\\\\', '\\');
const failing = (...projects: readonly string[]) => `test('mixed', run); // ${projects.map((name) => `fails in ${name}`).join(', ')}\n`;
const base = {
  'package.json': JSON.stringify({ private: true, scripts: { test: 'node run/@playwright/test/cli.js test' } }),
  'run/@playwright/test/package.json': JSON.stringify({ name: '@playwright/test', version: '1.65.1' }),
  'run/@playwright/test/cli.js': PROGRAM,
  'tests/mixed.spec.js': failing('one'),
};
const mixed = { rule: 'test-failed', path: 'tests/mixed.spec.js' };

testChecker(import.meta.url, {
  clean: [
    {
      name: 'a test that fails in the project in which it failed before',
      base,
      head: { 'docs.md': 'More.\n' },
      expect: { findings: [{ ...mixed, state: 'unchanged' }] },
    },
  ],
  flagged: [
    {
      name: 'a test that fails in another project than before',
      base,
      head: { 'tests/mixed.spec.js': failing('two') },
      expect: { findings: [{ ...mixed, line: 1 }] },
    },
  ],
  tools: () => ({ testSuite: testSuite([playwright()]) }),
});
