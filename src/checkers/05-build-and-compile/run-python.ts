import { AdapterError } from '../../domain/error.ts';
import { type ExecResult, HOW_IT_ENDED } from '../../platform/exec.ts';
import type { Capabilities } from '../checker.ts';

interface PythonCall {
  readonly checkout: Awaited<ReturnType<Capabilities['workspaces']['checkout']>>;
  readonly args: readonly string[];
  /** Exit codes that are an answer. Default: 0. */
  readonly answers?: readonly number[];
  readonly signal: AbortSignal;
}

/** The Python of the PATH on a checkout, which gets none of its modules from there. AdapterError when it gave no answer. */
export async function runPython({ checkout, args, answers = [0], signal }: PythonCall): Promise<ExecResult> {
  const result = await checkout.exec({ command: ['python3', '-I', '-B', ...args], timeoutMs: 5 * 60_000, signal });
  signal.throwIfAborted();
  const { end, exitCode, stderr } = result;
  if (end === 'not-started' || exitCode === 127)
    throw new AdapterError('PYTHON_ABSENT', 'there is Python to be compiled and no python3 on the PATH', { hint: 'install Python 3' });
  if (end !== 'exited' || exitCode === null || !answers.includes(exitCode))
    throw new AdapterError(
      'PYTHON_NO_ANSWER',
      `python3 ${end === 'exited' ? `ended with exit code ${exitCode ?? 'none'}` : HOW_IT_ENDED[end]}: ${stderr.trim().slice(-600)}`,
    );
  return result;
}
