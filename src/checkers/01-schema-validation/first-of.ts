import type { Sighting } from './rules.ts';

/** So many that one slip does not make them, and that what is new is told beside what was there. */
const MAX_SIGHTINGS = 1000;

/** Nobody reads thousands: of those beyond it is told how many there are, so that one more is seen. */
export function firstOf<One>(all: readonly One[], sightingOf: (one: One) => Sighting): Sighting[] {
  const sightings = all.slice(0, MAX_SIGHTINGS).map(sightingOf);
  const [first] = sightings;
  if (first === undefined || all.length <= MAX_SIGHTINGS) return sightings;
  const message = `${all.length} places are like this, of which ${MAX_SIGHTINGS} are told`;
  return [...sightings, { rule: first.rule, path: first.path, isOfFile: true, code: 'more', count: all.length, message }];
}
