import { posix } from 'node:path';
import type { LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import { nameAndRest, patternsIn } from '../../formats/yarn-pattern.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { isOutOfRange } from './held-version.ts';
import { lineOf } from './line-of.ts';
import { overridesFor } from './override-disagreements.ts';
import type { Sighting } from './rules.ts';

interface Use {
  readonly name: string;
  readonly range: string;
  readonly used: LockedDependency;
}

/** What other packages use in a version outside of the range that they ask for, as the lockfile itself says. `said`: what a manifest has been told of. */
export function usedOutOfRange(lock: Lock, side: Dependencies, said: readonly Sighting[]): Sighting[] {
  const told = new Set(said.map(({ code }) => code));
  const decided = new Set(overridesFor(lock, side).map(({ name }) => name));
  const isYarn = posix.basename(lock.path) === 'yarn.lock';
  const uses = isYarn ? ofYarn(lock) : ofNpm(lock);
  const wrong = uses.filter(
    ({ name, used, range }) => !decided.has(name) && !told.has(`${lock.path} ${name}`) && isOutOfRange(used, range),
  );
  return [...new Map(wrong.map((one) => [one.used.id, one])).values()].map(({ name, range, used }) => ({
    rule: 'lockfile-disagrees',
    path: lock.path,
    range: { startLine: lineOf(lock.text, used.mark) },
    code: `${lock.path} use ${used.id}`,
    // npm itself writes some that way, below optional packages for other systems.
    ...(isYarn ? {} : { severity: 'warning' as const }),
    message: `${name} ${range}, which another package asks for: ${lock.path} holds ${used.version || 'it without a version'}`,
  }));
}

/** Yarn writes what was asked for before what it is. */
function ofYarn({ graph }: Lock): Use[] {
  return graph.packages.flatMap((used) =>
    patternsIn(used.id).map((pattern) => {
      const [name, range] = nameAndRest(pattern);
      return { name, range, used };
    }),
  );
}

function ofNpm({ graph }: Lock): Use[] {
  const byId = new Map(graph.packages.map((one) => [one.id, one]));
  return graph.packages.flatMap(({ asks = {}, dependsOn, needsNoIntegrity }) =>
    needsNoIntegrity
      ? []
      : dependsOn.flatMap((id): Use[] => {
          const used = byId.get(id);
          const range = used === undefined || !Object.hasOwn(asks, used.as) ? undefined : asks[used.as];
          return used === undefined || range === undefined || used.needsNoIntegrity ? [] : [{ name: used.as, range, used }];
        }),
  );
}
