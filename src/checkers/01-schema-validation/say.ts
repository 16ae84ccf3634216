import type { JsonObject } from '../../definitions/json-value.ts';
import { rangeAt } from './place.ts';
import type { Sighting } from './rules.ts';
import type { Judged } from './side.ts';

/** What was added to a format since this was written is unknown here too: such a word warns. */
export type Say = (
  fault: 'schema-violation' | 'broken-reference' | 'inconsistent-definition' | 'unknown-word',
  steps: readonly string[],
  message: string,
  isKey?: boolean,
) => void;

/** Puts what is said of a file among what was seen. */
export function sayInto(sightings: Sighting[], { path, document }: Judged): Say {
  return (fault, steps, message, isKey = false) => {
    const at = { path, range: rangeAt(document, steps, isKey), code: message, message };
    sightings.push(fault === 'unknown-word' ? { rule: 'schema-violation', severity: 'warning', ...at } : { rule: fault, ...at });
  };
}

interface Keys {
  readonly value: JsonObject;
  readonly steps: readonly string[];
  readonly known: ReadonlySet<string>;
  readonly of: string;
}

export function unknownKeys({ value, steps, known, of }: Keys, say: Say): void {
  for (const key of Object.keys(value))
    if (!known.has(key) && !key.startsWith('x-')) say('unknown-word', [...steps, key], `${of} has no key ${JSON.stringify(key)}`, true);
}
