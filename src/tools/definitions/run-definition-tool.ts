import { join } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import { type ExecResult, HOW_IT_ENDED } from '../../platform/exec.ts';
import type { DefinitionRequest, DefinitionsPlace } from '../tool.ts';
import { unreadable } from '../run-program.ts';

export type Ended = ExecResult & { readonly exitCode: number };
/** Started in the folder, or in one below it. */
export type Run = (command: readonly [string, ...string[]], below?: string) => Promise<Ended>;

const TIMEOUT_MS = 4 * 60_000;
const MAX_OUTPUT = 64 * 1024 * 1024;

/** Starts programs of this machine in a folder of ours, without network and without a shell. AdapterError unless one came to its own end. */
export function runningIn(
  folder: string,
  { sandbox }: Pick<DefinitionsPlace, 'sandbox'>,
  { signal }: Pick<DefinitionRequest, 'signal'>,
): Run {
  return async (command, below = '.') => {
    const [name] = command;
    const limits = { timeoutMs: TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT };
    const result = await sandbox.exec({ command, cwd: join(folder, below), isOfMachine: true, network: 'none', signal, ...limits });
    signal.throwIfAborted();
    const { end, exitCode } = result;
    if (end !== 'exited' || exitCode === null)
      throw new AdapterError('TOOL_NOT_FINISHED', `${name} ${end === 'exited' ? 'was killed' : HOW_IT_ENDED[end]}`, {
        isRetryable: end === 'timed-out',
      });
    return { ...result, exitCode };
  };
}

/** A constant: the program is its argument. */
const LOOK = 'command -v -- "$1" >/dev/null || exit 3';

/** What a program says of itself; null where this machine has none of that name. AdapterError where it says nothing. */
export async function versionOn(run: Run, [name, ask]: readonly [string, string]): Promise<string | null> {
  if ((await run(['/bin/sh', '-c', LOOK, 'look', name])).exitCode === 3) return null;
  const answer = await run([name, ask]);
  const version = /\d+\.\d+\.\d+[\w.+-]*/.exec(`${answer.stdout}\n${answer.stderr}`)?.[0];
  if (answer.exitCode !== 0 || version === undefined) throw unreadable(name, answer, 'did not say its version');
  return version;
}
