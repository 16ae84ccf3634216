import { posix } from 'node:path';
import { isDependencyLock } from '../../formats/dependency-graph/read-dependency-graph.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import type { Sighting } from './rules.ts';
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

/** Lockfiles of base that are gone while the manifest beside them still asks, and no other lockfile holds what it asks for. */
export function deletedLockfiles(before: Dependencies, after: Dependencies): Sighting[] {
  return lockPaths(before).flatMap((path): Sighting[] => {
    const name = MANIFESTS[posix.basename(path)];
    if (name === undefined || after.tree.has(path)) return [];
    const manifest = posix.join(posix.dirname(path), name);
    if (!asksForAnything(manifest, after)) return [];
    const others = lockPaths(after).filter((other) => MANIFESTS[posix.basename(other)] === name);
    const isBeside = others.some((other) => posix.dirname(other) === posix.dirname(path));
    if (isBeside || after.locks.some((lock) => others.includes(lock.path) && holdsFolderOf(manifest, lock, after))) return [];
    const message = `${path} is deleted, and no other lockfile holds what ${manifest} asks for`;
    return [{ rule: 'lockfile-deleted', path: manifest, code: path, message }];
  });
}

function lockPaths({ locks, unreadable }: Dependencies): string[] {
  return [...locks, ...unreadable].map(({ path }) => path).filter(isDependencyLock);
}

function asksForAnything(path: string, { packages, toml, texts }: Dependencies): boolean {
  const asked = packages.get(path)?.asked;
  if (asked !== undefined) return asked.some(({ group }) => group !== 'peer');
  return toml.has(path) || /^\s*require\b/m.test(texts.get(path) ?? '');
}

/** Is the manifest one of those that a lockfile further up was written for? */
function holdsFolderOf(manifest: string, lock: Lock, side: Dependencies): boolean {
  const folder = posix.relative(lock.folder === '' ? '.' : lock.folder, posix.dirname(manifest));
  const { value } = side.toml.get(manifest) ?? {};
  return (
    lock.graph.importers.some((one) => one.folder === folder || (one.folder === null && one.name === crateName(value))) ||
    (lock.graph.importers.length === 0 && workspacesOf(lock, side).some(({ path }) => path === manifest))
  );
}

function crateName(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('package' in value)) return undefined;
  const { package: own } = value;
  return typeof own === 'object' && own !== null && 'name' in own ? own.name : undefined;
}
