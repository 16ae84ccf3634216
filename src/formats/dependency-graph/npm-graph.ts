import { posix } from 'node:path';
import { z } from 'zod';
import type { DependencyGraph, Importer, LockedDependency, Request, Source } from './dependency-graph.ts';

const text = z.string().nullable().catch(null).default(null);
const flag = z.boolean().catch(false).default(false);
const names = z.record(z.string(), z.string().catch('')).catch({}).default({});
const entry = z.object({
  name: text,
  version: text,
  resolved: text,
  integrity: text,
  license: z.unknown().optional(),
  link: flag,
  inBundle: flag,
  bundleDependencies: z.unknown().optional(),
  hasInstallScript: flag,
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
});
const tree = z.object({
  version: text,
  resolved: text,
  integrity: text,
  bundled: flag,
  requires: names,
  get dependencies() {
    return z.record(z.string(), tree).optional();
  },
});
const lock = z.object({
  packages: z.record(z.string(), z.unknown()).optional(),
  dependencies: z.record(z.string(), z.unknown()).optional(),
});

type Entry = z.infer<typeof entry>;
type Nested = z.infer<typeof tree>;

/** `package-lock.json` and `npm-shrinkwrap.json`: versions 2 and 3 by place, version 1 as a tree of names. */
export function readNpmGraph(source: string): DependencyGraph {
  const { packages, dependencies = {} } = lock.parse(JSON.parse(source));
  if (packages !== undefined) return fromPlaces(z.record(z.string(), entry).parse(packages));
  return fromTree(z.record(z.string(), tree).parse(dependencies));
}

const PLACE = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/;

function fromPlaces(places: Readonly<Record<string, Entry>>): DependencyGraph {
  const found = (from: string, name: string): string | null => {
    for (const folder of foldersUp(from)) {
      const place = posix.join(folder, 'node_modules', name);
      const there = Object.hasOwn(places, place) ? places[place] : undefined;
      if (there !== undefined) return there.link ? null : place;
    }
    return null;
  };
  const packages: LockedDependency[] = [];
  const importers: Importer[] = [];
  for (const [place, one] of Object.entries(places)) {
    const as = PLACE.exec(place)?.[1];
    const asked = { ...one.peerDependencies, ...one.dependencies, ...one.optionalDependencies };
    if (as === undefined) {
      importers.push({
        folder: place,
        name: one.name,
        version: null,
        requests: requestsOf({ ...one.devDependencies, ...asked }, (name) => found(place, name)),
      });
    } else if (!one.link) {
      packages.push({
        id: place,
        name: one.name ?? as,
        as,
        version: one.version ?? '',
        source: sourceOf(one.resolved ?? one.version),
        integrity: one.integrity === null ? [] : one.integrity.trim().split(/\s+/),
        hasInstallScript: one.hasInstallScript,
        licence: statedLicence(one.license),
        dependsOn: Object.keys(asked).flatMap((name) => found(place, name) ?? []),
        asks: { ...one.dependencies, ...one.optionalDependencies },
        needsNoIntegrity: one.inBundle && isBundled(place, places),
        mark: JSON.stringify(place),
      });
    }
  }
  // There is always a root, and it asks for nothing where the lockfile leaves it out.
  if (!importers.some(({ folder }) => folder === '')) importers.push({ folder: '', name: null, version: null, requests: [] });
  const folders = Object.entries(places).flatMap(([place, { link, resolved }]) => {
    const as = PLACE.exec(place)?.[1];
    return link && as !== undefined ? [{ as, folder: resolved, mark: JSON.stringify(place) }] : [];
  });
  const held = new Set(Object.keys(places).flatMap((place) => PLACE.exec(place)?.[1] ?? []));
  const missing = Object.entries(places).flatMap(([place, one]) =>
    PLACE.test(place) && !one.inBundle ? Object.keys(one.dependencies).filter((name) => !held.has(name)) : [],
  );
  return { ecosystem: 'npm', packages, importers, folders, missing };
}

/** Does a package above bring it along? What a package of the repository is to bundle is fetched first. */
function isBundled(place: string, places: Readonly<Record<string, Entry>>): boolean {
  return [...foldersUp(posix.dirname(place))].some((above) => PLACE.test(above) && places[above]?.bundleDependencies !== undefined);
}

function requestsOf(asked: Readonly<Record<string, string>>, idOf: (name: string) => string | null): Request[] {
  return Object.entries(asked).map(([name, range]) => ({ name, range, id: idOf(name) }));
}

/** A place and the folders above it in which Node looks: `a/node_modules/b`, `a`, the root. */
function* foldersUp(from: string): Generator<string> {
  for (let folder = from; ; folder = posix.dirname(folder)) {
    if (posix.basename(folder) !== 'node_modules') yield folder === '.' ? '' : folder;
    if (folder === '' || folder === '.' || folder === '/') return;
  }
}

function fromTree(top: Readonly<Record<string, Nested>>): DependencyGraph {
  const packages: LockedDependency[] = [];
  const step = (inside: Readonly<Record<string, Nested>>, place: string, outer: readonly Level[]) => {
    const levels = [{ place, names: inside }, ...outer];
    for (const [as, one] of Object.entries(inside)) {
      const own = placeIn(place, as);
      const within = [{ place: own, names: one.dependencies ?? {} }, ...levels];
      packages.push(treePackage(as, { ...one, version: one.version ?? '' }, { own, within }));
      if (one.dependencies !== undefined) step(one.dependencies, own, levels);
    }
  };
  step(top, '', []);
  return { ecosystem: 'npm', packages, importers: [] };
}

interface Level {
  readonly place: string;
  readonly names: Readonly<Record<string, Nested>>;
}

function placeIn(place: string, name: string): string {
  return posix.join(place, 'node_modules', name);
}

function treePackage(
  as: string,
  one: Nested & { readonly version: string },
  { own, within }: { readonly own: string; readonly within: readonly Level[] },
): LockedDependency {
  const alias = /^npm:(.+)@([^@]+)$/.exec(one.version);
  const dependsOn = Object.keys(one.requires).flatMap((name) => {
    const level = within.find(({ names: held }) => Object.hasOwn(held, name));
    return level === undefined ? [] : [placeIn(level.place, name)];
  });
  return {
    id: own,
    name: alias?.[1] ?? as,
    as,
    version: alias?.[2] ?? one.version,
    source: sourceOf(one.resolved ?? (alias === null ? one.version : null)),
    integrity: one.integrity === null ? [] : one.integrity.trim().split(/\s+/),
    hasInstallScript: null,
    licence: null,
    dependsOn,
    needsNoIntegrity: one.bundled && own.includes('/node_modules/'),
    mark: `${JSON.stringify(as)}: {`,
  };
}

/** What follows `resolved`, or a version that is none. */
export function sourceOf(resolved: string | null): Source {
  if (resolved === null || /^v?\d+\.\d+\.\d+/.test(resolved)) return { kind: 'registry', url: null };
  if (/^(git[+:@]|ssh:|github:|gitlab:|bitbucket:|gist:)|\.git(#|$)|codeload\.github\.com\//.test(resolved))
    return { kind: 'git', url: resolved };
  if (/^https?:/.test(resolved)) return { kind: isRegistryArchive(resolved) ? 'registry' : 'url', url: resolved };
  if (/^(file|link|portal):/.test(resolved)) return { kind: 'file', url: resolved.replace(/^\w+:/, '') };
  return { kind: 'url', url: resolved };
}

/** Registries put `/-/` before the archive's name, those of GitHub `/download/`. */
function isRegistryArchive(url: string): boolean {
  return /\/-\/|^https:\/\/(npm\.pkg\.github\.com\/download|npm\.jsr\.io)\//.test(url);
}

/** A string; in old ones an object, or a list of them. */
export function statedLicence(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const each = value.map(statedLicence);
    return each.length > 0 && each.every((one) => one !== null) ? `(${each.join(' OR ')})` : null;
  }
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' ? value.type : null;
}
