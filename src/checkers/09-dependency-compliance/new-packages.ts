import { posix } from 'node:path';
import type { Ecosystem, LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import { pythonName } from '../../formats/python-requirement.ts';
import { type AskedAt, askedAt } from './asked-at.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { javaRequests } from './java-requests.ts';

/** A package that a lockfile of the judged tree holds and none of base does, in this version. */
export interface NewPackage {
  readonly lock: Lock;
  readonly one: LockedDependency;
  /** What base's lockfiles hold under the same name. */
  readonly before: readonly LockedDependency[];
  /** A manifest asks for it itself. */
  readonly isDirect: boolean;
  /** Where a manifest of the change asks for it anew, or otherwise than before. */
  readonly askedAt: AskedAt | null;
  /** Names from the package that a manifest asks for down to this one; null where the lockfile does not say who uses it. */
  readonly why: readonly string[] | null;
  /** Base asked for its dependencies without locking them: nobody knows which of these are new. */
  readonly isFirstLock: boolean;
  /** What the installed package says, where the lockfile says nothing and somebody asked. */
  readonly installedLicence: string | null;
  /** What base's installed packages of the same name say, where the policy does not allow that. */
  readonly installedBefore: readonly string[];
  /** Nobody could look. */
  readonly whyNotInstalled: string | null;
  /** The lockfile has hashes, or had some at base. */
  readonly isHashed: boolean;
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
    const isHashed = [lock, ...before.locks.filter(({ path }) => path === lock.path)].some(({ graph }) =>
      graph.packages.some(({ integrity }) => integrity.length > 0),
    );
    const direct = directIn(lock, after);
    const parents = parentsIn(lock, direct);
    const askedBefore = isFirstLock ? askedIn(ecosystem, before) : new Set<string>();
    return packages.flatMap((one): NewPackage[] => {
      const old = (known.get(keyOf(ecosystem, one.name)) ?? []).map((entry) => entry.one);
      if (old.some((twin) => isSame(twin, one, ecosystem))) return [];
      const way = wayTo(one, parents);
      // What comes with a dependency that base did not ask for is new, whatever base locked.
      const isAskedBefore = way === null || askedBefore.has(way[0]?.as ?? '');
      const why = way?.map(({ name }) => name) ?? null;
      return [
        {
          lock,
          one,
          before: old,
          isDirect: direct.has(one.id),
          askedAt: direct.has(one.id) ? askedAt(one, lock, { before, after }) : null,
          why,
          isFirstLock: isFirstLock && isAskedBefore,
          installedLicence: null,
          installedBefore: [],
          whyNotInstalled: null,
          isHashed,
        },
      ];
    });
  });
}

function keyOf(ecosystem: Ecosystem, name: string): string {
  return `${ecosystem} ${name}`;
}

function isBeside(path: string, { folder }: Lock): boolean {
  return posix.dirname(path) === (folder === '' ? '.' : folder);
}

/** Of npm the address is the archive's, and another manager's the same one's; whether its host is known, checker 4 says. */
function isSame(a: LockedDependency, b: LockedDependency, ecosystem: Ecosystem): boolean {
  return (
    a.version === b.version &&
    a.source.kind === b.source.kind &&
    ((a.source.kind === 'registry' && ecosystem === 'npm' && isSameArchive(a, b)) || a.source.url === b.source.url) &&
    a.hasInstallScript === b.hasInstallScript &&
    a.licence === b.licence &&
    a.integrity.join() === b.integrity.join()
  );
}

/** Of whichever registry, but as well encrypted. Lockfiles may leave the address to the settings. */
function isSameArchive({ source: { url: a } }: LockedDependency, { source: { url: b } }: LockedDependency): boolean {
  if (a === null || b === null) return true;
  const isArchive = [a, b].every((url) => url.endsWith('.tgz'));
  return a.startsWith('http:') === b.startsWith('http:') && (!isArchive || posix.basename(a) === posix.basename(b));
}

/** Ids of what manifests ask for, whatever the lockfile says that they do. */
function directIn({ graph, path }: Lock, side: Dependencies): ReadonlySet<string> {
  if (graph.ecosystem === 'pypi' && !path.endsWith('.lock')) return new Set(graph.packages.map(({ id }) => id));
  const written = graph.importers.flatMap(({ requests }) => requests.flatMap(({ id }) => id ?? []));
  // A crate has as many keys that are no dependencies, and no rule that asks more of what is direct.
  if (graph.ecosystem === 'cargo' && written.length > 0) return new Set(written);
  const asked = askedIn(graph.ecosystem, side);
  const isTop = (id: string) => graph.ecosystem !== 'npm' || !id.replace(/^node_modules\//, '').includes('node_modules/');
  return new Set([...written, ...graph.packages.flatMap(({ id, as }) => (asked.has(as) && isTop(id) ? [id] : []))]);
}

/** Names that the manifests of a tree ask for. */
function askedIn(ecosystem: Ecosystem, side: Dependencies): ReadonlySet<string> {
  const { packages, texts, toml } = side;
  if (ecosystem === 'maven') return new Set(javaRequests(side).map(({ name }) => name));
  if (ecosystem === 'npm') return new Set([...packages.values()].flatMap(({ asked }) => asked.map(({ name }) => name)));
  const manifests = ecosystem === 'go' ? [...texts.values()] : [...toml.values()].map(({ text }) => text);
  return new Set(manifests.flatMap((text) => namesIn(text, ecosystem)));
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

/** From what a manifest asks for down to the package; null where the lockfile does not say who uses it. */
function wayTo(one: LockedDependency, parents: ReadonlyMap<string, LockedDependency | null>): readonly LockedDependency[] | null {
  const way = [one];
  let user = parents.get(one.id);
  if (user === undefined) return null;
  while (user !== null && user !== undefined) {
    way.unshift(user);
    user = parents.get(user.id);
  }
  return way;
}
