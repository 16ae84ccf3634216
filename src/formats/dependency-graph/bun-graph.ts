import { posix } from 'node:path';
import { z } from 'zod';
import type { DependencyGraph, Importer, LockedDependency, Request } from './dependency-graph.ts';
import { sourceOf } from './npm-graph.ts';
import { nameAndRest } from '../yarn-pattern.ts';

const ranges = z.record(z.string(), z.string()).default({});
const uses = z.object({ dependencies: ranges, devDependencies: ranges, optionalDependencies: ranges, peerDependencies: ranges });
const manifest = uses.partial();
const lock = z.object({
  lockfileVersion: z.number(),
  workspaces: z.record(z.string(), uses).default({}),
  overrides: z.record(z.string(), z.unknown()).default({}),
  packages: z.record(z.string(), z.tuple([z.string()], z.unknown())).default({}),
});

const LAST_NAME = /(?:@[^/]+\/)?[^/]+$/;

/** `bun.lock`: JSON with trailing commas. An entry is `[name@version, registry, manifest, integrity]`. */
export function readBunGraph(source: string): DependencyGraph {
  const { workspaces, packages, overrides } = lock.parse(JSON.parse(withoutTrailingCommas(source)));
  const isOwn = (place: string) => /@(workspace|link|root):/.test(packages[place]?.[0] ?? '');
  // `name` of the root, or `user/name` where a package has its own.
  const find = (from: string, name: string): string | null => {
    const place = [`${from}/${name}`, name].find((one) => Object.hasOwn(packages, one));
    return place === undefined || isOwn(place) ? null : place;
  };
  return {
    ecosystem: 'npm',
    missing: missingIn(workspaces[''], packages),
    overrides: new Map(Object.entries(overrides).flatMap(([name, range]) => (typeof range === 'string' ? [[name, range]] : []))),
    folders: Object.entries(packages).flatMap(([place, [pinned]]) => {
      const folder = /@(?:workspace|link|root):(.*)$/.exec(pinned)?.[1];
      return folder === undefined ? [] : [{ as: LAST_NAME.exec(place)?.[0] ?? place, folder, mark: `${JSON.stringify(place)}: [` }];
    }),
    packages: Object.entries(packages).flatMap(([place, entry]): LockedDependency[] => {
      if (isOwn(place)) return [];
      const [pinned, registry] = entry;
      const [name, version] = nameAndRest(pinned);
      const isFetched = /[:/]/.test(version);
      const integrity = entry.findLast((one) => typeof one === 'string' && /^sha\d+-/.test(one));
      const { dependencies, optionalDependencies } = manifestIn(entry);
      return [
        {
          id: place,
          name,
          as: LAST_NAME.exec(place)?.[0] ?? name,
          version,
          source: isFetched
            ? sourceOf(version)
            : { kind: 'registry', url: typeof registry === 'string' && registry !== '' ? registry : null },
          integrity: typeof integrity === 'string' ? [integrity] : [],
          hasInstallScript: null,
          licence: null,
          dependsOn: Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((one) => find(place, one) ?? []),
          needsNoIntegrity: false,
          mark: JSON.stringify(place),
        },
      ];
    }),
    importers: Object.entries(workspaces).map(([folder, { dependencies, devDependencies, optionalDependencies }]): Importer => {
      const asked = { ...devDependencies, ...dependencies, ...optionalDependencies };
      const own = posix.basename(folder);
      return {
        folder,
        name: null,
        version: null,
        requests: Object.entries(asked).map(([name, range]): Request => ({ name, range, id: find(own, name) })),
      };
    }),
  };
}

function manifestIn(entry: readonly unknown[]): z.infer<typeof manifest> {
  return manifest.safeParse(entry.find((one) => typeof one === 'object' && one !== null) ?? {}).data ?? {};
}

function missingIn(root: z.infer<typeof uses> | undefined, packages: z.infer<typeof lock>['packages']): string[] {
  const held = new Set(Object.keys(packages).map((place) => LAST_NAME.exec(place)?.[0] ?? place));
  return [
    // What the root asks for lies at the top, whatever others have below them.
    ...Object.keys({ ...root?.dependencies, ...root?.devDependencies }).filter((name) => !Object.hasOwn(packages, name)),
    ...Object.values(packages).flatMap((entry) => Object.keys(manifestIn(entry).dependencies ?? {}).filter((name) => !held.has(name))),
  ];
}

function withoutTrailingCommas(source: string): string {
  return source.replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, (_, text: string | undefined) => text ?? '');
}
