import { isList, isObject, type Json, type JsonObject } from '../json-value.ts';
import type { Dialect } from './dialect.ts';

const ONE = [
  'additionalItems',
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'extends',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items', 'extends'];
const MAPS = ['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties', 'dependencies'];

/** The schemas right inside a schema with the steps to them; none of what only looks like one, as in `enum`. */
export function keyedSubschemas(schema: JsonObject, { draft }: Dialect): (readonly [steps: readonly string[], schema: Json])[] {
  // Only draft 3 has schemas among the types.
  const lists = draft === 3 ? [...LISTS, 'type', 'disallow'] : LISTS;
  const inside = [...lists.filter((name) => isList(schema[name])), ...MAPS.filter((name) => isObject(schema[name]))];
  return [
    ...ONE.map((name) => [[name], schema[name] ?? null] as const),
    ...inside.flatMap((name) => Object.entries(schema[name] ?? []).map(([key, value]) => [[name, key], value as Json] as const)),
  ].filter(([, value]) => isObject(value) || typeof value === 'boolean');
}

export function subschemas(schema: JsonObject, dialect: Dialect): Json[] {
  return keyedSubschemas(schema, dialect).map(([, inner]) => inner);
}
