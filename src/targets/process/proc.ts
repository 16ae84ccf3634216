import { closeSync, openSync, readFileSync, readSync, readdirSync, readlinkSync } from 'node:fs';

/** What the kernel says about processes and sockets. Only where there is a /proc, that is on Linux. */
export const hasProc: boolean = read('/proc/self/stat') !== null;

interface Stat {
  /** `Z` is a zombie: ended, only not yet fetched by its parent. */
  readonly state: string;
  readonly group: number;
  /** Clock ticks since boot: with the pid it names a process for good. */
  readonly startTime: string;
}

export function processStat(pid: number): Stat | null {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The name in field 2 may hold spaces and brackets, so count from the last `)`: state is field 3, group 5, start time 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', group: Number(fields[2]), startTime: fields[19] ?? '' };
}

/** Whether every socket that listens on a port is held by a process of the group; false when nobody listens. */
export function groupListens(group: number, port: number): boolean {
  const inodes = listeners(port);
  if (inodes.size === 0) return false;
  const held = new Set<string>();
  for (const pid of processes()) {
    if (processStat(pid)?.group !== group) continue;
    for (const inode of socketsOf(pid)) held.add(inode);
  }
  return [...inodes].every((inode) => held.has(inode));
}

/** Whether any process of the group has not ended. */
export function groupLives(group: number): boolean {
  return processes().some((pid) => {
    const stat = processStat(pid);
    return stat !== null && stat.group === group && stat.state !== 'Z';
  });
}

/** Groups of processes that run as a release below `folder`, whoever their parent is by now. */
export function groupsBelow(folder: string): Set<number> {
  const groups = new Set<number>();
  for (const pid of processes()) {
    const environment = read(`/proc/${pid}/environ`) ?? '';
    // Both, so that a person's shell that merely stands in the folder is left alone.
    if (!environment.split('\0').some((entry) => entry.startsWith('HOME=') && entry.slice(5).startsWith(`${folder}/`))) continue;
    const stat = environment.includes('JIDOKA_RELEASE=') ? processStat(pid) : null;
    if (stat !== null && stat.state !== 'Z') groups.add(stat.group);
  }
  return groups;
}

/** Socket inodes that listen on a TCP port, on any address. */
export function listeners(port: number): Set<string> {
  const inodes = new Set<string>();
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of listenLines(table)) {
      const fields = line.trim().split(/\s+/);
      // Field 10 is the inode.
      if (fields[1]?.endsWith(`:${hex}`) && fields[9] !== undefined) inodes.add(fields[9]);
    }
  }
  return inodes;
}

/** The lines in state LISTEN. The kernel lists them first, and reading on through thousands of closed connections would be slow. */
function listenLines(table: string): string[] {
  let fd: number;
  try {
    fd = openSync(table, 'r');
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
  try {
    const lines: string[] = [];
    let rest = '';
    const buffer = Buffer.alloc(64 * 1024);
    for (let bytes = readSync(fd, buffer); bytes > 0; bytes = readSync(fd, buffer)) {
      const complete = (rest + buffer.toString('latin1', 0, bytes)).split('\n');
      rest = complete.pop() ?? '';
      for (const line of complete) {
        // Field 4 is the state, 0A is LISTEN; the first line holds the titles.
        const state = line.trim().split(/\s+/, 4)[3];
        if (state === '0A') lines.push(line);
        else if (state !== 'st') return lines;
      }
    }
    return lines;
  } finally {
    closeSync(fd);
  }
}

function processes(): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const match = /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`));
      return match?.[1] === undefined ? [] : [match[1]];
    });
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (isGone(error)) return '';
    throw error;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** Gone in the meantime, or another user's: not ours in either case. */
function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return ['ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'ENOTDIR'].includes(code);
}
