import { posix } from 'node:path';
import type { LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import type { AskedFor } from '../../formats/manifest/manifest.ts';
import type { Override } from '../../formats/manifest/overrides.ts';
import type { PackageJson } from '../../formats/manifest/package-json.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { heldElsewhere, isOutOfRange } from './held-version.ts';
import { isDecided, overrideDisagreements, overridesFor } from './override-disagreements.ts';
import { satisfiesRange } from './npm-range.ts';
import { requestSighting } from './request-sighting.ts';
import type { Sighting } from './rules.ts';
import { memberNames, unknownWorkspaces } from './unknown-workspaces.ts';

/** What `npm ci` refuses: a package that is asked for and not locked, or locked in a version that nobody asked for. */
export function npmDisagreements(lock: Lock, side: Dependencies, base: Dependencies): Sighting[] {
  const { packages } = side;
  const root = packages.get(posix.join(lock.folder, 'package.json'));
  if (root === undefined) return [];
  const byPlace = new Map(lock.graph.packages.map((one) => [one.id, one]));
  const own = memberNames(lock, side);
  // The root is asked about, whether the lockfile knows it or not.
  const importers = new Set(['', ...lock.graph.importers.flatMap(({ folder }) => folder ?? [])]);
  const held: Held = { lock, byPlace, own, overrides: overridesFor(lock, side) };
  return [
    ...[...importers].flatMap((folder) => {
      const path = posix.join(lock.folder, folder, 'package.json');
      const manifest = packages.get(path);
      return manifest === undefined ? [] : ofManifest(manifest, { path, folder, ...held });
    }),
    ...unknownWorkspaces(lock, side),
    ...overrideDisagreements(lock, side, base),
  ];
}

interface Held {
  readonly lock: Lock;
  readonly byPlace: ReadonlyMap<string, LockedDependency>;
  /** Names of the packages of the repository itself. */
  readonly own: ReadonlySet<string>;
  readonly overrides: readonly Override[];
}

interface Place extends Held {
  readonly path: string;
  readonly folder: string;
}

function ofManifest({ name: manifest, asked }: PackageJson, place: Place): Sighting[] {
  const optional = new Set(asked.filter(({ group }) => group === 'optional').map(({ name }) => name));
  return asked
    .filter(({ group, name }) => group === 'optional' || (group !== 'peer' && !optional.has(name)))
    .flatMap((request) => ofRequest(request, { ...place, manifest }));
}

function ofRequest(
  request: AskedFor,
  { manifest, lock, path, folder, byPlace, own, overrides }: Place & { readonly manifest: string | null },
): Sighting[] {
  const { name, range } = request;
  if (/^(file|link|workspace):/.test(range)) return [];
  const importer = lock.graph.importers.find((one) => one.folder === folder);
  const say = (said: string | null) => [requestSighting(request, { lock, path, said })];
  const locked = lockedFor(name, folder, byPlace);
  // npm leaves out an optional one that it cannot have; what the lockfile repeats of the manifest says that it was asked for.
  const isLeftOut = () => request.group === 'optional' && importer?.requests.some((one) => one.name === name) !== false;
  if (locked === null) return own.has(name) || isLeftOut() ? [] : say(null);
  if (isDecided({ name, manifest, locked }, overrides)) return [];
  const elsewhere = heldElsewhere(range, locked);
  if (elsewhere !== null) return say(elsewhere);
  const alias = /^npm:((?:@[^/]+\/)?[^@]+)(?:@(.*))?$/.exec(range);
  const isOfRegistry = alias !== null || (locked.source.kind === 'registry' && satisfiesRange('0.0.0', range) !== null);
  if (isOfRegistry && locked.name !== (alias?.[1] ?? name)) return say(`holds ${locked.name} under that name`);
  return isOutOfRange(locked, alias === null ? range : (alias[2] ?? '*')) ? say(`holds ${locked.version || 'it without a version'}`) : [];
}

/** The package that Node finds from a folder. */
function lockedFor(name: string, folder: string, byPlace: ReadonlyMap<string, LockedDependency>): LockedDependency | null {
  for (let above = folder; ; above = posix.dirname(above) === '.' ? '' : posix.dirname(above)) {
    const found = byPlace.get(posix.join(above, 'node_modules', name));
    if (found !== undefined) return found;
    if (above === '') return null;
  }
}
