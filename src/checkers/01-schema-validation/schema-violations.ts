import { type DefinitionKind } from '../../definitions/definition-kind.ts';
import { offlineSchema } from '../../definitions/offline-schemas.ts';
import { evaluate } from '../../definitions/schema/evaluate.ts';
import { type Fault, Unjudged } from '../../definitions/schema/frame.ts';
import { matchesTrusted } from '../../definitions/schema/matches-pattern.ts';
import { firstOf } from './first-of.ts';
import { rangeAt } from './place.ts';
import type { Sighting } from './rules.ts';
import type { Judged } from './side.ts';

/** The official schemas take a few steps for each value: enough for the largest definition that is read. */
const MAX_STEPS = 50_000_000;

/** What of a definition is not as the official schema of its kind has it. */
export function schemaViolations({ path, document }: Judged, kind: DefinitionKind): Sighting[] {
  const schema = officialSchema(kind);
  if (schema === null) return [unknownVersion(path, kind)];
  const { set, resource } = schema;
  try {
    const faults = evaluate({
      set,
      place: { schema: resource.root, resource },
      instance: document.value,
      matches: matchesTrusted,
      asksForPatterns: true,
      maxSteps: MAX_STEPS,
    });
    return sightingsOf({ path, document }, faults);
  } catch (error) {
    if (!(error instanceof Unjudged)) throw error;
    return [{ rule: 'schema-violation', path, message: `it could not be judged by its schema: ${error.message}`, isOfFile: true }];
  }
}

export function officialSchema(kind: DefinitionKind): ReturnType<typeof offlineSchema> {
  return offlineSchema(nameOf(kind));
}

/** Of a later version than those at hand nobody knows; what is no version at all is wrong in each. */
function unknownVersion(path: string, { kind, said }: DefinitionKind): Sighting {
  if (kind !== 'json-schema' && !/^\d+\.\d+/.test(said))
    return {
      rule: 'schema-violation',
      path,
      message: `${kind}: expected a version such as 3.0.3, found ${JSON.stringify(said)}`,
      isOfFile: true,
    };
  const message = `${kind} ${said} is not a version that is known here: it was not judged by its schema`;
  return { rule: 'unknown-schema', path, message, isOfFile: true };
}

export function sightingsOf({ path, document }: Judged, faults: readonly Fault[]): Sighting[] {
  const told = new Map(faults.map((fault) => [`${fault.steps.join('\0')}\0${fault.message}`, fault]));
  return firstOf([...told.values()], ({ steps, isKey, keyword, message }) => ({
    rule: 'schema-violation',
    path,
    range: rangeAt(document, steps, isKey),
    code: `${keyword}\0${message}`,
    message: `${where(steps)}: ${message}`,
  }));
}

/** The place as a person names it: `paths./pets.get`. */
export function where(steps: readonly string[]): string {
  return steps.length === 0 ? 'the document' : steps.join('.');
}

function nameOf(kind: DefinitionKind): string {
  switch (kind.kind) {
    case 'openapi':
      return `openapi-${kind.version}`;
    case 'asyncapi':
      return `asyncapi-${/^\d+\.\d+/.exec(kind.said)?.[0] ?? ''}`;
    case 'json-schema':
      return /draft-0[3467]|\d{4}-\d\d/.exec(kind.said)?.[0] ?? kind.said;
    default:
      return kind satisfies never;
  }
}
