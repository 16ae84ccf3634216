import type { JsonObject } from '../../definitions/json-value.ts';
import { meantBy } from '../../formats/one-edit.ts';
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
    if (!known.has(key) && !key.startsWith('x-'))
      say(...unknownWord(key, { known, steps: [...steps, key], message: `${of} has no key ${JSON.stringify(key)}` }), true);
}

/** Below this many characters a new word may well be one letter from another. */
const MIN_CHARACTERS = 5;

interface Word {
  readonly known: ReadonlySet<string>;
  readonly steps: readonly string[];
  readonly message: string;
}

/** What to say of a word that is not known: one that is a known one but for a letter is no new one. */
export function unknownWord(
  word: string,
  { known, steps, message }: Word,
): readonly ['schema-violation' | 'unknown-word', readonly string[], string] {
  const meant = word.length < MIN_CHARACTERS ? undefined : meantBy(word, [...known]);
  return meant === undefined ? ['unknown-word', steps, message] : ['schema-violation', steps, `${message}: it is ${JSON.stringify(meant)}`];
}
