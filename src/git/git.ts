import { spawn } from 'node:child_process';
import { AdapterError } from '../domain/error.ts';
import { systemAdvice } from '../domain/system-failure.ts';
import { environment } from '../platform/environment.ts';

export interface GitCall {
  readonly gitDir: string;
  readonly workTree?: string;
  readonly indexFile?: string;
  readonly input?: string | Buffer;
  /** Added to the environment, `GIT_OBJECT_DIRECTORY` for example. */
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are an answer, not a failure. Default: 0. */
  readonly answers?: readonly number[];
  /** Keep the person's own global and system configuration: for reading their working tree as they would. */
  readonly userConfig?: boolean;
}

export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Nothing of the repository or its owner's machine may run code or change an answer. */
const HARMLESS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.attributesFile=/dev/null',
  'core.sshCommand=false',
  // A shared index would be written beside the person's own.
  'core.splitIndex=false',
  // A file is unchanged when all its time stamps say so, and looked into otherwise.
  'core.trustctime=true',
  'core.checkStat=default',
  'sparse.expectFilesOutsideOfPatterns=false',
  // It says of a commit what only the commit itself may say: its tree and parents.
  'core.commitGraph=false',
  'core.quotePath=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'submodule.recurse=false',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

/** Another object or parent in a commit's place would let its evidence stand for something else. Of a graft file that is there, git prints a hint. */
const AS_COMMITTED = { GIT_NO_REPLACE_OBJECTS: '1', GIT_GRAFT_FILE: '/dev/null/none' };

/** The environment a git process of ours gets: only what it needs to find programs and files. */
export function gitEnvironment(userConfig: boolean): Record<string, string> {
  const { PATH = '', HOME = '', XDG_CONFIG_HOME } = environment;
  const own = userConfig
    ? { HOME, ...(XDG_CONFIG_HOME === undefined ? {} : { XDG_CONFIG_HOME }) }
    : { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_ATTR_NOSYSTEM: '1', HOME: '/nonexistent' };
  return { PATH, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', ...AS_COMMITTED, ...own };
}

/** Runs git; rejects with an AdapterError that quotes git's own words when it fails. */
export async function git(call: GitCall, ...args: readonly string[]): Promise<GitAnswer> {
  const { gitDir, workTree, indexFile, input, env, answers = [0], userConfig = false } = call;
  const where = ['--git-dir', gitDir, ...(workTree === undefined ? [] : ['--work-tree', workTree])];
  const answer = await runGit([...HARMLESS, '-c', 'safe.directory=*', ...where, ...args], {
    cwd: workTree ?? gitDir,
    env: { ...gitEnvironment(userConfig), ...(indexFile === undefined ? {} : { GIT_INDEX_FILE: indexFile }), ...env },
    input,
  });
  if (!answers.includes(answer.code)) throw gitFailed(args[args[0] === '-c' ? 2 : 0] ?? '', answer);
  return answer;
}

export function gitFailed(command: string, { code, stderr }: GitAnswer): AdapterError {
  const hint = systemAdvice(stderr);
  return new AdapterError(
    'GIT_FAILED',
    `git ${command} failed: ${stderr.trim() || `exit code ${code}`}`,
    hint === undefined ? {} : { hint },
  );
}

/** The answer as text without the final newline. */
export async function gitText(call: GitCall, ...args: readonly string[]): Promise<string> {
  return (await git(call, ...args)).stdout.toString().replace(/\n$/, '');
}

interface Spawn {
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly input: string | Buffer | undefined;
}

export function runGit(args: readonly string[], { cwd, env, input }: Spawn): Promise<GitAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<GitAnswer>();
  const child = spawn('git', args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on('error', () => undefined); // git ended before it read everything: its exit code tells why
  child.stdin.end(input ?? '');
  child.on('error', (cause) =>
    reject(
      new AdapterError('GIT_MISSING', 'git could not be started', { cause, hint: 'Install git 2.38 or newer and put it on the PATH.' }),
    ),
  );
  child.on('close', (code, signal) =>
    resolve({ code: code ?? 128, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() + (signal ?? '') }),
  );
  return promise;
}
