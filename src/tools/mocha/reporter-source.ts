import { TEXT } from '../preload-parts.ts';

/**
 * The reporter given to mocha, as the text of a CommonJS module that any mocha since 3 loads. Its own reporters name no file, and some print
 * nothing of a hook that fails. What a person reads of it is short: it takes the place of the one the script chose.
 */
export function reporterSource(): string {
  return `'use strict';
const { appendFileSync } = require('node:fs');
${TEXT}const namesOf = (runnable) => {
  // Run in parallel, it has no parents here.
  if (typeof runnable.titlePath === 'function') return runnable.titlePath().filter((title) => title !== '').map(clip);
  const names = [];
  for (let one = runnable; one; one = one.parent) if (one.title) names.unshift(clip(one.title));
  return names;
};
const fileOf = (runnable) => {
  for (let one = runnable; one; one = one.parent) if (typeof one.file === 'string') return one.file;
  return null;
};
const failureOf = (error) => {
  const isError = typeof error === 'object' && error !== null;
  return {
    message: textOf(isError && error.message !== undefined ? error.message : error),
    stack: isError && typeof error.stack === 'string' ? clip(error.stack) : null,
  };
};
module.exports = class Reporter {
  constructor(runner, options) {
    const given = (options && options.reporterOptions) || (options && options.reporterOption) || {};
    const report = given.plannedReport;
    const write = (record) => appendFileSync(report, JSON.stringify(record) + '\\n', { mode: 0o600 });
    const tell = (runnable, status, error) => {
      const failure = status === 'failed' ? failureOf(error) : null;
      if (failure !== null) console.log('failed: ' + namesOf(runnable).join(' > ') + ': ' + failure.message);
      const durationMs = typeof runnable.duration === 'number' ? runnable.duration : null;
      write({ event: 'test', name: namesOf(runnable).length === 0 ? ['(untitled)'] : namesOf(runnable), file: fileOf(runnable), status, durationMs, failure });
    };
    write({ event: 'begin' });
    runner.on('pass', (test) => tell(test, 'passed'));
    runner.on('fail', (test, error) => tell(test, 'failed', error));
    runner.on('pending', (test) => tell(test, test.fn || test.body ? 'skipped' : 'todo'));
    runner.once('end', () => write({ event: 'end' }));
  }
};
`;
}
