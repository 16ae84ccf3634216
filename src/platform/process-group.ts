import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Sends a signal to every process of a group; a group that is gone already is no error. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: nobody left. EPERM: on macOS, for a group of zombies only.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/**
 * When a process was started, in the kernel's clock ticks since boot: with the pid it names a process for good,
 * as pids are used again. Null when the process is gone or the system has no /proc.
 */
export function startTimeOf(pid: number): string | null {
  try {
    // Field 22 of /proc/<pid>/stat; the name in field 2 may hold spaces and brackets, so count from the last `)`.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}

/** Writes a living group down in `registry`; call what it returns when the group has ended. */
export function recordGroup(registry: string | undefined, pid: number): () => void {
  if (registry === undefined) return () => undefined;
  mkdirSync(registry, { recursive: true });
  const file = join(registry, `${pid}-${startTimeOf(pid) ?? 'unknown'}-${process.pid}-${startTimeOf(process.pid) ?? 'unknown'}`);
  writeFileSync(file, '');
  return () => rmSync(file, { force: true });
}

/** Ends every recorded group whose Jidoka is dead; returns how many were still alive. */
export function killOrphans(registry: string): number {
  if (!existsSync(registry)) return 0;
  let killed = 0;
  for (const name of readdirSync(registry)) {
    const [, pid, start, parent, parentStart] = /^(\d+)-(\d+|unknown)-(\d+)-(\d+|unknown)$/.exec(name) ?? [];
    if (pid === undefined || startTimeOf(Number(parent)) === parentStart) continue;
    if (startTimeOf(Number(pid)) === start) {
      killGroup(Number(pid), 'SIGKILL');
      killed += 1;
    }
    rmSync(join(registry, name), { force: true });
  }
  return killed;
}
