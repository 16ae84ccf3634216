import { posix } from 'node:path';
import { nameAndRest, patternsIn } from '../../formats/yarn-pattern.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { isOutOfRange } from './held-version.ts';
import { requestSighting } from './request-sighting.ts';
import type { Sighting } from './rules.ts';
import { workspacesOf } from './unknown-workspaces.ts';

/** Yarn 1 locks each `name@range` that a manifest asks for; it knows no workspaces, those are in the settings. */
export function classicDisagreements(lock: Lock, side: Dependencies): Sighting[] {
  const { packages } = side;
  const rootPath = posix.join(lock.folder, 'package.json');
  const root = packages.get(rootPath);
  if (root === undefined) return [];
  const patterns = new Map(lock.graph.packages.flatMap((one) => patternsIn(one.id).map((pattern) => [pattern, one] as const)));
  const names = new Set([...patterns.keys()].map((pattern) => nameAndRest(pattern)[0]));
  const own = new Set([...packages.values()].flatMap(({ name }) => name ?? []));
  return [rootPath, ...workspacesOf(lock, side).map(({ path }) => path)].flatMap((path) =>
    (packages.get(path)?.asked ?? []).flatMap((request): Sighting[] => {
      const { name, range, group } = request;
      if (group === 'peer' || own.has(name) || root.overridden.has(name) || /^(file|link|workspace):|^[./~]/.test(range)) return [];
      const held = patterns.get(`${name}@${range.trim()}`) ?? patterns.get(`${name}@${range}`);
      if (held !== undefined && !isOutOfRange(held, range)) return [];
      const said = held !== undefined ? `holds ${held.version}` : names.has(name) ? 'holds it for other ranges only' : null;
      return [requestSighting(request, { lock, path, said })];
    }),
  );
}
