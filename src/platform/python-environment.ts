import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { fileStamp, namesIn } from './file-stamp.ts';

type CallerEnv = Readonly<Record<string, string | undefined>>;

/** As uv, Poetry and people call the one they keep in a repository. */
export const VIRTUAL_ENVIRONMENTS = ['.venv', 'venv'];

/**
 * The caller's environment as if they had activated the virtual environment of the repository: few who have one call programs by its path.
 * One that is activated already stays.
 */
export function withVirtualEnvironment(callerEnv: CallerEnv, root: string | null): CallerEnv {
  const found = callerEnv['VIRTUAL_ENV'] === undefined ? environmentIn(root) : null;
  return found === null ? callerEnv : { ...callerEnv, PATH: [join(found, 'bin'), callerEnv['PATH'] ?? ''].join(delimiter) };
}

function environmentIn(root: string | null): string | null {
  if (root === null) return null;
  const folders = VIRTUAL_ENVIRONMENTS.map((name) => join(root, name));
  return folders.find((folder) => existsSync(join(folder, 'pyvenv.cfg')) && existsSync(join(folder, 'bin/python3'))) ?? null;
}

/**
 * Tells one set of packages of the virtual environment that commands get from another, whether it is activated or the repository's; `none`
 * without one. What pip installs, takes away or replaces shows in the folders it does it in, and a file that is edited there does not.
 */
export function virtualEnvironmentStamp(callerEnv: CallerEnv, root: string | null): string {
  const found = callerEnv['VIRTUAL_ENV'] ?? environmentIn(root);
  if (found === null) return 'none';
  const libraries = join(found, 'lib');
  const packages = namesIn(libraries).map((name) => join(libraries, name, 'site-packages'));
  const paths = [join(found, 'pyvenv.cfg'), join(found, 'bin'), ...packages.flatMap((folder) => [folder, ...inside(folder)])];
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\0${fileStamp(path)}\n`);
  return hash.digest('hex');
}

function inside(folder: string): string[] {
  return namesIn(folder).map((name) => join(folder, name));
}

/** The folder with the Python that a virtual environment stands on, by the environment's own folder of programs; null where that is none. */
export function pythonBelow(programs: string): string | null {
  const file = join(dirname(programs), 'pyvenv.cfg');
  if (!existsSync(file)) return null;
  const home = /^home\s*=\s*(.+)$/m.exec(readFileSync(file, 'utf8'))?.[1]?.trim();
  return home !== undefined && isAbsolute(home) && existsSync(home) ? home : null;
}
