import type { PackageManager } from '../../domain/project.ts';
import type { Manifest } from './manifest.ts';

/** The rarer ones first: a stray package-lock.json beside another lockfile is the usual accident. */
const LOCKFILES: readonly (readonly [path: string, name: PackageManager['name']])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['yarn.lock', 'yarn'],
  ['npm-shrinkwrap.json', 'npm'],
  ['package-lock.json', 'npm'],
];

/** Which package manager a tree is for: what its package.json says, else whose lockfile there is, else npm. */
export function detectPackageManager({ manifest, paths }: { readonly manifest: Manifest; readonly paths: readonly string[] }): {
  readonly manager: PackageManager;
  readonly notes: readonly string[];
} {
  const locks = LOCKFILES.filter(([path]) => paths.includes(path));
  const declared = /^(npm|pnpm|yarn|bun)(@|$)/.exec(manifest.packageManager ?? manifest.devEngines?.packageManager?.name ?? '')?.[1];
  const workspaceOf = paths.includes('pnpm-workspace.yaml') ? 'pnpm' : paths.includes('.yarnrc.yml') ? 'yarn' : undefined;
  const name = LOCKFILES.map(([, manager]) => manager).find((manager) => manager === declared) ?? locks[0]?.[1] ?? workspaceOf ?? 'npm';
  const lockfile = locks.find(([, manager]) => manager === name)?.[0] ?? null;
  const others = locks.filter(([, manager]) => manager !== name).map(([path]) => path);
  return {
    manager: { name, lockfile },
    notes: [
      lockfile === null ? `${name}, without a lockfile: dependencies are not pinned` : `${name}, with ${lockfile}`,
      ...(others.length > 0 ? [`${others.join(', ')}: of another package manager, not used`] : []),
    ],
  };
}
