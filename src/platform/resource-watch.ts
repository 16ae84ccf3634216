import { totalmem } from 'node:os';
import { startTimeOf } from './process-group.ts';
import { ownMemoryOf, processesWith, treeOf } from './process-tree.ts';

/** What a command and everything it starts may use together. */
export interface Limits {
  readonly memoryBytes: number;
  readonly processes: number;
  /** On both streams together. */
  readonly outputBytes: number;
}

/** What a policy says, in its units. */
export function limitsOf({
  memoryMb = totalmem() / 2 / MIB,
  processes,
  outputMb,
}: {
  readonly memoryMb?: number;
  readonly processes: number;
  readonly outputMb: number;
}): Limits {
  return { memoryBytes: memoryMb * MIB, processes, outputBytes: outputMb * MIB };
}

const MIB = 1024 * 1024;

export interface UseWatch {
  /** Sends a signal to all that was started, also to what has left the process group, and watches no longer. */
  end(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export interface UseRequest {
  readonly pid: number;
  readonly limits: Limits;
  /** `NAME=value` in the environment of the program: finds what its own children no longer lead to. */
  readonly marker: string | null;
  readonly onBreach: (why: 'out-of-memory' | 'too-many-processes') => void;
}

const SAMPLE_MS = 200;

/** Rounds in which what was started meanwhile is found: who forks faster than it is killed is met stopped. */
const ROUNDS = 20;

/** Looks at what a program and its descendants use, five times a second: they may take more for that long. */
export function watchUse({ pid, limits, marker, onBreach }: UseRequest): UseWatch {
  // With the time of its start, as pids are used again.
  let known = new Map<number, string | null>([[pid, startTimeOf(pid)]]);
  const members = (): Set<number> => {
    // Also from those seen before: a daemon's parent is no longer ours.
    const roots = [...known].filter(([member, start]) => start !== null && startTimeOf(member) === start).map(([member]) => member);
    const found = treeOf(roots);
    known = new Map([...found].map((member) => [member, known.get(member) ?? startTimeOf(member)]));
    return found;
  };
  const sample = () => {
    const found = members();
    if (found.size > limits.processes) return onBreach('too-many-processes');
    let memory = 0;
    for (const member of found) memory += ownMemoryOf(member);
    if (memory > limits.memoryBytes) onBreach('out-of-memory');
  };
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    end(signal) {
      clearInterval(timer);
      const told = new Set<number>();
      for (let round = 0; round < ROUNDS; round += 1) {
        const left = marker === null ? [] : processesWith(marker);
        const fresh = [...members(), ...treeOf(left)].filter((member) => !told.has(member));
        if (fresh.length === 0) break;
        for (const member of fresh) {
          if (signal === 'SIGKILL') tell(member, 'SIGSTOP');
          told.add(member);
        }
      }
      for (const member of told) tell(member, signal);
    },
  };
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // EPERM: it has become another user's, as by sudo.
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
