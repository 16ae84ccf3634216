import type { AskedFor } from '../../formats/manifest/manifest.ts';
import type { Lock } from './dependency-files.ts';
import { satisfiesRange } from './npm-range.ts';
import type { Sighting } from './rules.ts';

interface Fault {
  readonly lock: Lock;
  readonly path: string;
  /** What the lockfile does instead; null where it does not hold the package at all. */
  readonly said: string | null;
}

/** What a lockfile never held is the same fault in whatever version it is asked for. */
export function requestSighting({ name, range, line }: AskedFor, { lock, path, said }: Fault): Sighting {
  const isAnyVersion = said === null && satisfiesRange('0.0.0', range) !== null;
  return {
    rule: 'lockfile-disagrees',
    path,
    range: { startLine: line },
    code: `${lock.path} ${name}`,
    message: `${isAnyVersion ? name : `${name} ${range}`}: ${lock.path} ${said ?? 'does not hold it'}`,
    ...(isAnyVersion ? { isOfFile: true } : {}),
  };
}
