import { existsSync, statSync } from 'node:fs';

/** Tells one state of a file, or of what a link leads to, from another; `none` when it is not there. */
export function fileStamp(path: string): string {
  if (!existsSync(path)) return 'none';
  const { dev, ino, size, mtimeMs, ctimeMs } = statSync(path);
  return [dev, ino, size, mtimeMs, ctimeMs].join(' ');
}
