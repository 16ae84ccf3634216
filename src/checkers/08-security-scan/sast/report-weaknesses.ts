import { parseSource } from '../../../syntax/parse-source.ts';
import { isBuilt, placeOf } from '../place.ts';
import type { Sighting } from '../rules.ts';
import { sightingOf } from '../secrets/report-secrets.ts';
import { findWeaknesses } from './find-weaknesses.ts';

/** Characters from which on a source file is not parsed: generated bundles, not code somebody writes. */
const PARSED_CHARACTERS = 2_000_000;

/** Null for a program that was not read: too long, or none. */
export function weaknessesOf(path: string, text: string): Sighting[] | null {
  const place = placeOf(path);
  // Nobody from outside reaches a test, and nobody here writes what is vendored.
  if (place === 'test' || place === 'foreign') return [];
  const parsed = text.length > PARSED_CHARACTERS ? null : parseSource(path, text);
  if (parsed === null || parsed.problem !== null) return null;
  const { weaknesses, secrets } = findWeaknesses(parsed);
  return [
    ...weaknesses.map(({ rule, node, message, isMild }): Sighting => {
      const startLine = parsed.lineOf(node.start);
      return {
        rule,
        path,
        message,
        range: { startLine },
        ...(isMild === true || place === 'docs' || isBuilt(path) ? { severity: 'warning' } : {}),
      };
    }),
    ...secrets.map((secret) => sightingOf(path, secret)).filter((one) => one !== null),
  ];
}
