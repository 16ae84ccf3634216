import { parse } from 'smol-toml';
import { z } from 'zod';
import { fileHash } from './file-hash.ts';
import type { DependencyGraph, Importer, LockedDependency, Source } from './dependency-graph.ts';

const text = z.string().optional();
const file = z.object({ url: text, path: text, filename: text, hash: text });
const use = z.object({ name: z.string(), version: text });
const uses = z.array(use).default([]);
const wanted = z.array(z.object({ name: z.string(), specifier: text })).default([]);
const locked = z.object({
  name: z.string(),
  version: text,
  source: z.record(z.string(), z.unknown()).default({}),
  sdist: file.optional(),
  wheels: z.array(file).default([]),
  dependencies: uses,
  'optional-dependencies': z.record(z.string(), uses).default({}),
  'dev-dependencies': z.record(z.string(), uses).default({}),
  metadata: z.object({ 'requires-dist': wanted, 'requires-dev': z.record(z.string(), wanted).default({}) }).optional(),
});
const lock = z.object({ version: z.number(), package: z.array(locked).default([]) });

type Locked = z.infer<typeof locked>;

/** `uv.lock`. What is editable, virtual or a folder is a package of the repository. */
export function readUvGraph(source: string): DependencyGraph {
  const { package: all } = lock.parse(parse(source));
  const byName = Map.groupBy(all, ({ name }) => name);
  const find = ({ name, version }: z.infer<typeof use>): string[] => {
    const found = (byName.get(name) ?? []).filter((one) => folderOf(one) === null && (version === undefined || one.version === version));
    return found.map(idOf);
  };
  const usedBy = (one: Locked) =>
    [one.dependencies, ...Object.values(one['optional-dependencies']), ...Object.values(one['dev-dependencies'])].flat().flatMap(find);
  return {
    ecosystem: 'pypi',
    packages: all
      .filter((one) => folderOf(one) === null)
      .map(
        (one): LockedDependency => ({
          id: idOf(one),
          name: one.name,
          as: one.name,
          version: one.version ?? '',
          source: sourceOf(one),
          integrity: [...(one.sdist === undefined ? [] : [one.sdist]), ...one.wheels].flatMap(({ url, path, filename, hash }) =>
            fileHash(filename ?? url ?? path, hash),
          ),
          hasInstallScript: null,
          licence: null,
          dependsOn: [...new Set(usedBy(one))],
          needsNoIntegrity: false,
          mark: `name = "${one.name}"\nversion = "${one.version}"`,
        }),
      ),
    missing: all.flatMap(({ dependencies }) => dependencies.flatMap(({ name }) => (byName.has(name) ? [] : [name]))),
    folders: all.flatMap((one) => {
      const folder = folderOf(one);
      return folder === null ? [] : [{ as: one.name, folder, mark: `name = "${one.name}"\n` }];
    }),
    importers: all.flatMap((one): Importer[] => {
      const folder = folderOf(one);
      if (folder === null) return [];
      const { 'requires-dist': dist = [], 'requires-dev': dev = {} } = one.metadata ?? {};
      const requests = [...dist, ...Object.values(dev).flat()].map(({ name, specifier }) => ({
        name,
        range: specifier ?? '',
        id: find({ name, version: undefined })[0] ?? null,
      }));
      return [{ folder: folder === '.' ? '' : folder, name: one.name, version: one.version ?? null, requests }];
    }),
  };
}

function folderOf({ source }: Locked): string | null {
  const folder = source['editable'] ?? source['virtual'] ?? source['directory'];
  return typeof folder === 'string' ? folder : null;
}

function idOf({ name, version = '', source }: Locked): string {
  return `${name} ${version} ${JSON.stringify(source)}`;
}

const PYPI = /^https:\/\/pypi\.org\/simple\/?$/;
const PYPI_FILES = /^https:\/\/files\.pythonhosted\.org\//;

function sourceOf({ source, sdist, wheels }: Locked): Source {
  for (const [key, kind] of [
    ['git', 'git'],
    ['url', 'url'],
    ['path', 'file'],
  ] as const) {
    const place = source[key];
    if (typeof place === 'string') return { kind, url: place };
  }
  const registry = source['registry'];
  if (typeof registry === 'string' && !PYPI.test(registry)) return { kind: 'registry', url: registry };
  // What is fetched is the file's address.
  const elsewhere = [sdist, ...wheels].flatMap((one) => one?.url ?? []).find((url) => !PYPI_FILES.test(url));
  return elsewhere === undefined ? { kind: 'registry', url: null } : { kind: 'url', url: elsewhere };
}
