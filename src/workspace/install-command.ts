import type { PackageManager } from '../domain/project.ts';

export interface InstallRequest {
  readonly manager: PackageManager | null;
  /** Text of the lockfile; null without one. */
  readonly lock: string | null;
  /** Packages that may run their install scripts, as the manager's `rebuild` takes them. */
  readonly allowed: readonly string[];
}

/** Installs exactly what the lockfile names, with every install script off; then runs those of the packages that are allowed to. */
export function installCommand({ manager, lock, allowed }: InstallRequest): string {
  const name = manager?.name ?? 'npm';
  const install = lock === null ? UNLOCKED[name] : name === 'yarn' && lock.includes('__metadata:') ? YARN_BERRY : LOCKED[name];
  return allowed.length === 0 ? install : `${install} && ${name} rebuild ${allowed.map(quoted).join(' ')}`;
}

const YARN_BERRY = 'yarn install --immutable --mode=skip-build';

const LOCKED: Readonly<Record<PackageManager['name'], string>> = {
  npm: 'npm ci --ignore-scripts',
  pnpm: 'pnpm install --frozen-lockfile --ignore-scripts',
  yarn: 'yarn install --frozen-lockfile --ignore-scripts',
  bun: 'bun install --frozen-lockfile --ignore-scripts',
};

const UNLOCKED: Readonly<Record<PackageManager['name'], string>> = {
  npm: 'npm install --no-package-lock --ignore-scripts',
  pnpm: 'pnpm install --no-lockfile --ignore-scripts',
  yarn: 'yarn install --no-lockfile --ignore-scripts',
  bun: 'bun install --no-save --ignore-scripts',
};

function quoted(word: string): string {
  return /^[\w@./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
