import type { Lock } from './dependency-files.ts';
import { lineOf } from './line-of.ts';
import type { Sighting } from './rules.ts';

/** What a lockfile says is used, and does not hold: nobody can install that. `said`: what a manifest has been told of. */
export function missingPackages({ path, text, graph }: Lock, said: readonly Sighting[]): Sighting[] {
  const told = new Set(said.map(({ code }) => code));
  return [...new Set(graph.missing)]
    .filter((name) => !told.has(`${path} ${name}`))
    .map((name) => ({
      rule: 'lockfile-disagrees',
      path,
      range: { startLine: lineOf(text, asWord(name)) },
      code: `${path} missing ${name}`,
      message: `${name}: ${path} says that it is used, and does not hold it`,
    }));
}

function asWord(name: string): RegExp {
  return new RegExp(`(?<![\\w@/.-])${name.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')}(?![\\w/.-])`);
}
