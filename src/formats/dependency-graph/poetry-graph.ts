import { parse } from 'smol-toml';
import { z } from 'zod';
import { pythonName } from '../python-requirement.ts';
import { fileHash } from './file-hash.ts';
import type { DependencyGraph, LockedDependency, Source } from './dependency-graph.ts';

const files = z.array(z.object({ file: z.string(), hash: z.string() }));
const locked = z.object({
  name: z.string(),
  version: z.string(),
  files: files.optional(),
  dependencies: z.record(z.string(), z.unknown()).default({}),
  source: z.object({ type: z.string(), url: z.string().optional(), resolved_reference: z.string().optional() }).optional(),
});
const lock = z.object({
  package: z.array(locked).default([]),
  metadata: z.object({ files: z.record(z.string(), files).default({}) }),
});

/** Poetry long took them for a part of Python, and locked none. */
const UNLOCKED = new Set(['distribute', 'pip', 'setuptools', 'wheel']);

/** `poetry.lock`; it does not say what the manifest asks for, only its digest. */
export function readPoetryGraph(source: string): DependencyGraph {
  const { package: all, metadata } = lock.parse(parse(source));
  const ids = Map.groupBy(
    all.map((one) => ({ name: pythonName(one.name), id: `${one.name} ${one.version}` })),
    ({ name }) => name,
  );
  return {
    ecosystem: 'pypi',
    importers: [],
    packages: all.map(
      ({ name, version, files: own, dependencies, source: from }): LockedDependency => ({
        id: `${name} ${version}`,
        name: pythonName(name),
        as: pythonName(name),
        version,
        source: sourceOf(from),
        integrity: (own ?? metadata.files[name] ?? []).flatMap(({ file, hash }) => fileHash(file, hash)),
        hasInstallScript: null,
        licence: null,
        dependsOn: Object.keys(dependencies).flatMap((one) => ids.get(pythonName(one))?.map(({ id }) => id) ?? []),
        needsNoIntegrity: from !== undefined && from.type !== 'legacy',
        mark: `name = "${name}"\nversion = "${version}"`,
      }),
    ),
    // What is said of one beside its range may leave it out: a marker, or an extra.
    missing: all.flatMap((one) =>
      Object.entries(one.dependencies).flatMap(([name, range]) =>
        typeof range === 'string' && !UNLOCKED.has(pythonName(name)) && !ids.has(pythonName(name)) ? [pythonName(name)] : [],
      ),
    ),
  };
}

function sourceOf(from: z.infer<typeof locked>['source']): Source {
  switch (from?.type) {
    case undefined:
      return { kind: 'registry', url: null };
    case 'git':
      return { kind: 'git', url: `${from?.url ?? ''}#${from?.resolved_reference ?? ''}` };
    case 'url':
      return { kind: 'url', url: from?.url ?? '' };
    case 'file':
    case 'directory':
      return { kind: 'file', url: from?.url ?? '' };
    default:
      return { kind: 'registry', url: from?.url ?? '' };
  }
}
