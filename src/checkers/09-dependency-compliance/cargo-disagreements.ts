import { posix } from 'node:path';
import { z } from 'zod';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { Importer, LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { lineOfName } from './line-of.ts';
import { satisfiesRange } from './npm-range.ts';
import type { Sighting } from './rules.ts';

const keys = z.object({
  version: z.string().optional(),
  path: z.string().optional(),
  git: z.string().optional(),
  package: z.string().optional(),
  workspace: z.boolean().optional(),
});
const wanted = z.preprocess((value) => (typeof value === 'string' ? { version: value } : value), keys);
const table = z.record(z.string(), wanted).catch({}).default({});
const tables = z.object({ dependencies: table, 'dev-dependencies': table, 'build-dependencies': table });
const names = z.array(z.string()).catch([]);
const cargoToml = tables.extend({
  package: z.object({ name: z.string(), version: z.unknown().optional() }).optional().catch(undefined),
  target: z
    .record(z.string(), tables.catch({ dependencies: {}, 'dev-dependencies': {}, 'build-dependencies': {} }))
    .catch({})
    .default({}),
  workspace: z.object({ dependencies: table, members: names, exclude: names }).partial().catch({}).default({}),
  patch: z.unknown().optional(),
  replace: z.unknown().optional(),
});

type Wanted = z.infer<typeof keys>;

/** What `cargo --locked` refuses: a crate that is not locked, in a version that nobody asked for, or a crate of another version itself. */
export function cargoDisagreements(lock: Lock, { toml }: Dependencies, base: Pick<Dependencies, 'toml'>): Sighting[] {
  const rootPath = posix.join(lock.folder, 'Cargo.toml');
  const [root, old] = [toml, base.toml].map((each) => cargoToml.safeParse(each.get(rootPath)?.value).data);
  if (root === undefined) return [];
  const isPatched = [root, old].every((one) => one?.patch !== undefined || one?.replace !== undefined);
  const importers = new Map(lock.graph.importers.map((one) => [one.name, one]));
  const byId = new Map(lock.graph.packages.map((one) => [one.id, one]));
  return [...toml].flatMap(([path, { value, text }]) => {
    if (posix.basename(path) !== 'Cargo.toml') return [];
    const manifest = cargoToml.safeParse(value).data;
    const crate = manifest?.package?.name;
    const importer = importers.get(crate ?? null);
    if (manifest === undefined || crate === undefined) return [];
    const say = (name: string, said: string): Sighting => ({
      rule: 'lockfile-disagrees',
      path,
      range: { startLine: lineOfName(text, name) },
      code: `${lock.path} ${name}`,
      message: `${name}: ${lock.path} ${said}`,
    });
    if (importer === undefined) return isMember(path, lock, root) ? [say('name', `does not hold the crate ${crate}`)] : [];
    const version = manifest.package?.version;
    const wrongVersion =
      typeof version === 'string' && importer.version !== null && version !== importer.version
        ? [say('version', `holds this crate as ${importer.version}, its version is ${version}`)]
        : [];
    const wrong = requestsIn(manifest).flatMap(([key, own]) => {
      const meant: Wanted | undefined = own.workspace === true ? root.workspace.dependencies?.[key] : own;
      const said = meant === undefined || isPatched ? null : fault({ ...meant, name: meant.package ?? key }, { importer, byId });
      return said === null ? [] : [say(key, said)];
    });
    return [...wrongVersion, ...wrong];
  });
}

/** The names under which a Cargo.toml asks for crates, for whatever use. */
export function cratesAskedFor(value: unknown): string[] {
  const manifest = cargoToml.safeParse(value).data;
  return manifest === undefined ? [] : requestsIn(manifest).map(([name]) => name);
}

function requestsIn(manifest: z.infer<typeof cargoToml>): [string, Wanted][] {
  return [manifest, ...Object.values(manifest.target)].flatMap((one) =>
    [one.dependencies, one['dev-dependencies'], one['build-dependencies']].flatMap((each) => Object.entries(each)),
  );
}

/** Does the lockfile's own manifest, or its list of members, make this crate one that it has to hold? */
function isMember(path: string, { folder }: Lock, { workspace }: z.infer<typeof cargoToml>): boolean {
  const own = posix.relative(folder === '' ? '.' : folder, posix.dirname(path));
  const isNamed = (globs: readonly string[] = []) => globs.some((glob) => matchesGlob(own, glob.replace(/^\.\/|\/+$/g, '')));
  return own === '' || (!own.startsWith('..') && isNamed(workspace.members) && !isNamed(workspace.exclude));
}

interface Locked {
  readonly importer: Importer;
  readonly byId: ReadonlyMap<string, LockedDependency>;
}

function fault({ name, version, path, git }: Wanted & { readonly name: string }, { importer, byId }: Locked): string | null {
  if (path !== undefined) return null;
  const held = importer.requests.filter((request) => request.name === name);
  if (held.length === 0) return 'does not hold it for this crate';
  if (git !== undefined || version === undefined) return null;
  const versions = held.map(({ id }) => byId.get(id ?? '')?.version ?? null);
  // One that comes from the repository itself may have any.
  if (versions.some((one) => one === null || satisfiesRange(one, npmRange(version)) !== false)) return null;
  return `holds ${versions.join(' and ')}, asked for is ${version}`;
}

/** Cargo's ranges: a plain version is a caret, a comma is "and". */
function npmRange(range: string): string {
  return range
    .split(',')
    .map((part) => part.trim().replace(/^(?=\d)/, part.includes('*') ? '' : '^'))
    .join(' ');
}
