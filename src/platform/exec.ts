import { spawn } from 'node:child_process';
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
  /** Null when a signal ended it or it could not be started. */
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

/**
 * Runs a program in a process group of its own and ends the whole group with it: nothing it started outlives it.
 * Never rejects for what the program does; every end is a value.
 */
export async function exec(request: ExecRequest): Promise<ExecResult> {
  const { argv, cwd, env, input, timeoutMs, signal, maxOutputBytes = 8 * 1024 * 1024, onOutput, processRegistry } = request;
  const started = performance.now();
  const stdout = new ClippedText(maxOutputBytes);
  const stderr = new ClippedText(maxOutputBytes);
  const result = (end: ExecResult['end'], exitCode: number | null, killed: NodeJS.Signals | null): ExecResult => ({
    exitCode,
    signal: killed,
    end,
    stdout: stdout.text(),
    stderr: stderr.text(),
    truncated: stdout.truncated || stderr.truncated,
    durationMs: performance.now() - started,
  });
  if (signal?.aborted) return result('aborted', null, null);

  const child = spawn(argv[0], argv.slice(1), { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const forget = child.pid === undefined ? undefined : recordGroup(processRegistry, child.pid);
  child.stdout.on('data', (chunk: Buffer) => {
    stdout.push(chunk);
    onOutput?.(chunk.toString());
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr.push(chunk);
    onOutput?.(chunk.toString());
  });
  // A program that does not read its input closes the pipe: that is its right, its exit code tells the rest.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');

  const { promise, resolve } = Promise.withResolvers<ExecResult>();
  let end: ExecResult['end'] = 'exited';
  let escalation: NodeJS.Timeout | undefined;
  const stop = (why: 'timed-out' | 'aborted') => {
    end = why;
    if (child.pid === undefined) return;
    const pid = child.pid;
    killGroup(pid, 'SIGTERM');
    escalation = setTimeout(() => killGroup(pid, 'SIGKILL'), KILL_AFTER_MS);
  };
  const timer = setTimeout(() => stop('timed-out'), timeoutMs);
  const onAbort = () => stop('aborted');
  signal?.addEventListener('abort', onAbort, { once: true });
  const settle = (value: ExecResult) => {
    clearTimeout(timer);
    clearTimeout(escalation);
    signal?.removeEventListener('abort', onAbort);
    if (child.pid !== undefined) killGroup(child.pid, 'SIGKILL');
    forget?.();
    resolve(value);
  };
  child.on('error', (error) => {
    stderr.push(Buffer.from(`${error.message}\n`));
    if (child.pid === undefined) settle(result('not-started', null, null));
  });
  // `exit`, not `close`: a daemon that kept the pipes open must not keep us waiting; what it had written is drained.
  child.on('exit', (code, killed) => {
    if (child.pid !== undefined) killGroup(child.pid, 'SIGKILL');
    const drained = setTimeout(() => settle(result(end, code, killed)), 500);
    child.once('close', () => {
      clearTimeout(drained);
      settle(result(end, code, killed));
    });
  });
  return promise;
}

/** Keeps the first and the last half of what passes through. */
class ClippedText {
  readonly #half: number;
  #head: Buffer[] = [];
  #headBytes = 0;
  #tail: Buffer[] = [];
  #tailBytes = 0;
  truncated = false;

  constructor(maxBytes: number) {
    this.#half = Math.floor(maxBytes / 2);
  }

  push(chunk: Buffer): void {
    const room = this.#half - this.#headBytes;
    if (room > 0) {
      const part = chunk.subarray(0, room);
      this.#head.push(part);
      this.#headBytes += part.length;
    }
    const rest = chunk.subarray(Math.max(room, 0));
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailBytes += rest.length;
    while (this.#tailBytes - (this.#tail[0]?.length ?? 0) > this.#half) {
      this.#tailBytes -= this.#tail.shift()?.length ?? 0;
      this.truncated = true;
    }
  }

  text(): string {
    const head = Buffer.concat(this.#head).toString();
    const tail = Buffer.concat(this.#tail).toString();
    return this.truncated ? `${head}\n[… output clipped …]\n${tail}` : head + tail;
  }
}
