import { parse } from 'smol-toml';
import { z } from 'zod';
import type { DependencyGraph, LockedDependency, Source } from './dependency-graph.ts';

const locked = z.object({
  name: z.string(),
  version: z.string(),
  source: z.string().optional(),
  checksum: z.string().optional(),
  dependencies: z.array(z.string()).default([]),
});
const lock = z.object({ package: z.array(locked).default([]), metadata: z.record(z.string(), z.unknown()).default({}) });

type Locked = z.infer<typeof locked>;

/** `Cargo.lock` of the versions 1 to 4. What has no source is a crate of the repository. */
export function readCargoGraph(source: string): DependencyGraph {
  const { package: crates, metadata } = lock.parse(parse(source));
  const byName = Map.groupBy(crates, ({ name }) => name);
  // `name`, where there are several `name version`, of several sources `name version (source)`.
  const find = (reference: string): Locked | undefined => {
    const [name = '', version, from] = reference.split(' ');
    return byName
      .get(name)
      ?.find((one) => (version === undefined || one.version === version) && (from === undefined || from === `(${one.source})`));
  };
  const uses = ({ dependencies }: Locked) => dependencies.flatMap((one) => find(one) ?? []);
  return {
    ecosystem: 'cargo',
    packages: crates
      .filter((one) => one.source !== undefined)
      .map((one): LockedDependency => {
        const inMetadata = metadata[`checksum ${one.name} ${one.version} (${one.source})`];
        const checksum = one.checksum ?? (typeof inMetadata === 'string' ? inMetadata : undefined);
        return {
          id: idOf(one),
          name: one.name,
          as: one.name,
          version: one.version,
          source: sourceOf(one.source ?? ''),
          integrity: checksum === undefined ? [] : [`sha256:${checksum}`],
          hasInstallScript: null,
          licence: null,
          dependsOn: uses(one)
            .filter((used) => used.source !== undefined)
            .map(idOf),
          needsNoIntegrity: false,
          mark: `name = "${one.name}"\nversion = "${one.version}"`,
        };
      }),
    missing: crates.flatMap(({ dependencies }) =>
      dependencies.flatMap((one) => (find(one) === undefined ? [one.split(' ')[0] ?? one] : [])),
    ),
    folders: crates.flatMap(({ name, source: from }) => (from === undefined ? [{ as: name, folder: null, mark: `name = "${name}"` }] : [])),
    importers: crates
      .filter((one) => one.source === undefined)
      .map((one) => ({
        folder: null,
        name: one.name,
        version: one.version,
        requests: uses(one).map((used) => ({ name: used.name, range: null, id: used.source === undefined ? null : idOf(used) })),
      })),
  };
}

function idOf({ name, version, source }: Locked): string {
  return `${name} ${version} ${source}`;
}

const CRATES_IO = /^(registry\+https:\/\/github\.com\/rust-lang\/crates\.io-index|sparse\+https:\/\/index\.crates\.io\/)$/;

function sourceOf(source: string): Source {
  if (source.startsWith('git+')) return { kind: 'git', url: source };
  return { kind: 'registry', url: CRATES_IO.test(source) ? null : source };
}
