import { posix } from 'node:path';
import type { Importer, LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import type { AskedFor } from '../../formats/manifest/manifest.ts';
import type { Override } from '../../formats/manifest/overrides.ts';
import type { PackageJson } from '../../formats/manifest/package-json.ts';
import { catalogDisagreements } from './catalog-disagreements.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { isOutOfRange } from './held-version.ts';
import { isDecided, overrideDisagreements, overridesFor } from './override-disagreements.ts';
import { satisfiesRange } from './npm-range.ts';
import { requestSighting } from './request-sighting.ts';
import type { Sighting } from './rules.ts';
import { unknownWorkspaces } from './unknown-workspaces.ts';

const HOOKS = ['.pnpmfile.cjs', '.pnpmfile.mjs', 'pnpmfile.js'];

/**
 * Lockfiles of pnpm, yarn 2 and later, and bun repeat what each manifest asks for; a frozen installation refuses one that says
 * something else.
 */
export function writtenDisagreements(lock: Lock, side: Dependencies, base: Dependencies): Sighting[] {
  const { packages } = side;
  const isPnpm = lock.path.endsWith('pnpm-lock.yaml');
  // A hook rewrites manifests before they are compared, and nobody knows how without running it.
  const hasHook = ({ tree }: Pick<Dependencies, 'tree'>) => HOOKS.some((name) => tree.has(posix.join(lock.folder, name)));
  if (isPnpm && hasHook(side) && hasHook(base)) return [];
  const overrides = overridesFor(lock, side);
  const byId = new Map(lock.graph.packages.map((one) => [one.id, one]));
  // The root is asked about, whether the lockfile knows it or not.
  const isKnown = lock.graph.importers.some(({ folder }) => folder === '');
  const importers = isKnown ? lock.graph.importers : [...lock.graph.importers, { folder: '', requests: [] }];
  return [
    ...importers.flatMap((importer) => {
      const path = posix.join(lock.folder, importer.folder ?? '', 'package.json');
      const manifest = packages.get(path);
      return manifest === undefined ? [] : ofImporter({ importer, manifest, path, lock, overrides, byId });
    }),
    ...unknownWorkspaces(lock, side),
    ...catalogDisagreements(lock, side),
    ...overrideDisagreements(lock, side, base),
  ];
}

interface Pair {
  readonly importer: Pick<Importer, 'requests'>;
  readonly manifest: PackageJson;
  readonly path: string;
  readonly lock: Lock;
  readonly overrides: readonly Override[];
  readonly byId: ReadonlyMap<string, LockedDependency>;
}

function ofImporter({ importer, manifest, path, lock, overrides, byId }: Pair): Sighting[] {
  const written = new Map(importer.requests.map(({ name, range }) => [name, range]));
  const held = new Map(importer.requests.map(({ name, id }) => [name, byId.get(id ?? '')]));
  const asked = new Map<string, AskedFor>();
  // What is optional counts before what is not, as the managers have it.
  for (const group of ['development', 'runtime', 'optional'] as const)
    for (const one of manifest.asked) if (one.group === group && !/^(link|portal):/.test(one.range)) asked.set(one.name, one);
  const wrong = [...asked.values()].flatMap((one): Sighting[] => {
    const { name, range } = one;
    const there = written.get(name);
    const gets = held.get(name);
    const decided = isDecided({ name, manifest: manifest.name, locked: gets }, overrides);
    const isOutside = gets !== undefined && isOutOfRange(gets, range);
    if (there !== undefined && (decided || ((there === null || isSame(there, one)) && !isOutside))) return [];
    const said = there === undefined ? null : isOutside ? `holds ${gets.version || 'it without a version'}` : `was written for ${there}`;
    return [requestSighting(one, { lock, path, said })];
  });
  const all = new Set(manifest.asked.map(({ name }) => name));
  const left = [...written].filter(([name, range]) => !all.has(name) && range !== null && satisfiesRange('0.0.0', range) !== null);
  return [
    ...wrong,
    ...left.map(([name]): Sighting => {
      const message = `${lock.path} still holds ${name} for ${path}, which no longer asks for it`;
      // A frozen installation by pnpm compares what was asked for on both sides.
      return {
        rule: 'lockfile-disagrees',
        path,
        code: `${lock.path} ${name}`,
        message,
        ...(lock.path.endsWith('pnpm-lock.yaml') ? {} : { severity: 'warning' }),
      };
    }),
  ];
}

/** Yarn 4 writes `npm:` before a range, and only ranges are compared: of tags and addresses nobody knows how each manager writes them. */
function isSame(written: string, { range }: AskedFor): boolean {
  const [ours, theirs] = [range, written].map((one) => one.replace(/^npm:(?!.*@)/, '').trim());
  return ours === theirs || (satisfiesRange('0.0.0', ours ?? '') === null && !/^(catalog|workspace):/.test(range));
}
