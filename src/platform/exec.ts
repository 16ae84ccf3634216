import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ClippedText } from './clipped-text.ts';
import { killGroup, recordGroup } from './process-group.ts';

export interface ExecRequest {
  /** Program and arguments; never a string built from untrusted text. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The whole environment of the program: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Wall clock bound, milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** What is kept of each stream, bytes: the first and the last half of it. Default 8 MiB. */
  readonly maxOutputBytes?: number;
  readonly onOutput?: (chunk: string) => void;
  /** Folder where living process groups are written down, so that a later Jidoka can end orphans. */
  readonly processRegistry?: string;
}

export interface ExecResult {
  /** Null unless it exited by itself: a zero after a timeout would read as success. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** `exited`, or why it did not end by itself. `not-started`: no such program or not executable. */
  readonly end: 'exited' | 'timed-out' | 'aborted' | 'not-started';
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly durationMs: number;
}

const KILL_AFTER_MS = 1000;

/** How long what a program had written is read after its end, milliseconds: a daemon may keep the pipes open for ever. */
const DRAIN_MS = 500;

/** The longest a timer can wait; one of more would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Runs a program in a process group of its own and ends the whole group with it: nothing it started outlives it.
 * Never rejects for what the program does; every end is a value.
 */
export async function exec(request: ExecRequest): Promise<ExecResult> {
  const { input, signal, maxOutputBytes = 8 * 1024 * 1024, onOutput, processRegistry } = request;
  const started = performance.now();
  const stdout = new ClippedText(maxOutputBytes);
  const stderr = new ClippedText(maxOutputBytes);
  const result = ({ end, exitCode, signal: killed }: Ending): ExecResult => ({
    exitCode,
    signal: killed,
    end,
    stdout: stdout.text(),
    stderr: stderr.text(),
    truncated: stdout.truncated || stderr.truncated,
    durationMs: performance.now() - started,
  });
  if (signal?.aborted) return result({ end: 'aborted', exitCode: null, signal: null });

  const program = await start(request);
  if ('reason' in program) {
    stderr.push(Buffer.from(`${program.reason}\n`));
    return result({ end: 'not-started', exitCode: null, signal: null });
  }
  const { child, pid } = program;
  const forget = recordGroup(processRegistry, pid);
  for (const [stream, kept] of [[child.stdout, stdout] as const, [child.stderr, stderr] as const]) {
    stream.on('data', (chunk: Buffer) => {
      kept.push(chunk);
      onOutput?.(chunk.toString());
    });
  }
  // A program that does not read its input closes the pipe: that is its right, its exit code tells the rest.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const ending = await untilEnd(program, request);
  forget();
  return result(ending);
}

type Ending = Pick<ExecResult, 'end' | 'exitCode' | 'signal'>;

interface Program {
  readonly child: ChildProcessWithoutNullStreams;
  readonly pid: number;
}

/** The program in a group of its own; or why it could not be started. */
async function start({ argv, cwd, env }: ExecRequest): Promise<Program | { readonly reason: string }> {
  try {
    const child = spawn(argv[0], argv.slice(1), { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    if (child.pid !== undefined) return { child, pid: child.pid };
    const [error] = await once(child, 'error');
    throw error;
  } catch (error) {
    // Some of these Node throws and some it emits: a folder that is a file, arguments longer than the system takes.
    if (!(error instanceof Error)) throw error;
    return { reason: error.message };
  }
}

/** Waits until the program has ended, and ends it with its group when time is up or the signal fires. */
function untilEnd({ child, pid }: Program, { timeoutMs, signal }: ExecRequest): Promise<Ending> {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  let end: ExecResult['end'] = 'exited';
  let escalation: NodeJS.Timeout | undefined;
  const stop = (why: 'timed-out' | 'aborted') => {
    if (end !== 'exited') return;
    end = why;
    killGroup(pid, 'SIGTERM');
    escalation = setTimeout(() => killGroup(pid, 'SIGKILL'), KILL_AFTER_MS);
  };
  const timer = setTimeout(() => stop('timed-out'), Math.min(timeoutMs, MAX_TIMER_MS));
  const onAbort = () => stop('aborted');
  signal?.addEventListener('abort', onAbort, { once: true });
  // `exit`, not `close`: a daemon that kept the pipes open must not keep us waiting; what it had written is drained.
  child.on('exit', (exitCode, killed) => {
    clearTimeout(timer);
    clearTimeout(escalation);
    signal?.removeEventListener('abort', onAbort);
    killGroup(pid, 'SIGKILL');
    // A program may end with 0 when it is told to: that is no success.
    const settle = () => resolve({ end, exitCode: end === 'exited' ? exitCode : null, signal: killed });
    const drained = setTimeout(settle, DRAIN_MS);
    child.once('close', () => {
      clearTimeout(drained);
      settle();
    });
  });
  return promise;
}
