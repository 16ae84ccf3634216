import type { Dependencies } from './dependency-files.ts';
import { lineOf } from './line-of.ts';
import type { Sighting } from './rules.ts';

interface Sides {
  readonly touched: readonly string[];
  readonly after: Dependencies;
  /** What base disagreed about stays where base said it. */
  readonly old: readonly Sighting[];
}

/** A new disagreement with a manifest that the change leaves alone was written in the lockfile: it is said there, of all that is missing at once. */
export function inChangedLockfile(sightings: readonly Sighting[], { touched, after, old }: Sides): Sighting[] {
  const known = new Set(old.map(({ code }) => code));
  const missing = new Map<string, Sighting[]>();
  const rest = sightings.flatMap((sighting): Sighting[] => {
    const { path, range, code = '', message } = sighting;
    const lock = after.locks.find((one) => code.startsWith(`${one.path} `));
    if (lock === undefined || !touched.includes(lock.path) || touched.includes(path) || known.has(code)) return [sighting];
    const name = code.slice(lock.path.length + 1);
    const [held] = lock.graph.packages.filter(({ as }) => as === name).toSorted((a, b) => a.id.length - b.id.length);
    const { range: _, isOfFile: __, ...kept } = sighting;
    const moved = {
      ...kept,
      path: lock.path,
      message: `${message} (asked for at ${path}${range === undefined ? '' : `:${range.startLine}`})`,
    };
    if (held !== undefined) return [{ ...moved, range: { startLine: lineOf(lock.text, held.mark) } }];
    const key = `${lock.path} ${path} ${sighting.severity}`;
    missing.set(key, [...(missing.get(key) ?? []), moved]);
    return [];
  });
  return [...rest, ...[...missing.values()].flatMap(together)];
}

function together(alike: readonly Sighting[]): Sighting[] {
  const [first] = alike;
  if (first === undefined || alike.length === 1) return [...alike];
  return [{ ...first, message: `${first.message}, nor ${alike.length - 1} more that the same manifest asks for` }];
}
