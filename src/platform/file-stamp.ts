import { existsSync, readdirSync, statSync } from 'node:fs';

/** Tells one state of a file, or of what a link leads to, from another; `none` when it is not there. */
export function fileStamp(path: string): string {
  if (!existsSync(path)) return 'none';
  const { dev, ino, size, mtimeMs, ctimeMs } = statSync(path);
  return [dev, ino, size, mtimeMs, ctimeMs].join(' ');
}

/** What lies in a folder, sorted; nothing where there is none. */
export function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).toSorted();
  } catch {
    // A file, or nobody may list it: its own stamp counts.
    return [];
  }
}
