import { stripVTControlCharacters } from 'node:util';
import { AdapterError } from '../domain/error.ts';
import { type ExecResult, HOW_IT_ENDED } from '../platform/exec.ts';

/** What has gone wrong stands at the end; reports cut off the end of what is longer. */
const TAIL = 1200;

/** The end of what a command printed, for a person: without colours. */
export function outputTail({ stdout, stderr }: ExecResult): string {
  const text = [stdout, stderr]
    .map((stream) => stripVTControlCharacters(stream).trim())
    .filter((stream) => stream !== '')
    .join('\n');
  return text.length > TAIL ? `[…]${text.slice(-TAIL)}` : text;
}

/** A run that ended by itself; anything else has no report that could be believed. */
export function assertEnded(command: string, result: ExecResult): void {
  if (result.end === 'exited') return;
  throw new AdapterError('TESTS_NOT_ENDED', `\`${command}\` ${HOW_IT_ENDED[result.end]}\n${outputTail(result)}`);
}

/** Where runners that are not of Node are asked for their report. */
const ASKED_BY: Readonly<Record<string, string>> = {
  'cargo test': 'CARGO_TARGET_<host>_RUNNER',
  'go test': 'GOFLAGS',
  pytest: 'PYTHONPATH',
  unittest: 'PYTHONPATH',
};

/** The run ended and left no report of a runner, or, where none was recognised, of any: `TESTS_NOT_REACHED` where the command has failed, which may be a step before the tests. */
export function noReport(command: string, runner: string | null, result: ExecResult): AdapterError {
  const status = result.exitCode === null ? `ended by ${result.signal ?? 'a signal'}` : `exit code ${result.exitCode}`;
  const message = `\`${command}\` (${status}) left no report of ${runner ?? 'any test runner that is read'}\n${outputTail(result)}`;
  const code = result.exitCode === null || result.exitCode === 0 ? 'NO_TEST_REPORT' : 'TESTS_NOT_REACHED';
  if (runner === null) {
    const hint =
      'its test runner is not recognised: set commands.test in .jidoka/config.yaml to the command that starts it, such as `npx vitest run` or `node --test`';
    return new AdapterError(code, message, { output: `${result.stdout}\n${result.stderr}`, hint });
  }
  if (runner === 'junit') {
    const hint =
      'TEST-*.xml of Surefire, Failsafe, Gradle or JUnit’s console (--reports-dir) are read: the command has to write them into its checkout';
    return new AdapterError(code, message, { hint });
  }
  const name = [...new Set(runner.split(' and ').map((one) => ASKED_BY[one] ?? 'NODE_OPTIONS'))].join(' and ');
  return new AdapterError(code, message, {
    output: `${result.stdout}\n${result.stderr}`,
    hint: `the report is asked for by ${name}: a script that sets it itself may hide that; so does one that stops before the tests`,
  });
}
