import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The program as it is in this checkout. */
export const PROGRAM = fileURLToPath(new URL('../../bin/jidoka.js', import.meta.url));

export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Another program than the one of this checkout. */
  readonly program?: string;
  /** It is killed when it has not ended by then. */
  readonly timeoutMs?: number;
}

export interface RunningProgram {
  readonly child: ChildProcess;
  readonly ended: Promise<ProgramEnd>;
}

/** Starts the real program on this Node; `ended` answers everything it said. */
export function startProgram(args: readonly string[], { cwd, env, program = PROGRAM, timeoutMs = 60_000 }: ProgramOptions): RunningProgram {
  const child = spawn(process.execPath, [program, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const ended = new Promise<ProgramEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...output });
    });
  });
  return { child, ended };
}

/** Runs the real program to its end. */
export function runCli(args: readonly string[], options: ProgramOptions): Promise<ProgramEnd> {
  return startProgram(args, options).ended;
}

/** Command lines of living processes that stand below a folder or have it in their environment; this one aside. */
export function processesOf(folder: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    try {
      if (readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) return [];
      const isOurs = readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) || readFileSync(`/proc/${pid}/environ`, 'utf8').includes(folder);
      return isOurs ? [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()}`] : [];
    } catch {
      // It ended meanwhile, or is another user's.
      return [];
    }
  });
}

/** Command lines of living processes with this among their arguments: also of those in a sandbox, which no folder gives away. */
export function processesNamed(argument: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return words.includes(argument) ? [`${pid} ${words.join(' ').trim()}`] : [];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}
