import { AdapterError } from '../domain/error.ts';
import type { ExecResult } from '../platform/exec.ts';
import type { Checkout } from '../workspace/checkout.ts';

export interface ProgramRun {
  readonly checkout: Checkout;
  /** For messages: `eslint`. */
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  /** What a person does when the program is not there. */
  readonly whenAbsent: string;
  readonly signal: AbortSignal;
  /** Folders outside the checkout that it may write to. */
  readonly writable?: readonly string[];
  /** Default: 5 minutes. */
  readonly timeoutMs?: number;
}

const TOOL_TIMEOUT_MS = 5 * 60_000;

/** A program that came to its own end; what its exit code means is the caller's table. AdapterError for every other end. */
export async function runProgram({
  checkout,
  name,
  argv,
  whenAbsent,
  signal,
  writable = [],
  timeoutMs = TOOL_TIMEOUT_MS,
}: ProgramRun): Promise<ExecResult & { readonly exitCode: number }> {
  signal.throwIfAborted();
  const result = await checkout.exec({ command: argv, timeoutMs, writable });
  signal.throwIfAborted();
  const { end, exitCode } = result;
  if (end === 'not-started')
    throw new AdapterError('TOOL_ABSENT', `${name} could not be started: ${result.stderr.trim()}`, { hint: whenAbsent });
  if (end !== 'exited')
    throw new AdapterError('TOOL_NOT_FINISHED', `${name} did not finish (${end})`, { isRetryable: end === 'timed-out' });
  if (exitCode === null)
    throw new AdapterError('TOOL_KILLED', `${name} was ended by the signal ${result.signal ?? 'unknown'}`, { isRetryable: true });
  return { ...result, exitCode };
}

/** A constant: the file, the folder and the program with its arguments are its own arguments. */
const FROM_FILE = 'exec < "$0" && cd -- "$1" && shift && exec "$@"';

/** A program that reads a file as its input, in a folder by which it finds its configuration. */
export function fromFile(file: string, argv: readonly [string, ...string[]], folder = '.'): readonly [string, ...string[]] {
  return ['/bin/sh', '-c', FROM_FILE, `./${file}`, `./${folder}`, ...argv];
}

/** All of what a program that succeeded printed; null where it failed or printed too much. */
export function printed({ exitCode, stdout, truncated }: ExecResult): string | null {
  return exitCode === 0 && !truncated ? stdout : null;
}

/** A program said something that is no answer: never read as "nothing found". */
export function unreadable(name: string, { exitCode, stdout, stderr }: ExecResult, why: string): AdapterError {
  const said = clip(`${stderr.trim()}\n${stdout.trim()}`.trim());
  return new AdapterError('TOOL_UNREADABLE', `${name} ${why} (exit code ${exitCode}): ${said === '' ? 'it printed nothing' : said}`);
}

/** An argument as a person pastes it into a shell. */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

function clip(text: string): string {
  const limit = 2000;
  return text.length <= limit ? text : `${text.slice(0, limit / 2)} […] ${text.slice(-limit / 2)}`;
}
