import { existsSync, realpathSync } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';
import { VIRTUAL_ENVIRONMENTS } from './python-environment.ts';

export interface MachinePathRequest {
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
  /** The person's work tree. */
  readonly root: string | null;
  /** Is its virtual environment part of what git keeps? Then it is a change's, like anything else in a tree. */
  readonly isCommitted: boolean;
}

/** Never empty: an empty PATH is the folder that a program is started in. */
const SYSTEM = '/usr/bin:/bin';

/**
 * The PATH without what a change may have written: folders of the work tree, but for its virtual environment, and those that are relative,
 * which are found in the very tree that is judged.
 */
export function machinePath({ callerEnv, root, isCommitted }: MachinePathRequest): string {
  const own = root === null || isCommitted ? [] : VIRTUAL_ENVIRONMENTS.map((name) => real(join(root, name, 'bin')));
  const tree = root === null ? null : `${real(root)}${sep}`;
  const isOfMachine = (folder: string) =>
    isAbsolute(folder) && (tree === null || !`${folder}${sep}`.startsWith(tree) || own.includes(folder));
  const folders = (callerEnv['PATH'] ?? '').split(delimiter).filter((folder) => isOfMachine(real(folder)));
  return folders.join(delimiter) || SYSTEM;
}

function real(folder: string): string {
  return isAbsolute(folder) && existsSync(folder) ? realpathSync(folder) : folder;
}
