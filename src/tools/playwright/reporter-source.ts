import { TEXT } from '../preload-parts.ts';

/**
 * The reporter given to Playwright beside those of its configuration, as the text of a CommonJS module behind the constants `report` and `run`,
 * paths of a file each. It stands alone: some versions start themselves again, in a process that nothing is loaded into.
 *
 * Where no test began, an error says nothing of tests (a configuration or a file that does not load, a server that does not start): no report.
 */
export const REPORTER = `const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
${TEXT}const plain = (text) => text.replace(/\\u001b\\[[0-9;]*m/g, '');
const write = (record) => appendFileSync(report, JSON.stringify(record) + '\\n', { mode: 0o600 });
const failureOf = (error, before) => {
  const { message, value, stack, location } = error ?? {};
  const at = location ? '\\n at ' + location.file + ':' + location.line : '';
  return { message: clip(before + plain(textOf(message ?? value ?? 'it failed'))), stack: clip(plain(textOf(stack ?? '')) + at) };
};
const suitesOf = (test) => {
  const suites = [];
  for (let suite = test.parent; suite; suite = suite.parent) suites.unshift({ ...suite, type: suite.type ?? suite._type, title: suite.title });
  return suites;
};
const isMarked = (test, result, type) => [...(test.annotations ?? []), ...(result?.annotations ?? [])].some((one) => one.type === type);
const statusOf = (test, result) => {
  const outcome = test.outcome();
  if (outcome === 'unexpected') return 'failed';
  if (outcome === 'skipped') return isMarked(test, result, 'fixme') ? 'todo' : 'skipped';
  // One that is expected to fail says nothing of the code.
  return test.expectedStatus === 'passed' ? 'passed' : 'skipped';
};
const UNEXPECTED_PASS = { message: 'it was expected to fail, and passed' };
const tell = (test) => {
  const result = test.results.at(-1);
  const status = statusOf(test, result);
  const suites = suitesOf(test);
  const of = (type) => suites.filter((suite) => suite.type === type);
  const project = of('project')[0]?.title ?? '';
  // Not where a function of another file declared it.
  const file = of('file')[0]?.location?.file ?? test.location.file;
  const name = [...of('describe'), test].map(({ title }) => clip(title) || '(untitled)');
  const variant = project === '' ? {} : { variant: clip(project) };
  const error = result?.status === 'passed' ? UNEXPECTED_PASS : result?.error;
  const failure = status === 'failed' ? failureOf(error, project === '' ? '' : '[' + clip(project) + '] ') : null;
  const durationMs = typeof result?.duration === 'number' && result.duration >= 0 ? result.duration : null;
  write({ event: 'test', name, ...variant, file, status, durationMs, failure });
};
// Several of them are known to Playwright alone.
const startsServers = (config) =>
  Boolean(config?.webServer) || Object.getOwnPropertySymbols(config ?? {}).some((key) => config[key]?.webServers?.length > 0);
const begin = () => write({ event: 'begin' });
module.exports = class {
  suite = null;
  hasBegun = false;
  isElsewhere = false;
  errors = [];
  constructor() {
    // What its tests start is no part of this run.
    delete process.env.PW_TEST_REPORTER;
  }
  printsToStdio() {
    return false;
  }
  onBegin(config, suite) {
    this.suite = suite;
    this.isElsewhere ||= startsServers(config);
  }
  onTestBegin() {
    if (!this.hasBegun) begin();
    this.hasBegun = true;
  }
  onStepBegin(test, result, { category }) {
    // Of a page, a browser or a request.
    this.isElsewhere ||= category === 'pw:api';
  }
  onError(error) {
    this.errors.push(error);
  }
  onEnd({ status }) {
    // Interrupted, or out of time: no report, or one without its end.
    if (status !== 'passed' && status !== 'failed') return;
    const tests = this.suite?.allTests() ?? [];
    if (!this.hasBegun && (this.errors.length > 0 || tests.length > 0 && status === 'failed')) return;
    if (!this.hasBegun) begin();
    tests.forEach(tell);
    for (const error of this.errors) {
      const file = error.location?.file ?? null;
      write({ event: 'test', name: ['(outside of the tests)'], file, status: 'failed', durationMs: null, failure: failureOf(error, '') });
    }
    if (this.isElsewhere) writeFileSync(run, JSON.stringify({ ...JSON.parse(readFileSync(run, 'utf8')), isElsewhere: true }));
    write({ event: 'end' });
  }
};
`;
