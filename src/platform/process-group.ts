import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { processesWith } from './process-tree.ts';

/** Sends a signal to every process of a group; a group that is gone already is no error. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  tell(-pid, signal);
}

/**
 * When a process was started, in the kernel's clock ticks since boot: with the pid it names a process for good,
 * as pids are used again. Null when the process is gone or the system has no /proc.
 */
export function startTimeOf(pid: number): string | null {
  return statOf(pid)?.startTime ?? null;
}

interface Stat {
  /** `Z` is a zombie: ended, only not yet fetched by its parent. */
  readonly state: string;
  readonly group: number;
  readonly session: number;
  readonly startTime: string;
}

function statOf(pid: number): Stat | null {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The name in field 2 may hold spaces and brackets, so count from the last `)`: state is field 3, start time 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', group: Number(fields[2]), session: Number(fields[3]), startTime: fields[19] ?? '' };
}

/** A command on its way, as the next Jidoka will find it written down when this one dies. */
export interface CommandRecord {
  /** It runs, as the leader of this group. */
  began(pid: number): void;
  ended(): void;
}

/**
 * Writes a command down before it begins: a kill in between leaves nothing unknown. `marker`, `NAME=value` of its environment, finds
 * what has left its group.
 */
export function recordCommand(registry: string | undefined, marker: string | null): CommandRecord {
  if (registry === undefined) return { began: () => undefined, ended: () => undefined };
  mkdirSync(registry, { recursive: true });
  const file = join(registry, `${process.pid}-${startTimeOf(process.pid) ?? 'unknown'}-${randomUUID()}`);
  const write = (group: number | null, start: string | null) =>
    writeFileSync(file, JSON.stringify({ boot: bootId(), marker, group, start }));
  write(null, null);
  return {
    began: (pid) => write(pid, startTimeOf(pid)),
    ended: () => rmSync(file, { force: true }),
  };
}

interface Recorded {
  readonly boot: string;
  readonly marker: string | null;
  readonly group: number | null;
  readonly start: string | null;
}

/** Ends what lives of every recorded command whose Jidoka is dead; returns of how many something did. */
export function killOrphans(registry: string): number {
  if (!existsSync(registry)) return 0;
  let killed = 0;
  for (const name of readdirSync(registry)) {
    const [, parent, parentStart] = /^(\d+)-(\d+)-[0-9a-f-]{36}$/.exec(name) ?? [];
    if (parent === undefined || startTimeOf(Number(parent)) === parentStart) continue;
    const recorded = parse(read(join(registry, name)) ?? '');
    if (recorded !== null && recorded.boot === bootId() && endAll(() => membersOf(recorded))) killed += 1;
    rmSync(join(registry, name), { force: true });
  }
  return killed;
}

/** Null for one that was cut off while it was written: then nothing had begun, or the marker is in no environment yet. */
function parse(text: string): Recorded | null {
  try {
    return JSON.parse(text) as Recorded;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Everything of a command: its group, also without its leader, and what carries its marker, wherever it went. */
function membersOf({ marker, group, start }: Recorded): number[] {
  const marked = marker === null ? [] : processesWith(marker);
  if (group === null) return marked;
  const leader = statOf(group);
  // A pid is not given away while a group or session of that number lives; a leader with another start is somebody else's.
  const isOurs = leader === null || leader.startTime === start;
  return isOurs ? [...marked, ...groupMembers(group)] : marked;
}

function groupMembers(group: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const stat = statOf(pid);
      // Commands are started as leaders of a session of the same number.
      return stat !== null && stat.group === group && stat.session === group && stat.state !== 'Z';
    });
}

/** Rounds in which what was started meanwhile is found: who forks faster than it is killed is met stopped. */
const ROUNDS = 20;

/** Whether there was anything to end. */
function endAll(find: () => readonly number[]): boolean {
  const told = new Set<number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = find().filter((pid) => pid !== process.pid && !told.has(pid));
    if (fresh.length === 0) break;
    for (const pid of fresh) {
      tell(pid, 'SIGSTOP');
      told.add(pid);
    }
  }
  for (const pid of told) tell(pid, 'SIGKILL');
  return told.size > 0;
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // ESRCH: nobody left. EPERM: on macOS, for a group of zombies only.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** Pids and start times of another boot say nothing about this one. Empty where the system does not tell. */
function bootId(): string {
  return read('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}
