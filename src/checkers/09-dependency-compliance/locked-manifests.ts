import { posix } from 'node:path';
import { isDependencyLock } from '../../formats/dependency-graph/read-dependency-graph.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { workspacesOf } from './unknown-workspaces.ts';

/** The manifest beside each lockfile. What pip and Gradle lock stands beside nothing that could be held against it. */
const MANIFESTS: Readonly<Record<string, string>> = {
  'package-lock.json': 'package.json',
  'npm-shrinkwrap.json': 'package.json',
  'pnpm-lock.yaml': 'package.json',
  'yarn.lock': 'package.json',
  'bun.lock': 'package.json',
  'bun.lockb': 'package.json',
  'Cargo.lock': 'Cargo.toml',
  'go.sum': 'go.mod',
  'uv.lock': 'pyproject.toml',
  'poetry.lock': 'pyproject.toml',
};

/** Of each lockfile that can be held against a manifest, also one that cannot be read. */
export function lockedBeside({ locks, unreadable }: Dependencies): { readonly path: string; readonly manifest: string }[] {
  return [...locks, ...unreadable].flatMap(({ path }) => {
    const name = isDependencyLock(path) ? MANIFESTS[posix.basename(path)] : undefined;
    return name === undefined ? [] : [{ path, manifest: posix.join(posix.dirname(path), name) }];
  });
}

/** Does a lockfile hold what a manifest asks for: one beside it, or one further up that was written for it? */
export function isLocked(manifest: string, side: Dependencies): boolean {
  const pairs = lockedBeside(side);
  if (pairs.some((pair) => pair.manifest === manifest)) return true;
  return side.locks.some((lock) =>
    pairs.some(
      (pair) => pair.path === lock.path && posix.basename(pair.manifest) === posix.basename(manifest) && isOf(manifest, lock, side),
    ),
  );
}

function isOf(manifest: string, lock: Lock, side: Dependencies): boolean {
  const folder = posix.relative(lock.folder === '' ? '.' : lock.folder, posix.dirname(manifest));
  const { value } = side.toml.get(manifest) ?? {};
  return (
    lock.graph.importers.some((one) => one.folder === folder || (one.folder === null && one.name === crateName(value))) ||
    (lock.graph.importers.length === 0 && workspacesOf(lock, side).some(({ path }) => path === manifest))
  );
}

export function crateName(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('package' in value)) return undefined;
  const { package: own } = value;
  return typeof own === 'object' && own !== null && 'name' in own ? own.name : undefined;
}
