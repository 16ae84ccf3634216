import { basename, delimiter, dirname, isAbsolute, relative, resolve, sep } from 'node:path';

export interface Start {
  /** `process.argv[1]`: the file that was started; a link is not followed. */
  readonly script: string;
  /** Null: the answer holds wherever one stands. */
  readonly cwd: string | null;
  /** The variable PATH. */
  readonly path: string | undefined;
}

/** What a person types to call this program again. */
export function programName({ script, cwd, path }: Start): string {
  const folder = dirname(script);
  if (basename(script) === 'jidoka') {
    // npx puts this folder on the PATH of what it starts, so the PATH is no proof there.
    const project = folder.endsWith(`${sep}node_modules${sep}.bin`) ? dirname(dirname(folder)) : null;
    if (project !== null && cwd !== null && `${resolve(cwd)}${sep}`.startsWith(`${project}${sep}`)) return 'npx jidoka';
    const isOnPath = (path ?? '').split(delimiter).some((entry) => entry !== '' && resolve(entry) === folder);
    if (project === null && isOnPath) return 'jidoka';
  }
  const below = cwd === null ? script : relative(cwd, script);
  return `node ${quoted(below.startsWith('..') || isAbsolute(below) ? script : below)}`;
}

/** A word that a POSIX shell takes as it is. */
export function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
