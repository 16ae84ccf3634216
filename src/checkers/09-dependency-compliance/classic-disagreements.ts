import { posix } from 'node:path';
import { nameAndRest, patternsIn } from '../../formats/yarn-pattern.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { isOutOfRange } from './held-version.ts';
import { isDecided, overrideDisagreements, overridesFor } from './override-disagreements.ts';
import { requestSighting } from './request-sighting.ts';
import type { Sighting } from './rules.ts';
import { memberNames, workspacesOf } from './unknown-workspaces.ts';

/** Yarn 1 locks each `name@range` that a manifest asks for; it knows no workspaces, those are in the settings. */
export function classicDisagreements(lock: Lock, side: Dependencies, base: Dependencies): Sighting[] {
  const { packages } = side;
  const rootPath = posix.join(lock.folder, 'package.json');
  if (!packages.has(rootPath)) return [];
  const overrides = overridesFor(lock, side);
  const patterns = new Map(lock.graph.packages.flatMap((one) => patternsIn(one.id).map((pattern) => [pattern, one] as const)));
  const names = new Set([...patterns.keys()].map((pattern) => nameAndRest(pattern)[0]));
  const own = memberNames(lock, side);
  const requested = [rootPath, ...workspacesOf(lock, side).map(({ path }) => path)].flatMap((path) =>
    (packages.get(path)?.asked ?? []).flatMap((request): Sighting[] => {
      const { name, range, group } = request;
      if (group === 'peer' || own.has(name) || /^(file|link|workspace):|^[./~]/.test(range)) return [];
      const held = patterns.get(`${name}@${range.trim()}`) ?? patterns.get(`${name}@${range}`);
      if (held !== undefined && !isOutOfRange(held, range)) return [];
      // Under which range an override has put it there, nobody knows.
      const candidates = held === undefined ? lock.graph.packages.filter(({ as }) => as === name) : [held];
      const manifest = packages.get(path)?.name ?? null;
      const possible = candidates.length === 0 ? [undefined] : candidates;
      if (possible.some((locked) => isDecided({ name, manifest, locked }, overrides))) return [];
      const said = held !== undefined ? `holds ${held.version}` : names.has(name) ? 'holds it for other ranges only' : null;
      return [requestSighting(request, { lock, path, said })];
    }),
  );
  return [...requested, ...overrideDisagreements(lock, side, base)];
}
