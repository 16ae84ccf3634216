import type { Tree } from '../domain/tree.ts';
import type { LockedPackage } from '../formats/lockfile/locked-package.ts';
import { isLockfile, readLockfile } from '../formats/lockfile/read-lockfile.ts';
import type { LockfileFault } from './checkout.ts';
import { namesAskedFor, type NamesAskedFor } from './names-asked-for.ts';
import { PUBLIC_HOSTS, SETTINGS } from './registry-endpoints.ts';

export interface LockfileFaultsRequest {
  readonly base: Tree;
  readonly head: Tree;
  /** Lockfiles that the approved order lets the change rewrite: a registry may really move. */
  readonly isAllowed: (path: string) => boolean;
  /** The person's own registry settings, as an npmrc: asked only about a host that nothing of the base commit names. */
  readonly ownSettings: () => Promise<string>;
}

/** Everything in the changed lockfiles that would install something else under a known name, or from a place nobody named. */
export async function lockfileFaults({ base, head, isAllowed, ownSettings }: LockfileFaultsRequest): Promise<LockfileFault[]> {
  const changed = head.paths.filter(
    (path) => isLockfile(path) && head.entry(path)?.objectId !== base.entry(path)?.objectId && !isAllowed(path),
  );
  if (changed.length === 0) return [];
  const known = await lockedAt(base);
  const hosts = new Set([...PUBLIC_HOSTS, ...(await hostsNamedAt(base)), ...known.flatMap(hostOf)]);
  const versions = Map.groupBy(known, identity);
  const installedAs = Map.groupBy(known, ({ as }) => as);
  const asked = await namesAskedFor(head);
  const faults: LockfileFault[] = [];
  for (const path of changed) {
    const packages = readLockfile(path, (await head.read(path)) ?? '');
    if (packages === null) {
      faults.push({ path, package: path, message: `${path} cannot be read, so nothing tells what it would install` });
      continue;
    }
    for (const one of packages)
      faults.push(
        ...strangeNames(one, { path, before: installedAs.get(one.as) ?? [], asked }),
        ...(await faultsOf(one, { path, twins: versions.get(identity(one)) ?? [], hosts, ownSettings })),
      );
  }
  return faults;
}

interface Surroundings {
  readonly path: string;
  /** The same name and version at base. */
  readonly twins: readonly LockedPackage[];
  /** Grows by the person's own registries when those are asked for. */
  readonly hosts: Set<string>;
  readonly ownSettings: () => Promise<string>;
}

async function faultsOf(one: LockedPackage, { path, twins, hosts, ownSettings }: Surroundings): Promise<LockfileFault[]> {
  const fault = (message: string): LockfileFault[] => [{ path, package: identity(one), message: `${identity(one)} ${message}` }];
  if (twins.length > 0 && !twins.some((twin) => isSameContent(twin, one)))
    return fault(
      `has other content than at the base commit: integrity was ${said(twins.map((twin) => twin.integrity))} and is ${one.integrity ?? 'none'}`,
    );
  const [host] = hostOf(one);
  if (host === undefined) return [];
  const [before] = twins.flatMap(hostOf);
  if (before !== undefined && !twins.flatMap(hostOf).includes(host) && !isSameOfPublic(one, twins, host))
    return fault(`came from ${before} and comes from ${host} now`);
  if (!hosts.has(host)) for (const own of hostsIn(await ownSettings())) hosts.add(own);
  if (!hosts.has(host)) return fault(`comes from ${host}, which neither the base commit's lockfile nor a registry setting names`);
  const fetched = fetchedName(one);
  return fetched === null || fetched === one.name ? [] : fault(`is fetched as ${fetched}: ${one.resolved}`);
}

interface Names {
  readonly path: string;
  /** What base installs under the same name. */
  readonly before: readonly LockedPackage[];
  readonly asked: NamesAskedFor;
}

/** A package under another's name, of which the manifests do not say so. A name that is new with its package hides nobody. */
function strangeNames(one: LockedPackage, { path, before, asked }: Names): LockfileFault[] {
  const { as, name } = one;
  const wanted = asked(as);
  if (as === name || before.some((old) => old.name === name) || (before.length === 0 && wanted.size === 0)) return [];
  if (wanted.has(name) && !wanted.has(as)) return [];
  return [{ path, package: identity(one), message: `${identity(one)} is installed as ${as}, which no manifest says` }];
}

function said(values: readonly (string | null)[]): string {
  return [...new Set(values.map((value) => value ?? 'none'))].join(' or ');
}

function identity({ name, version }: LockedPackage): string {
  return `${name}@${version}`;
}

async function lockedAt(tree: Tree): Promise<LockedPackage[]> {
  const read = await Promise.all(
    tree.paths.filter(isLockfile).map(async (path) => readLockfile(path, (await tree.read(path)) ?? '') ?? []),
  );
  return read.flat();
}

async function hostsNamedAt(tree: Tree): Promise<string[]> {
  const texts = await Promise.all(
    [...SETTINGS, 'pnpm-workspace.yaml'].filter((path) => tree.has(path)).map(async (path) => (await tree.read(path)) ?? ''),
  );
  return texts.flatMap(hostsIn);
}

function hostsIn(settings: string): string[] {
  return [...settings.matchAll(/\bregistr(?:y|ies)\b[^\n]*?(https?:\/\/[^\s"']+)/gi)].flatMap(([, url = '']) => URL.parse(url)?.host ?? []);
}

/** Where it is fetched from; nothing for what the settings decide, and for a path inside the tree. */
function hostOf({ resolved }: LockedPackage): string[] {
  if (resolved === null) return [];
  const host = URL.parse(resolved)?.host ?? /^(?:[^@/\s]+@)?([\w.-]+\.[a-z]+):/i.exec(resolved)?.[1];
  return host === undefined || host === '' ? [] : [host];
}

/** Registries put the package's name before `/-/`. */
function fetchedName({ resolved }: LockedPackage): string | null {
  const path = URL.parse(resolved ?? '')?.pathname;
  const name = path === undefined ? undefined : /((?:@[^/]+|%40[^/]+)(?:\/|%2f))?([^/]+)\/-\/[^/]+$/i.exec(path);
  return name === undefined || name === null ? null : decodeURIComponent(`${name[1] ?? ''}${name[2] ?? ''}`);
}

/** Where managers fetch from unless told otherwise: the same hash says that it has the same bytes, and nobody is asked who was not known. */
function isSameOfPublic(one: LockedPackage, twins: readonly LockedPackage[], host: string): boolean {
  const hashes = hashesOf(one.integrity ?? '');
  const isBound = ({ integrity }: LockedPackage) =>
    [...hashesOf(integrity ?? '')].some(([by, of]) => by !== '' && hashes.get(by)?.isSubsetOf(of) === true);
  return PUBLIC_HOSTS.includes(host) && one.integrity !== null && twins.some(isBound);
}

/** A stronger algorithm for the same package is no other content; a hash that is gone may be any. */
function isSameContent({ integrity: old }: LockedPackage, { integrity: now }: LockedPackage): boolean {
  if (old === null) return true;
  if (now === null) return false;
  const [before, after] = [hashesOf(old), hashesOf(now)];
  const shared = [...before.keys()].filter((algorithm) => after.has(algorithm));
  // Of several hashes any one is enough.
  if (shared.length > 0) return shared.every((algorithm) => after.get(algorithm)?.isSubsetOf(before.get(algorithm) ?? new Set()) === true);
  return (
    [...before.keys()].every((algorithm) => algorithm === 'sha1') || [before, after].some((hashes) => [...hashes.keys()].some(isPacking))
  );
}

function hashesOf(integrity: string): ReadonlyMap<string, ReadonlySet<string>> {
  const hashes = integrity.trim().split(/\s+/);
  const byAlgorithm = Map.groupBy(hashes, (hash) => hash.slice(0, hash.indexOf('-')));
  return new Map([...byAlgorithm].map(([algorithm, own]) => [algorithm, new Set(own)]));
}

/** Yarn berry hashes an archive of its own; another packing has another hash. */
function isPacking(algorithm: string): boolean {
  return /^\d+c\d+$|^\d+$/.test(algorithm);
}
