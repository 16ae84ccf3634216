import { posix } from 'node:path';
import { z } from 'zod';
import type { DependencyGraph, Importer, LockedDependency, LockedFolder, Request, Source } from './dependency-graph.ts';
import { sourceOf } from './npm-graph.ts';
import { parseLockYaml } from './plain-yaml.ts';

const text = z.string().optional();
const used = z.union([
  z.string().transform((version) => ({ version, specifier: undefined })),
  z.object({ version: z.string(), specifier: text }),
]);
const uses = z.record(z.string(), used);
const groups = z.object({ dependencies: uses, devDependencies: uses, optionalDependencies: uses }).partial();
const importer = groups.extend({ specifiers: z.record(z.string(), z.string()).optional() });
const locked = groups.extend({
  name: text,
  version: text,
  requiresBuild: z.boolean().optional(),
  optional: z.boolean().optional(),
  resolution: z.object({ integrity: text, tarball: text, repo: text, commit: text, type: text, directory: text }).default({}),
});
const lock = importer.extend({
  lockfileVersion: z.union([z.string(), z.number()]),
  importers: z.record(z.string(), importer).default({}),
  packages: z.record(z.string(), locked).default({}),
  snapshots: z.record(z.string(), groups).default({}),
  catalogs: z.record(z.string(), z.record(z.string(), z.object({ specifier: z.string() }))).default({}),
  overrides: z.record(z.string(), z.unknown().transform(String)).default({}),
});

type Groups = z.infer<typeof groups>;
type Locked = z.infer<typeof locked>;

/** `pnpm-lock.yaml` of the versions 5 to 9: from 9 on what a package uses stands in `snapshots`. */
export function readPnpmGraph(source: string): DependencyGraph {
  // Before the packages there may be a document about the package manager itself.
  const documents = source.split(/^---\s*$/m).filter((one) => one.trim() !== '');
  const graphs = documents.map((one) => graphOf(lock.parse(parseLockYaml(one))));
  const last = graphs.at(-1);
  if (last === undefined) throw new SyntaxError('it is empty');
  return { ...last, packages: graphs.flatMap(({ packages }) => packages), folders: graphs.flatMap(({ folders = [] }) => folders) };
}

function graphOf({ lockfileVersion, packages, snapshots, importers, catalogs, overrides, ...root }: z.infer<typeof lock>): DependencyGraph {
  const version = Number.parseFloat(String(lockfileVersion));
  // From version 9 on one package has a snapshot for each set of peers.
  const usedBy = new Map<string, Groups[]>();
  for (const [key, snapshot] of Object.entries(snapshots)) {
    const plain = withoutPeers(key);
    usedBy.set(plain, [...(usedBy.get(plain) ?? []), snapshot]);
  }
  const ids = new Set(Object.keys(packages));
  const find = (name: string, spec: string) => idOf(ids, { name, spec, version });
  const usersOf = (key: string) => [packages[key], ...(usedBy.get(key) ?? [])].flatMap((one) => one ?? []);
  // A merge may leave behind what nobody uses any more; what is found on the way is gone through too.
  const users = new Set<Groups>([root, ...Object.values(importers)]);
  for (const user of users)
    for (const [name, { version: spec }] of Object.entries(allOf(user))) for (const one of usersOf(find(name, spec) ?? '')) users.add(one);
  return {
    ecosystem: 'npm',
    overrides: new Map(Object.entries(overrides)),
    catalogs: new Map(
      Object.entries(catalogs).map(([key, entries]) => [key, new Map(Object.entries(entries).map(([name, one]) => [name, one.specifier]))]),
    ),
    packages: Object.entries(packages).flatMap(([key, one]) =>
      one.resolution.type === 'directory' ? [] : [packageOf(key, one, { version, using: [one, ...(usedBy.get(key) ?? [])], find })],
    ),
    missing: [...users].flatMap(({ dependencies, devDependencies }) =>
      Object.entries({ ...devDependencies, ...dependencies }).flatMap(([name, { version: spec }]) =>
        A_VERSION.test(spec) && find(name, spec) === null ? [name] : [],
      ),
    ),
    folders: [
      ...Object.entries(importers).flatMap(([folder, one]) => linkedBy(one, folder)),
      ...linkedBy(root, '.'),
      ...[...Object.values(packages), ...Object.values(snapshots)].flatMap((one) => linkedBy(one, '.')),
      ...Object.entries(packages).flatMap(([key, { name, resolution }]) =>
        resolution.type === 'directory'
          ? [{ as: name ?? nameAndSpec(key, version).name, folder: resolution.directory ?? null, mark: key }]
          : [],
      ),
    ],
    importers: Object.entries(Object.keys(importers).length === 0 ? { '.': root } : importers).map(([folder, one]): Importer => {
      const requests = Object.entries(allOf(one)).map(
        ([name, { version: spec, specifier }]): Request => ({
          name,
          range: specifier ?? one.specifiers?.[name] ?? null,
          id: find(name, spec),
        }),
      );
      return { folder: folder === '.' ? '' : folder, name: null, version: null, requests };
    }),
  };
}

interface Surroundings {
  readonly version: number;
  readonly using: readonly Groups[];
  readonly find: (name: string, spec: string) => string | null;
}

function packageOf(
  key: string,
  { name, version: own, resolution, requiresBuild, optional }: Locked,
  { version, using, find }: Surroundings,
): LockedDependency {
  const { name: keyed, spec } = nameAndSpec(key, version);
  const dependsOn = using.flatMap((one) => Object.entries(allOf(one)).flatMap(([as, { version: wanted }]) => find(as, wanted) ?? []));
  return {
    id: key,
    name: name ?? keyed,
    as: name ?? keyed,
    version: own ?? spec,
    source: sourceIn(resolution),
    integrity: resolution.integrity === undefined ? [] : resolution.integrity.split(/\s+/),
    // Later ones do not say; earlier ones say it of all that is optional, as they do not fetch it to look.
    hasInstallScript: version >= 9 || optional === true ? null : requiresBuild === true,
    licence: null,
    dependsOn: [...new Set(dependsOn)],
    needsNoIntegrity: resolution.type === 'git',
    mark: key,
  };
}

function sourceIn({ repo, commit, tarball }: Locked['resolution']): Source {
  if (repo !== undefined) return { kind: 'git', url: `${repo}#${commit ?? ''}` };
  return sourceOf(tarball ?? null);
}

/** Below the folder of who uses it. */
function linkedBy(user: Groups, from: string): LockedFolder[] {
  return Object.entries(allOf(user)).flatMap(([as, { version }]) => {
    const folder = /^(?:link|file):([^(]*)/.exec(version)?.[1];
    return folder === undefined || /\.(?:tgz|tar(?:\.gz)?)$/.test(folder) ? [] : [{ as, folder: posix.join(from, folder), mark: version }];
  });
}

function allOf({ dependencies, devDependencies, optionalDependencies }: Groups): Readonly<Record<string, z.infer<typeof used>>> {
  return { ...dependencies, ...devDependencies, ...optionalDependencies };
}

/** Of the registry, whatever peers it has; addresses are written in more ways than one. */
const A_VERSION = /^\d+\.\d+\.\d+/;

function withoutPeers(key: string): string {
  const at = key.indexOf('(');
  return at === -1 ? key : key.slice(0, at);
}

/** `/name@1.0.0(peer@2.0.0)`; before version 6 `/name/1.0.0_peer@2.0.0`. */
function nameAndSpec(key: string, version: number): { readonly name: string; readonly spec: string } {
  const plain = withoutPeers(key).replace(/^\//, '');
  const at = plain.indexOf(version < 6 ? '/' : '@', plain.startsWith('@') ? plain.indexOf('/') + 1 : 1);
  if (at === -1) return { name: plain, spec: '' };
  const spec = plain.slice(at + 1);
  return { name: plain.slice(0, at), spec: version < 6 ? spec.replace(/_.*$/, '') : spec };
}

/** The package that a name and what stands beside it mean: a version, the whole key, or an address. */
function idOf(
  ids: ReadonlySet<string>,
  { name, spec, version }: { readonly name: string; readonly spec: string; readonly version: number },
): string | null {
  if (/^(link|workspace|file):/.test(spec)) return ids.has(spec) ? spec : null;
  const candidates = version < 6 ? [spec, `/${name}/${spec}`] : [spec, `/${name}@${spec}`, `${name}@${spec}`];
  return [...candidates, ...candidates.map(withoutPeers)].find((one) => ids.has(one)) ?? null;
}
