import { posix } from 'node:path';
import type { Ecosystem, LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import { pythonName } from '../../formats/python-requirement.ts';
import type { Dependencies, Lock } from './dependency-files.ts';

/** A package that a lockfile of the judged tree holds and none of base does, in this version. */
export interface NewPackage {
  readonly lock: Lock;
  readonly one: LockedDependency;
  /** What base's lockfiles hold under the same name. */
  readonly before: readonly LockedDependency[];
  /** A manifest asks for it itself. */
  readonly isDirect: boolean;
  /** Names from the package that a manifest asks for down to this one; null where the lockfile does not say who uses it. */
  readonly why: readonly string[] | null;
  /** Base asked for its dependencies without locking them: nobody knows which of these are new. */
  readonly isFirstLock: boolean;
}

/** Every package of the judged lockfiles that base does not hold with the same version, source and hashes. */
export function newPackages(before: Dependencies, after: Dependencies): NewPackage[] {
  const known = Map.groupBy(
    before.locks.flatMap(({ graph }) => graph.packages.map((one) => ({ key: keyOf(graph.ecosystem, one.name), one }))),
    ({ key }) => key,
  );
  return after.locks.flatMap((lock) => {
    const { ecosystem, packages } = lock.graph;
    const isFirstLock =
      !before.locks.some((old) => old.graph.ecosystem === ecosystem && old.folder === lock.folder) &&
      [...before.packages.keys(), ...before.toml.keys(), ...before.texts.keys()].some((path) => isBeside(path, lock));
    const direct = directIn(lock, after);
    const parents = parentsIn(lock, direct);
    return packages.flatMap((one): NewPackage[] => {
      const old = (known.get(keyOf(ecosystem, one.name)) ?? []).map((entry) => entry.one);
      if (old.some((twin) => isSame(twin, one))) return [];
      return [{ lock, one, before: old, isDirect: direct.has(one.id), why: whyOf(one, parents), isFirstLock }];
    });
  });
}

function keyOf(ecosystem: Ecosystem, name: string): string {
  return `${ecosystem} ${name}`;
}

function isBeside(path: string, { folder }: Lock): boolean {
  return posix.dirname(path) === (folder === '' ? '.' : folder);
}

function isSame(a: LockedDependency, b: LockedDependency): boolean {
  return (
    a.version === b.version &&
    a.source.kind === b.source.kind &&
    (a.source.kind === 'registry' || a.source.url === b.source.url) &&
    a.hasInstallScript === b.hasInstallScript &&
    a.licence === b.licence &&
    a.integrity.join() === b.integrity.join()
  );
}

/** Ids of what manifests ask for; the manifests are read where the lockfile does not repeat them. */
function directIn({ graph, path }: Lock, side: Dependencies): ReadonlySet<string> {
  if (graph.importers.length > 0) return new Set(graph.importers.flatMap(({ requests }) => requests.flatMap(({ id }) => id ?? [])));
  if (path.endsWith('.txt')) return new Set(graph.packages.map(({ id }) => id));
  const asked = new Set<string>();
  if (graph.ecosystem === 'npm') for (const { asked: each } of side.packages.values()) for (const { name } of each) asked.add(name);
  const texts = graph.ecosystem === 'go' ? [...side.texts.values()] : [...side.toml.values()].map(({ text }) => text);
  for (const text of graph.ecosystem === 'npm' ? [] : texts) for (const name of namesIn(text, graph.ecosystem)) asked.add(name);
  const isTop = (id: string) => graph.ecosystem !== 'npm' || !id.replace(/^node_modules\//, '').includes('node_modules/');
  return new Set(graph.packages.flatMap(({ id, as }) => (asked.has(as) && isTop(id) ? [id] : [])));
}

/** Words that stand where a manifest names a dependency: `github.com/a/b v1.0.0`, `click = "^8"`, `"click>=8"`. */
function namesIn(text: string, ecosystem: Ecosystem): string[] {
  if (ecosystem === 'go') return [...text.matchAll(/^\s*(?:require\s+)?(\S+\.\S+\/\S+) v\S+\s*$/gm)].map(([, name = '']) => name);
  return [...text.matchAll(/^\s*["']?([A-Za-z0-9][\w.-]*)\s*(?:["']?\s*=|[[<>=!~;"'])/gm)].map(([, name = '']) => pythonName(name));
}

/** By id, who brings a package in: null for what is asked for itself. The shortest way counts. */
function parentsIn({ graph }: Lock, direct: ReadonlySet<string>): ReadonlyMap<string, LockedDependency | null> {
  const byId = new Map(graph.packages.map((one) => [one.id, one]));
  const parents = new Map<string, LockedDependency | null>([...direct].map((id) => [id, null]));
  const open = [...direct];
  for (let index = 0; index < open.length; index += 1) {
    const user = byId.get(open[index] ?? '');
    for (const id of user?.dependsOn ?? []) {
      if (parents.has(id) || user === undefined) continue;
      parents.set(id, user);
      open.push(id);
    }
  }
  return parents;
}

function whyOf(one: LockedDependency, parents: ReadonlyMap<string, LockedDependency | null>): readonly string[] | null {
  const names = [one.name];
  let user = parents.get(one.id);
  if (user === undefined) return null;
  while (user !== null && user !== undefined) {
    names.unshift(user.name);
    user = parents.get(user.id);
  }
  return names;
}
