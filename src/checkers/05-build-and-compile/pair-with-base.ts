import { basePath, type Change } from '../../domain/change.ts';
import type { BuildObservation } from './build-failure.ts';

export interface Paired {
  /** Of the judged tree, without a counterpart. */
  readonly fresh: readonly BuildObservation[];
  /** The same thing of both sides, head first. */
  readonly known: readonly (readonly [BuildObservation, BuildObservation])[];
}

/**
 * Which failures the base commit has too. Only pairs are reported of the base: there are never more of its observations than of the
 * judged tree's, so whatever the gate matches with whatever, a build with a fresh failure keeps at least one new finding.
 */
export function pairWithBase({
  atHead,
  atBase,
  change,
}: {
  readonly atHead: readonly BuildObservation[];
  readonly atBase: readonly BuildObservation[];
  readonly change: Pick<Change, 'files'>;
}): Paired {
  const before = new Map(change.files.map((file) => [file.path, basePath(file)]));
  const key = (path: string, identity: string) => `${path}\0${identity}`;
  const open = Map.groupBy(atBase, ({ path, identity }) => key(path, identity));
  const fresh: BuildObservation[] = [];
  const known: (readonly [BuildObservation, BuildObservation])[] = [];
  for (const observation of atHead) {
    const { path, identity } = observation;
    const twin = open.get(key(before.get(path) ?? path, identity))?.pop();
    if (twin === undefined) fresh.push(observation);
    // Without a place the text tells them apart, and that holds times and folders.
    else known.push([observation, { ...twin, side: 'base', ...(twin.range === undefined ? { message: observation.message } : {}) }]);
  }
  return { fresh, known };
}
