import { readdirSync, readFileSync } from 'node:fs';

/** The living processes among these and everything below them, by parent. */
export function treeOf(roots: readonly number[]): Set<number> {
  const found = new Set<number>();
  const open = [...roots];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    if (found.has(pid)) continue;
    const threads = names(`/proc/${pid}/task`);
    if (threads.length === 0) continue;
    found.add(pid);
    // A child belongs to the thread that made it.
    for (const thread of threads) open.push(...numbers(read(`/proc/${pid}/task/${thread}/children`) ?? ''));
  }
  return found;
}

/** Processes of this user that were started with `NAME=value` in their environment, whoever their parent is by now. */
export function processesWith(entry: string): number[] {
  return names('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => (read(`/proc/${pid}/environ`) ?? '').split('\0').includes(entry));
}

/** Memory that a process has made, bytes: resident, anonymous or shared, without mapped files. */
export function ownMemoryOf(pid: number): number {
  const status = read(`/proc/${pid}/status`) ?? '';
  const kilobytes = ['RssAnon', 'RssShmem'].map((name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0));
  return kilobytes.reduce((sum, part) => sum + part, 0) * 1024;
}

function numbers(text: string): number[] {
  return text.trim() === '' ? [] : text.trim().split(/\s+/).map(Number);
}

function names(folder: string): string[] {
  return unlessGone(() => readdirSync(folder)) ?? [];
}

function read(path: string): string | null {
  return unlessGone(() => readFileSync(path, 'utf8'));
}

/** Null when the process has ended in the meantime or is another user's: not ours in either case. */
function unlessGone<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'ENOTDIR'].includes(code)) return null;
    throw error;
  }
}
