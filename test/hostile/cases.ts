import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HostileCase } from './hostile-case.ts';

export interface NamedCase {
  /** Its file without the ending: `git/hooks`. */
  readonly name: string;
  readonly family: string;
  readonly one: HostileCase;
}

/** Every case there is, in order of its name. */
export async function readCases(): Promise<NamedCase[]> {
  const folder = import.meta.dirname;
  return Promise.all(
    globSync('**/*.case.ts', { cwd: folder })
      .toSorted()
      .map(async (path) => {
        const { default: one } = (await import(join(folder, path))) as { default: HostileCase };
        return { name: path.replace('.case.ts', ''), family: dirname(path), one };
      }),
  );
}
