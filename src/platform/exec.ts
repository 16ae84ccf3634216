import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { ClippedText } from './clipped-text.ts';
import { killGroup, recordCommand } from './process-group.ts';
import { type Limits, watchUse } from './resource-watch.ts';

export interface ExecRequest {
  /** Program and arguments; never a string built from untrusted text. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The whole environment of the program: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Wall clock bound, milliseconds. */
  readonly timeoutMs: number;
  /** How long it may print nothing at all, milliseconds. Default: as long as it likes. */
  readonly silenceMs?: number;
  /** What it and everything below it may use; default: no bound. */
  readonly limits?: Limits;
  /** `NAME=value` in `env` that tells this program's processes from all others, also those that have left its group. */
  readonly marker?: string;
  readonly signal?: AbortSignal;
  /** What is kept of each stream, bytes: the first and the last half of it. Default 8 MiB. */
  readonly maxOutputBytes?: number;
  /** Folder where living commands are written down, so that a later Jidoka can end orphans. */
  readonly processRegistry?: string;
}

/** Why a program did not end by itself. */
export type Stop = 'timed-out' | 'aborted' | 'silent' | 'out-of-memory' | 'too-many-processes' | 'too-much-output';

export interface ExecResult {
  /** Null unless it exited by itself: a zero after a timeout would read as success. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** `exited`, or why it did not end by itself. `not-started`: no such program or not executable. */
  readonly end: 'exited' | 'not-started' | Stop;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly durationMs: number;
}

/** For a person: how a program ended that did not end by itself. */
export const HOW_IT_ENDED: Readonly<Record<Stop | 'not-started', string>> = {
  'timed-out': 'did not end in time',
  aborted: 'was stopped',
  silent: 'printed nothing for too long',
  'out-of-memory': 'took more memory than it may',
  'too-many-processes': 'started more processes than it may',
  'too-much-output': 'printed more than it may',
  'not-started': 'could not be started',
};

/** A program that runs. What it prints is also in the result. */
export interface RunningProgram {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly ended: Promise<ExecResult>;
  /** Ends it and its group; it may say its last words for a second. */
  stop(): void;
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
export async function exec({ input, ...request }: ExecRequest & { readonly input?: string }): Promise<ExecResult> {
  const program = await start(request);
  program.stdout.resume();
  program.stdin.end(input ?? '');
  return program.ended;
}

/** Like `exec`, for a program that is talked with while it runs. Whoever calls it reads `stdout` or resumes it. */
export async function start(request: ExecRequest): Promise<RunningProgram> {
  const { signal, maxOutputBytes = 8 * 1024 * 1024, processRegistry, marker = null } = request;
  const started = performance.now();
  const kept = { stdout: new ClippedText(maxOutputBytes), stderr: new ClippedText(maxOutputBytes) };
  const result = ({ end, exitCode, signal: killed }: Ending): ExecResult => ({
    exitCode,
    signal: killed,
    end,
    stdout: kept.stdout.text(),
    stderr: kept.stderr.text(),
    truncated: kept.stdout.truncated || kept.stderr.truncated,
    durationMs: performance.now() - started,
  });
  if (signal?.aborted) return never(result({ end: 'aborted', exitCode: null, signal: null }));

  const written = recordCommand(processRegistry, marker);
  const program = await spawned(request);
  if ('reason' in program) {
    written.ended();
    kept.stderr.push(Buffer.from(`${program.reason}\n`));
    return never(result({ end: 'not-started', exitCode: null, signal: null }));
  }
  const { child, pid } = program;
  written.began(pid);
  const stdout = new PassThrough();
  const bounds = boundsOf(program, request);
  const readTo = (stream: Readable, text: ClippedText, copy: PassThrough | null) =>
    stream.on('data', (chunk: Buffer) => {
      text.push(chunk);
      bounds.printed(chunk.length);
      copy?.write(chunk);
    });
  readTo(child.stdout, kept.stdout, stdout).on('end', () => stdout.end());
  readTo(child.stderr, kept.stderr, null);
  // A program that does not read its input closes the pipe: that is its right, its exit code tells the rest.
  child.stdin.on('error', () => undefined);
  const ended = untilEnd(program, bounds).then((ending) => {
    written.ended();
    stdout.end();
    return result(ending);
  });
  return { stdin: child.stdin, stdout, ended, stop: () => bounds.stop('aborted') };
}

/** What a program that never ran answers. */
function never(result: ExecResult): RunningProgram {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  stdin.resume();
  stdout.end();
  return { stdin, stdout, ended: Promise.resolve(result), stop: () => undefined };
}

type Ending = Pick<ExecResult, 'end' | 'exitCode' | 'signal'>;

interface Program {
  readonly child: ChildProcessWithoutNullStreams;
  readonly pid: number;
}

/** The program in a group of its own; or why it could not be started. */
async function spawned({ argv, cwd, env }: ExecRequest): Promise<Program | { readonly reason: string }> {
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

interface Bounds {
  /** Why it was told to end; null as long as it was not. */
  readonly stopped: () => Stop | null;
  stop(why: Stop): void;
  printed(bytes: number): void;
  lift(): void;
}

/** Ends the program with its group as soon as one of its bounds is passed or the signal fires. */
function boundsOf({ pid }: Program, { timeoutMs, silenceMs, limits, marker, signal }: ExecRequest): Bounds {
  let stopped: Stop | null = null;
  let escalation: NodeJS.Timeout | undefined;
  let bytes = 0;
  const stop = (why: Stop) => {
    if (stopped !== null) return;
    stopped = why;
    // Who takes more than there is gets no second to take still more.
    const isOver = why === 'out-of-memory' || why === 'too-many-processes';
    use?.end(isOver ? 'SIGKILL' : 'SIGTERM');
    killGroup(pid, isOver ? 'SIGKILL' : 'SIGTERM');
    escalation = setTimeout(() => killGroup(pid, 'SIGKILL'), KILL_AFTER_MS);
  };
  const timer = setTimeout(() => stop('timed-out'), Math.min(timeoutMs, MAX_TIMER_MS));
  const silence = silenceMs === undefined ? undefined : setTimeout(() => stop('silent'), Math.min(silenceMs, MAX_TIMER_MS));
  const onAbort = () => stop('aborted');
  signal?.addEventListener('abort', onAbort, { once: true });
  const use = limits === undefined ? undefined : watchUse({ pid, limits, marker: marker ?? null, onBreach: stop });
  return {
    stopped: () => stopped,
    stop,
    printed(more) {
      silence?.refresh();
      bytes += more;
      if (limits !== undefined && bytes > limits.outputBytes) stop('too-much-output');
    },
    lift() {
      for (const pending of [timer, silence, escalation]) clearTimeout(pending);
      signal?.removeEventListener('abort', onAbort);
      use?.end('SIGKILL');
    },
  };
}

function untilEnd({ child, pid }: Program, bounds: Bounds): Promise<Ending> {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  // `exit`, not `close`: a daemon that kept the pipes open must not keep us waiting; what it had written is drained.
  child.on('exit', (exitCode, killed) => {
    bounds.lift();
    killGroup(pid, 'SIGKILL');
    // A program may end with 0 when it is told to: that is no success.
    const stopped = bounds.stopped();
    const settle = () => {
      // Whoever holds them still is heard no more, and keeps nobody from ending.
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      resolve({ end: stopped ?? 'exited', exitCode: stopped === null ? exitCode : null, signal: killed });
    };
    const drained = setTimeout(settle, DRAIN_MS);
    child.once('close', () => {
      clearTimeout(drained);
      settle();
    });
  });
  return promise;
}
