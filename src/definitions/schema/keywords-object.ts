import { isList, isObject, type Json, type JsonObject } from '../json-value.ts';
import { fault, type Frame, join, type Keyword } from './frame.ts';

function descend(frame: Frame, schema: Json, key: string, value: Json): void {
  frame.seen.add(key);
  frame.faults.push(...frame.run.member(frame, schema, key, value).faults);
}

const properties: Keyword = (frame, value) => {
  const { instance } = frame;
  if (!isObject(instance) || !isObject(value)) return;
  for (const [key, schema] of Object.entries(value)) {
    const held = Object.hasOwn(instance, key) ? instance[key] : undefined;
    if (held !== undefined) descend(frame, schema, key, held);
    else if (frame.scope.resource.dialect.draft === 3 && isObject(schema) && schema['required'] === true) missing(frame, key);
  }
};

function missing(frame: Frame, key: string): void {
  fault(frame, 'required', `expected ${JSON.stringify(key)} here, which is missing`);
}

const patternProperties: Keyword = (frame, value) => {
  if (!isObject(frame.instance) || !isObject(value)) return;
  for (const [pattern, schema] of Object.entries(value))
    for (const [key, held] of Object.entries(frame.instance)) if (frame.run.matches(pattern, key)) descend(frame, schema, key, held);
};

const additionalProperties: Keyword = (frame, value) => {
  if (!isObject(frame.instance)) return;
  const { schema, run } = frame;
  const named = isObject(schema['properties']) ? schema['properties'] : {};
  const patterns = isObject(schema['patternProperties']) ? Object.keys(schema['patternProperties']) : [];
  for (const [key, held] of Object.entries(frame.instance)) {
    if (Object.hasOwn(named, key) || patterns.some((pattern) => run.matches(pattern, key))) continue;
    rest(frame, { keyword: 'additionalProperties', schema: value, key, held, known: Object.keys(named) });
  }
};

interface Rest {
  readonly keyword: string;
  readonly schema: Json;
  readonly key: string;
  readonly held: Json;
  readonly known: readonly string[];
}

/** A member that nothing else in the schema speaks of. */
function rest(frame: Frame, { keyword, schema, key, held, known }: Rest): void {
  if (schema !== false) descend(frame, schema, key, held);
  else {
    frame.seen.add(key);
    const names = known.length === 0 || known.length > 12 ? '' : `; expected one of ${known.join(', ')}`;
    fault(frame, keyword, `${JSON.stringify(key)} is not known here${names}`, key);
  }
}

const unevaluatedProperties: Keyword = (frame, value) => {
  if (!isObject(frame.instance)) return;
  for (const [key, held] of Object.entries(frame.instance))
    if (!frame.seen.has(key)) rest(frame, { keyword: 'unevaluatedProperties', schema: value, key, held, known: [] });
};

const required: Keyword = (frame, value) => {
  const { instance } = frame;
  if (!isObject(instance) || !isList(value)) return;
  for (const key of value) if (typeof key === 'string' && !Object.hasOwn(instance, key) && !isOneWay(frame, key)) missing(frame, key);
};

/** OpenAPI asks for what is only read in answers, and for what is only written in requests. */
function isOneWay({ schema, scope }: Frame, key: string): boolean {
  const property = isObject(schema['properties']) ? schema['properties'][key] : undefined;
  return scope.resource.dialect.isOfApi && isObject(property) && (property['readOnly'] === true || property['writeOnly'] === true);
}

const propertyNames: Keyword = (frame, value) => {
  if (!isObject(frame.instance)) return;
  for (const key of Object.keys(frame.instance)) {
    const [first] = frame.run.member(frame, value, key, key).faults;
    if (first !== undefined) fault(frame, 'propertyNames', `the key ${JSON.stringify(key)} may not be here: ${first.message}`, key);
  }
};

function ofSize(name: string, holds: (size: number, bound: number) => boolean, words: string): Keyword {
  return (frame, bound) => {
    if (!isObject(frame.instance) || typeof bound !== 'number') return;
    const size = Object.keys(frame.instance).length;
    if (!holds(size, bound)) fault(frame, name, `expected ${words} ${bound} members, found ${size}`);
  };
}

/** Of `dependencies` a list names keys and anything else is a schema; draft 3 has single names too. */
const dependencies: Keyword = (frame, value) => {
  const { instance } = frame;
  if (!isObject(instance) || !isObject(value)) return;
  for (const [key, needed] of Object.entries(value)) {
    if (!Object.hasOwn(instance, key)) continue;
    if (typeof needed === 'string' || isList(needed)) needs(frame, key, typeof needed === 'string' ? [needed] : needed, instance);
    else join(frame, frame.run.under(frame, needed));
  }
};

function needs(frame: Frame, key: string, names: readonly Json[], instance: JsonObject): void {
  for (const name of names) {
    if (typeof name === 'string' && !Object.hasOwn(instance, name))
      fault(frame, 'dependencies', `expected ${JSON.stringify(name)} here, which ${JSON.stringify(key)} needs`);
  }
}

export const OBJECT_KEYWORDS: Readonly<Record<string, Keyword>> = {
  properties,
  patternProperties,
  additionalProperties,
  required,
  propertyNames,
  minProperties: ofSize('minProperties', (size, bound) => size >= bound, 'at least'),
  maxProperties: ofSize('maxProperties', (size, bound) => size <= bound, 'at most'),
  dependencies,
  dependentRequired: dependencies,
  dependentSchemas: dependencies,
  unevaluatedProperties,
};
