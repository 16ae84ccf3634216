import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { processesOf } from '../rig/program.ts';

/** Who is killed: the run alone; with its agent, build and tests; the supervisor; both; the candidate; or all there is, as in a power cut. */
export type Victim = 'run' | 'run with children' | 'supervisor' | 'run and supervisor' | 'everything' | 'candidate' | 'SIGTERM' | 'SIGINT';

export const VICTIMS: Readonly<Record<Victim, number>> = {
  run: 8,
  'run with children': 3,
  supervisor: 4,
  'run and supervisor': 2,
  everything: 1,
  candidate: 1,
  SIGTERM: 1,
  SIGINT: 1,
};

/** The parts of a target's state that tell processes apart. */
export interface TargetState {
  readonly port: number | null;
  readonly stable: Placement | null;
  readonly candidate: Placement | null;
  readonly warm: Placement | null;
  readonly leaving: Placement | null;
  readonly deployments: readonly { readonly release: string; readonly outcome: string }[];
}

interface Placement {
  readonly release: { readonly id: string };
  readonly running: { readonly pid: number } | null;
}

export function targetState(root: string): TargetState | null {
  const file = join(root, '.jidoka/state/target/state.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function supervisorPid(folder: string): number | null {
  const line = processesOf(folder).find((process) => / supervise /.test(process));
  return line === undefined ? null : Number(line.split(' ')[0]);
}

/** Kills them now; answers who really was: a victim that does not live is the run instead. */
export function kill(
  victim: Victim,
  { folder, root, run }: { readonly folder: string; readonly root: string; readonly run: number },
): Victim {
  const supervisor = supervisorPid(folder);
  const end = (pids: readonly (number | null | undefined)[]) => {
    for (const pid of pids) if (pid != null) tell(pid, 'SIGKILL');
  };
  switch (victim) {
    case 'SIGTERM':
    case 'SIGINT':
      tell(run, victim);
      return victim;
    case 'supervisor':
      if (supervisor === null) return kill('run', { folder, root, run });
      end([supervisor]);
      return victim;
    case 'candidate': {
      const pid = targetState(root)?.candidate?.running?.pid;
      if (pid === undefined) return kill('run', { folder, root, run });
      end([pid]);
      return victim;
    }
    case 'run and supervisor':
      end([run, supervisor]);
      return victim;
    case 'run with children':
      end([run, ...processesOf(folder).map(pidOf)].filter((pid) => pid !== supervisor && !isRelease(pid)));
      return victim;
    case 'everything':
      end([run, ...processesOf(folder).map(pidOf)]);
      return victim;
    case 'run':
      end([run]);
      return victim;
    default:
      return victim satisfies never;
  }
}

function isRelease(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes('JIDOKA_RELEASE=');
  } catch {
    // It has ended meanwhile.
    return false;
  }
}

export function pidOf(line: string): number {
  return Number(line.split(' ')[0]);
}

export function endNow(pid: number): void {
  tell(pid, 'SIGKILL');
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
