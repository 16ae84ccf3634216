import { posix } from 'node:path';
import { nameAndRest, patternsIn } from '../../formats/dependency-graph/yarn-graph.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import type { Sighting } from './rules.ts';
import { workspacesOf } from './unknown-workspaces.ts';

/** Yarn 1 locks each `name@range` that a manifest asks for; it knows no workspaces, those are in the settings. */
export function classicDisagreements(lock: Lock, side: Dependencies): Sighting[] {
  const { packages } = side;
  const rootPath = posix.join(lock.folder, 'package.json');
  const root = packages.get(rootPath);
  if (root === undefined) return [];
  const patterns = new Set(lock.graph.packages.flatMap(({ id }) => patternsIn(id)));
  const names = new Set([...patterns].map((pattern) => nameAndRest(pattern)[0]));
  const own = new Set([...packages.values()].flatMap(({ name }) => name ?? []));
  return [rootPath, ...workspacesOf(lock, side).map(({ path }) => path)].flatMap((path) =>
    (packages.get(path)?.asked ?? []).flatMap(({ name, range, group, line }): Sighting[] => {
      if (group === 'peer' || own.has(name) || root.overridden.has(name) || /^(file|link|workspace):|^[./~]/.test(range)) return [];
      if (patterns.has(`${name}@${range.trim()}`) || patterns.has(`${name}@${range}`)) return [];
      const said = names.has(name) ? 'holds it for other ranges only' : 'does not hold it';
      const message = `${name} ${range}: ${lock.path} ${said}`;
      return [{ rule: 'lockfile-disagrees', path, range: { startLine: line }, code: `${lock.path} ${name}`, message }];
    }),
  );
}
