import type { Rule } from '../checker.ts';

export const RULES = {
  'test-failed': { severity: 'error', title: 'A test fails', remediation: 'Make the code do what the test says.' },
  'flaky-test': {
    severity: 'error',
    title: 'A test fails and then passes',
    remediation: 'Make the test independent of time, order and chance; what passes at the second try proves nothing.',
  },
  'test-command-failed': {
    severity: 'error',
    title: 'The test command fails although no test does',
    remediation: 'Look at the output: an error outside the tests, a threshold, or a step after them.',
  },
  // Nobody can waive it (src/gate/waivers.ts): no test has run.
  'tests-not-reached': {
    severity: 'error',
    title: 'The test command ends before its tests, or before some of them',
    remediation:
      'Look at the output: a step in front of the tests, such as a linter or a formatter, has something to say about the change.',
  },
  'tests-vanished': {
    severity: 'error',
    title: 'A test that ran before does not run any more',
    remediation: 'Run it again: look at the patterns, filters and conditions that decide which tests run.',
  },
  'test-not-run': {
    severity: 'error',
    title: 'A test of the change did not run',
    remediation:
      'Look for what ends the process before its tests: an exit, an import that never settles, a runner that is not the one asked.',
  },
  'newly-skipped': {
    severity: 'error',
    title: 'A test that ran before is skipped',
    remediation: 'Run the test, or remove it for a stated reason.',
  },
  'changed-line-uncovered': {
    severity: 'error',
    title: 'Too few of the changed lines are run by tests',
    remediation: 'Add tests that run these lines and check what they do.',
  },
  'changed-file-not-in-report': {
    severity: 'error',
    title: 'No test loads a changed file',
    remediation: 'Add a test that uses the file, or take its exclusion out of the coverage configuration.',
  },
  'changed-file-beside-tests': {
    severity: 'warning',
    title: 'A changed file lies where tests measure nothing',
    remediation: 'Add a test that uses the file; with `coverage: required` it has to have one.',
  },
  'coverage-shrunk': {
    severity: 'error',
    title: 'Code outside the change has lost its tests',
    remediation: 'Keep the tests that ran these lines, or remove the lines if nothing uses them any more.',
  },
  'mutant-survived': {
    severity: 'error',
    title: 'Tests do not notice that a changed line does something else',
    remediation: 'Let a test check what this line does: it passes with the line changed as the message says.',
  },
  'coverage-required': {
    severity: 'error',
    title: 'Coverage is required and was not measured',
    remediation: 'Install a coverage provider for the test runner.',
  },
  'coverage-not-measured': {
    severity: 'note',
    title: 'Coverage was not measured',
    remediation: 'Install a coverage provider for the test runner to have the changed lines judged.',
  },
  'new-test-passes-on-base': {
    severity: 'note',
    title: 'A new test passes without the change',
    remediation: 'Let it check what the change brings; what passes before as well proves nothing about it.',
  },
  'criterion-proven': {
    severity: 'note',
    title: 'A test of a criterion fails without the change and passes with it',
    remediation: 'Nothing is to be done: this is the evidence.',
  },
  'criterion-not-proven': {
    severity: 'error',
    title: 'No test shows that the change brings what a criterion asks for',
    remediation: 'Name the criterion in a test that fails on the base commit for the lack of it, and passes now.',
  },
  'base-not-run': {
    severity: 'warning',
    title: 'The tests of the base commit could not be run',
    remediation: 'Failures count as new, and skipped tests go unseen, until the base commit builds and tests.',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type TestCoverageRule = keyof typeof RULES;
