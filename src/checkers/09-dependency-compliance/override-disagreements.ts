import { posix } from 'node:path';
import type { LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import type { Override } from '../../formats/manifest/overrides.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { heldElsewhere, isOutOfRange } from './held-version.ts';
import { satisfiesRange } from './npm-range.ts';
import type { Sighting } from './rules.ts';

interface Placed extends Override {
  readonly path: string;
}

/** Everything beside a lockfile that may decide in place of a manifest, whichever manager reads it. */
export function overridesFor(lock: Lock, { packages, pnpmOverrides }: Dependencies): readonly Override[] {
  const root = Object.values(packages.get(posix.join(lock.folder, 'package.json'))?.overrides ?? {}).flat();
  return lock.path.endsWith('pnpm-lock.yaml') ? [...root, ...[...pnpmOverrides.values()].flatMap(({ overrides }) => overrides)] : root;
}

interface Requested {
  readonly name: string;
  /** The name of the package that asks. */
  readonly manifest: string | null;
  /** What it gets. */
  readonly locked: LockedDependency | undefined;
}

/** Does an override for what this package asks for say that it gets what it gets? */
export function isDecided({ name, manifest, locked }: Requested, overrides: readonly Override[]): boolean {
  return overrides.some(
    (one) =>
      one.name === name &&
      (one.below.size === 0 || (manifest !== null && one.below.has(manifest))) &&
      (locked === undefined || !isOutOfRange(locked, one.range)),
  );
}

/** Overrides that a lockfile does not follow, or that it still follows. */
export function overrideDisagreements(lock: Lock, side: Dependencies, base: Dependencies): Sighting[] {
  const settings = settingsFor(lock, side);
  const { overrides: written } = lock.graph;
  if (written === undefined) return settings.flatMap((one) => heldOutside(one, lock));
  const byKey = Map.groupBy(settings, ({ key }) => key);
  const changed = [...byKey].flatMap(([key, alike]): Sighting[] => {
    const [first] = alike;
    const there = written.get(key);
    // A reference or an address is written in another way there.
    if (first === undefined || (there !== undefined && alike.some(({ range }) => range === there || !isRange(range)))) return [];
    return [sighting(first, lock, there === undefined ? 'was written without it' : `was written for ${there}`)];
  });
  const withdrawn = settingsFor(lock, base).flatMap((one) =>
    !byKey.has(one.key) && written.has(one.key)
      ? [sighting({ ...one, path: lock.path, line: 1 }, lock, 'still follows it, and nothing says it any more')]
      : [],
  );
  return [...changed, ...withdrawn];
}

/** What the lockfile's own manager reads. */
function settingsFor({ path: lockPath, folder, graph }: Lock, { packages, pnpmOverrides }: Dependencies): Placed[] {
  const path = posix.join(folder, 'package.json');
  const root = packages.get(path)?.overrides;
  const at = (place: string, all: readonly Override[] = []) => all.map((one) => ({ ...one, path: place }));
  const resolutions = at(path, root?.resolutions);
  switch (posix.basename(lockPath)) {
    case 'pnpm-lock.yaml': {
      const settings = pnpmOverrides.get(folder);
      const own = [...at(settings?.path ?? path, settings?.overrides), ...at(path, root?.pnpm)];
      const keys = new Set(own.map(({ key }) => key));
      // Until 8.0 pnpm reads them only where there is nothing else; whether it does, the lockfile tells.
      return [...own, ...resolutions.filter(({ key }) => own.length === 0 || (!keys.has(key) && graph.overrides?.has(key) === true))];
    }
    case 'bun.lock': {
      const own = at(path, root?.overrides);
      return (own.length > 0 ? own : resolutions).filter(({ isPlain, key, name }) => isPlain && key === name);
    }
    case 'yarn.lock':
      return resolutions;
    default:
      return at(path, root?.overrides);
  }
}

/** Of what lockfiles do not repeat the held versions tell, where the override is for all packages. */
function heldOutside(override: Placed, lock: Lock): Sighting[] {
  const { name, range, isPlain } = override;
  if (!isPlain) return heldBelow(override, lock);
  const held = lock.graph.packages.filter(({ as, needsNoIntegrity }) => as === name && !needsNoIntegrity);
  const [elsewhere, ...others] = held.map((one) => heldElsewhere(range, one));
  if (elsewhere != null && !others.includes(null)) return [sighting(override, lock, elsewhere)];
  const [first, ...more] = held.filter((one) => isOutOfRange(one, range));
  // Yarn 1 leaves alone what the root itself asks for.
  const isClassic = posix.basename(lock.path) === 'yarn.lock' && lock.graph.importers.length === 0;
  if (first === undefined || (isClassic && more.length + 1 < held.length)) return [];
  return [sighting(override, lock, `holds ${first.version || 'it without a version'}`)];
}

/** What counts for one package's own dependencies: `a` with `b` inside of npm, `a/b` and `a/**\/b` of yarn. */
function heldBelow(override: Placed, lock: Lock): Sighting[] {
  const { key, name, range } = override;
  const isYarn = posix.basename(lock.path) === 'yarn.lock';
  const outer = isYarn ? /^(.+?)(?:\/\*\*)?\/$/.exec(key.slice(0, -name.length))?.[1] : /^([^>]+)>$/.exec(key.slice(0, -name.length))?.[1];
  const [, above, versions = ''] = /^((?:@[^@/]+\/)?[^@/]+)(?:@([^@]*))?$/.exec(outer ?? '') ?? [];
  if (above === undefined || !key.endsWith(name) || (isYarn && versions !== '')) return [];
  const byId = new Map(lock.graph.packages.map((one) => [one.id, one]));
  const users = lock.graph.packages.filter(
    (one) => one.as === above && (versions === '' || satisfiesRange(one.version, versions) === true),
  );
  const used = users.flatMap(({ dependsOn }) => dependsOn.flatMap((id) => byId.get(id) ?? [])).filter(({ as }) => as === name);
  // Yarn's lockfile keeps the range that was asked for: which of several it stands for is not said there.
  const held = isYarn && used.length > 0 ? lock.graph.packages.filter(({ as }) => as === name) : used;
  const outside = held.filter((one) => !one.needsNoIntegrity && isOutOfRange(one, range));
  const [first] = outside;
  if (first === undefined || (isYarn && outside.length < held.length)) return [];
  return [sighting(override, lock, `holds ${first.version || 'it without a version'} below ${above}`)];
}

function isRange(range: string): boolean {
  return satisfiesRange('0.0.0', range.replace(/^npm:(?:@[^/]+\/)?[^@/]+@/, '')) !== null;
}

function sighting({ key, range, path, line }: Placed, lock: Lock, said: string): Sighting {
  return {
    rule: 'lockfile-disagrees',
    path,
    range: { startLine: line },
    code: `${lock.path} override ${key}`,
    message: `${key} ${range}, an override: ${lock.path} ${said}`,
  };
}
