import { isList, isObject, type Json, type JsonObject, memberOf } from '../../definitions/json-value.ts';
import { evaluate } from '../../definitions/schema/evaluate.ts';
import { type Fault, Unjudged } from '../../definitions/schema/frame.ts';
import { matchesPattern } from '../../definitions/schema/matches-pattern.ts';
import { keyedSubschemas } from '../../definitions/schema/subschemas.ts';
import type { Resource } from '../../definitions/schema/schema-set.ts';
import type { TreeSchemas } from '../../definitions/tree-schemas.ts';
import { firstOf } from './first-of.ts';
import { rangeAt } from './place.ts';
import type { Sighting } from './rules.ts';
import { where } from './schema-violations.ts';
import type { Judged } from './side.ts';

interface Example {
  readonly steps: readonly string[];
  readonly value: Json;
  readonly schema: Json;
  readonly resource: Resource;
  readonly isDefault: boolean;
}

/** Each may have taken its whole time. */
const MAX_COSTLY = 200;

/** Examples and defaults that their own schema refuses; `schemas` are the document as a set of schemas. */
export function exampleMismatches({ path, document }: Judged, schemas: TreeSchemas, isSchema: boolean): Sighting[] {
  const mismatches: { readonly at: readonly string[]; readonly fault: Fault }[] = [];
  const examples = isSchema ? inSchema(schemas, schemas.root.root, []) : inApi(schemas, document.value);
  let left = MAX_COSTLY;
  let unjudged = 0;
  for (const { steps, value, schema, resource, isDefault } of examples) {
    const faults = left > 0 ? faultsOf({ schemas, schema, resource, value }) : 'skipped';
    if (faults === 'skipped') unjudged += 1;
    if (faults === 'too costly') left -= 1;
    const [fault] = (typeof faults === 'string' ? [] : faults).filter((one) => !isDefault || !isOpenDefault(one, value));
    if (fault !== undefined) mismatches.push({ at: [...steps, ...fault.steps], fault });
  }
  const sightings = firstOf(mismatches, ({ at, fault: { keyword, message, isKey } }) => ({
    rule: 'example-mismatch',
    path,
    range: rangeAt(document, at, isKey),
    code: `${keyword}\0${message}`,
    message: `${where(at)}: ${message}`,
  }));
  return unjudged === 0 ? sightings : [...sightings, notJudged(path, unjudged)];
}

function notJudged(path: string, count: number): Sighting {
  const message = `${count} examples and defaults were not judged: those before them took too much work`;
  return { rule: 'example-mismatch', path, isOfFile: true, code: 'not judged', count, message };
}

function faultsOf({
  schemas,
  schema,
  resource,
  value,
}: {
  readonly schemas: TreeSchemas;
  readonly schema: Json;
  readonly resource: Resource;
  readonly value: Json;
}): readonly Fault[] | 'not at hand' | 'too costly' {
  try {
    return evaluate({ set: schemas.set, place: { schema, resource }, instance: value, matches: matchesPattern });
  } catch (error) {
    // What cannot be told, because the schema is elsewhere, is no mismatch; a reference that is broken is said as such.
    if (error instanceof Unjudged) return error.isCostly ? 'too costly' : 'not at hand';
    throw error;
  }
}

/** A default may leave out what has defaults of its own. */
function isOpenDefault({ keyword }: Fault, value: Json): boolean {
  return keyword === 'required' && isObject(value);
}

/** Of a schema and those in it. */
function inSchema({ set, root }: TreeSchemas, start: Json, from: readonly string[]): Example[] {
  const found: Example[] = [];
  const known = new Set<Json>();
  const visit = (schema: JsonObject, around: Resource, steps: readonly string[]): void => {
    if (known.has(schema)) return;
    known.add(schema);
    const resource = set.startingAt(schema) ?? around;
    const { draft } = resource.dialect;
    if (typeof schema['$ref'] === 'string' && draft <= 7) return;
    const add = (key: readonly string[], value: Json | undefined, isDefault: boolean) => {
      // Null says as often that there is none.
      if (value !== undefined && value !== null) found.push({ steps: [...steps, ...key], value, schema, resource, isDefault });
    };
    add(['default'], schema['default'], true);
    if (resource.dialect.isOpenapi30 || draft === 2020) add(['example'], schema['example'], false);
    const { examples } = schema;
    if (isList(examples) && draft >= 6) for (const [index, value] of examples.entries()) add(['examples', String(index)], value, false);
    for (const [inner, value] of keyedSubschemas(schema, resource.dialect))
      if (isObject(value)) visit(value, resource, [...steps, ...inner]);
  };
  if (isObject(start)) visit(start, set.startingAt(start) ?? root, from);
  return found;
}

/** Of all schemas of an OpenAPI document, and of the media types, parameters and headers that have one. */
function inApi(schemas: TreeSchemas, value: Json): Example[] {
  const found: Example[] = [];
  const known = new Set<Json>();
  const visit = (held: Json, steps: readonly string[], mediaType: string): void => {
    if (typeof held !== 'object' || held === null || known.has(held)) return;
    known.add(held);
    if (isList(held)) return held.forEach((item, index) => visit(item, [...steps, String(index)], ''));
    if (!isObject(held)) return;
    const { schema } = held;
    if (isObject(schema)) {
      found.push(...inSchema(schemas, schema, [...steps, 'schema']));
      if (isJson(mediaType)) found.push(...besideSchema(schemas, held, schema, steps));
    } else if (typeof held['in'] === 'string' && typeof held['type'] === 'string') {
      // A parameter of 2.0 is a schema itself.
      found.push(...inSchema(schemas, held, steps));
    }
    for (const [key, member] of Object.entries(held)) {
      if (key === 'schema' || key === 'example' || key === 'examples' || key.startsWith('x-')) continue;
      const isSchemas = (key === 'schemas' && steps.at(-1) === 'components') || (key === 'definitions' && steps.length === 0);
      if (isSchemas && isObject(member)) {
        for (const [name, one] of Object.entries(member)) found.push(...inSchema(schemas, one, [...steps, key, name]));
      } else visit(member, [...steps, key], steps.at(-1) === 'content' ? key : '');
    }
  };
  visit(value, [], '');
  return found;
}

/** No media type is that of a parameter or a header. */
function isJson(mediaType: string): boolean {
  return mediaType === '' || /^application\/([\w.-]+\+)?json\b/.test(mediaType);
}

function besideSchema({ root }: TreeSchemas, holder: JsonObject, schema: JsonObject, steps: readonly string[]): Example[] {
  const at = (key: readonly string[], value: Json | undefined): Example[] => {
    // A text may be the JSON itself.
    if (value === undefined || value === null || (typeof value === 'string' && schema['type'] !== 'string')) return [];
    return [{ steps: [...steps, ...key], value, schema, resource: root, isDefault: false }];
  };
  const { example, examples } = holder;
  const named = isObject(examples) ? Object.entries(examples) : [];
  // In 2.0 they are called by their media type, and are the values themselves.
  if (memberOf(root.root, 'swagger') !== undefined)
    return named.flatMap(([mediaType, value]) => (isJson(mediaType) ? at(['examples', mediaType], value) : []));
  return [
    ...at(['example'], example),
    ...named.flatMap(([name, one]) => {
      const kept = isObject(one) ? keptExample(one, root.root) : null;
      if (kept !== null) return at([], kept.value).map((found) => ({ ...found, steps: kept.steps }));
      return isObject(one) ? at(['examples', name, 'value'], one['value']) : [];
    }),
  ];
}

/** One that several places refer to: it is wrong where it stands. */
function keptExample({ $ref }: JsonObject, root: Json): { readonly steps: readonly string[]; readonly value: Json | undefined } | null {
  const name = typeof $ref === 'string' ? /^#\/components\/examples\/([\w.-]+)$/.exec($ref)?.[1] : undefined;
  if (name === undefined) return null;
  const steps = ['components', 'examples', name, 'value'];
  return { steps, value: steps.reduce<Json | undefined>(memberOf, root) };
}
