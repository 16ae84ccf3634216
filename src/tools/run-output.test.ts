import { expect, test } from 'vitest';
import type { ExecResult } from '../platform/exec.ts';
import { noReport } from './run-output.ts';

const result: ExecResult = { exitCode: 0, signal: null, stdout: '', stderr: '', end: 'exited', truncated: false, durationMs: 1 };

test.each([
  ['pytest', 'PYTHONPATH'],
  ['unittest', 'PYTHONPATH'],
  ['go test', 'GOFLAGS'],
  ['mocha', 'NODE_OPTIONS'],
  ['pytest and vitest', 'PYTHONPATH and NODE_OPTIONS'],
  ['jest and vitest', 'NODE_OPTIONS'],
])('a missing report of %s is asked for by %s', (runner, name) => {
  expect(noReport('npm test', runner, result).hint).toContain(`asked for by ${name}:`);
});
