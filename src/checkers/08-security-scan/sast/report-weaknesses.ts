import { parseSource } from '../../../syntax/parse-source.ts';
import { isBuilt, placeOf } from '../place.ts';
import type { Sighting } from '../rules.ts';
import type { Secret } from '../secrets/secret.ts';
import { findWeaknesses } from './find-weaknesses.ts';

/** Characters from which on a source file is not parsed: generated bundles, not code somebody writes. */
const PARSED_CHARACTERS = 2_000_000;

export interface ProgramFinds {
  readonly sightings: readonly Sighting[];
  readonly secrets: readonly Secret[];
}

const NOTHING: ProgramFinds = { sightings: [], secrets: [] };

/** Null for a program that was not read: too long, or none. */
export function weaknessesOf(path: string, text: string): ProgramFinds | null {
  const place = placeOf(path);
  // Nobody from outside reaches a test, and nobody here writes what is vendored.
  if (place === 'test' || place === 'foreign') return NOTHING;
  const parsed = text.length > PARSED_CHARACTERS ? null : parseSource(path, text);
  if (parsed === null || parsed.problem !== null) return null;
  const { weaknesses, secrets } = findWeaknesses(parsed);
  const sightings = weaknesses.map(({ rule, node, message, isMild }): Sighting => {
    const startLine = parsed.lineOf(node.start);
    const severity = isMild === true || place === 'docs' || isBuilt(path) ? { severity: 'warning' as const } : {};
    return { rule, path, message, range: { startLine }, ...severity };
  });
  return { sightings, secrets };
}
