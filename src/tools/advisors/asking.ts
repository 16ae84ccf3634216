import { AdapterError } from '../../domain/error.ts';
import type { Ecosystem } from '../../formats/dependency-graph/dependency-graph.ts';
import type { ExecResult } from '../../platform/exec.ts';
import type { Network, Sandbox } from '../../platform/sandbox.ts';
import { unreadable } from '../run-program.ts';
import type { AskedLock, KnownVulnerability, Registry } from '../tool.ts';

/** A folder with one lockfile in it, ours or the planted one. */
export interface Unit {
  /** Below the folder of all. */
  readonly folder: string;
  /** By the name that every program knows it under. */
  readonly file: string;
  readonly text: string;
  /** Null for the planted one. */
  readonly lock: AskedLock | null;
  readonly ecosystem: Ecosystem;
}

export interface Asking {
  readonly dir: string;
  readonly units: readonly Unit[];
  readonly registry: Registry;
  /** Folder that it may keep a database in. */
  readonly cache: string;
  run(command: readonly [string, ...string[]], more: Omit<Partial<RunOptions>, 'command'>): Promise<Ended>;
  version(program: string): Promise<string>;
}

export interface Told {
  readonly version: string;
  /** All it said. */
  readonly report: string;
  readonly vulnerabilities: readonly (Omit<KnownVulnerability, 'lock'> & { readonly unit: Unit })[];
  /** Null where it does not say what it looked up. */
  readonly listed: ReadonlyMap<Unit, ReadonlySet<string>> | null;
}

/** How one program is asked. */
export type Ask = (asking: Asking) => Promise<Told>;

/** `network`: what it might reach. */
export type Ended = ExecResult & Pick<RunOptions, 'network'> & { readonly exitCode: number };

interface RunOptions {
  readonly sandbox: Sandbox;
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly network: Network;
  readonly env: Readonly<Record<string, string>>;
  readonly writable: readonly string[];
  readonly readable: readonly string[];
  readonly signal: AbortSignal;
}

const TIMEOUT_MS = 4 * 60_000;
const MAX_OUTPUT = 64 * 1024 * 1024;

/** Runs a program without a shell. AdapterError unless it came to its own end and all that it said was heard. */
export async function runAdvisor({ sandbox, signal, ...command }: RunOptions): Promise<Ended> {
  const [name] = command.command;
  const result = await sandbox.exec({ ...command, isOfMachine: true, signal, timeoutMs: TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT });
  signal.throwIfAborted();
  const { end, exitCode } = result;
  if (end === 'not-started')
    throw new AdapterError(
      'TOOL_ABSENT',
      `${name}, which checkers.security-scan.advisories asks, could not be started: ${result.stderr.trim().slice(0, 500)}`,
      {
        hint: `install ${name} so that it is on the PATH, outside of the repository, or name another source`,
      },
    );
  if (end !== 'exited' || exitCode === null)
    throw new AdapterError('TOOL_NOT_FINISHED', `${name} did not finish (${end})`, { isRetryable: end === 'timed-out' });
  const ended = { ...result, exitCode, network: command.network };
  if (result.truncated) throw noAnswer(name, ended, 'printed more than is read');
  return ended;
}

/** A program whose words are no answer: mostly it could not reach whom it asks. */
export function noAnswer(name: string, ended: Ended, why: string): AdapterError {
  const { code, message } = unreadable(name, ended, why);
  const hosts = Array.isArray(ended.network) ? ended.network.join(', ') : '';
  const hint = `it may reach ${hosts === '' ? 'nobody' : `${hosts} and nobody else`}: look there first; or name another source of checkers.security-scan.advisories (a folder of OSV records asks nobody)`;
  return new AdapterError(code, message, { hint });
}
