import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

type CallerEnv = Readonly<Record<string, string | undefined>>;

/** As uv, Poetry and people call the one they keep in a repository. */
export const VIRTUAL_ENVIRONMENTS = ['.venv', 'venv'];

/**
 * The caller's environment as if they had activated the virtual environment of the repository: few who have one call programs by its path.
 * One that is activated already stays.
 */
export function withVirtualEnvironment(callerEnv: CallerEnv, root: string | null): CallerEnv {
  if (root === null || callerEnv['VIRTUAL_ENV'] !== undefined) return callerEnv;
  const found = VIRTUAL_ENVIRONMENTS.map((name) => join(root, name)).find(
    (folder) => existsSync(join(folder, 'pyvenv.cfg')) && existsSync(join(folder, 'bin/python3')),
  );
  if (found === undefined) return callerEnv;
  return { ...callerEnv, PATH: [join(found, 'bin'), callerEnv['PATH'] ?? ''].join(delimiter) };
}

/** The folder with the Python that a virtual environment stands on, by the environment's own folder of programs; null where that is none. */
export function pythonBelow(programs: string): string | null {
  const file = join(dirname(programs), 'pyvenv.cfg');
  if (!existsSync(file)) return null;
  const home = /^home\s*=\s*(.+)$/m.exec(readFileSync(file, 'utf8'))?.[1]?.trim();
  return home !== undefined && isAbsolute(home) && existsSync(home) ? home : null;
}
