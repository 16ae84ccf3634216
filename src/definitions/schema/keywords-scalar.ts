import { isList, isObject, type Json, type JsonObject } from '../json-value.ts';
import { canonical, isMultipleOf, shown } from './equality.ts';
import { isBrokenPattern } from './matches-pattern.ts';
import { fault, type Frame, type Keyword } from './frame.ts';

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return isList(value) ? 'array' : typeof value;
}

export function isOfType(value: Json, type: string): boolean {
  if (type === 'any') return true;
  return type === 'integer' ? typeof value === 'number' && Number.isInteger(value) : typeOf(value) === type;
}

const type: Keyword = (frame, value) => {
  const types = isList(value) ? value : [value];
  const { instance } = frame;
  const fits = types.some((one) => (typeof one === 'string' ? isOfType(instance, one) : isObject(one) && fitsSchema(frame, one)));
  if (!fits && !isNullable(frame)) fault(frame, 'type', `expected ${types.map(typeName).join(' or ')}, found ${found(instance)}`);
};

/** Null where OpenAPI 3.0 allows it, or 2.0 as everybody has extended it. */
function isNullable({ instance, schema, scope }: Frame): boolean {
  return instance === null && scope.resource.dialect.isOpenapi30 && (schema['nullable'] === true || schema['x-nullable'] === true);
}

function fitsSchema(frame: Frame, schema: JsonObject): boolean {
  return frame.run.under(frame, schema).faults.length === 0;
}

function typeName(name: Json): string {
  return typeof name === 'string' ? name : 'a schema';
}

/** Its kind, and what it says where that is short. */
function found(value: Json): string {
  return value === null || typeof value === 'object' ? typeOf(value) : `the ${typeof value} ${shown(value)}`;
}

const enumeration: Keyword = (frame, value) => {
  if (!isList(value)) return;
  const text = canonical(frame.instance);
  if (isNullable(frame) || value.some((one) => canonical(one) === text)) return;
  const few = value.slice(0, 8).map(shown);
  const rest = value.length > few.length ? `, … (${value.length} in all)` : '';
  fault(frame, 'enum', `expected one of ${few.join(', ')}${rest}, found ${shown(frame.instance)}`);
};

const constant: Keyword = (frame, value) => {
  if (canonical(value) !== canonical(frame.instance)) fault(frame, 'const', `expected ${shown(value)}, found ${shown(frame.instance)}`);
};

function ofNumber(name: string, holds: (value: number, bound: number, schema: JsonObject) => boolean, words: string): Keyword {
  return (frame, bound) => {
    const { instance, schema } = frame;
    if (typeof instance !== 'number' || typeof bound !== 'number' || holds(instance, bound, schema)) return;
    fault(frame, name, `expected ${words} ${bound}, found ${instance}`);
  };
}

function ofLength(name: string, holds: (length: number, bound: number) => boolean, words: string): Keyword {
  return (frame, bound) => {
    if (typeof frame.instance !== 'string' || typeof bound !== 'number') return;
    // Characters, not UTF-16 units.
    const length = [...frame.instance].length;
    if (!holds(length, bound)) fault(frame, name, `expected ${words} ${bound} characters, found ${length}`);
  };
}

const pattern: Keyword = (frame, value) => {
  if (typeof frame.instance !== 'string' || typeof value !== 'string' || frame.run.matches(value, frame.instance)) return;
  fault(frame, 'pattern', `expected a text that matches ${shown(value)}, found ${shown(frame.instance)}`);
};

const format: Keyword = (frame, value) => {
  const { instance, run } = frame;
  if (!run.asksForPatterns || value !== 'regex' || typeof instance !== 'string' || !isBrokenPattern(instance)) return;
  fault(frame, 'format', `expected a regular expression, found ${shown(instance)}`);
};

const multipleOf = (name: string): Keyword => ofNumber(name, isMultipleOf, 'a multiple of');

/** Draft 4 and before say by a boolean beside it that the bound itself is out. */
export const BOOLEAN_BOUNDS: Readonly<Record<string, Keyword>> = {
  minimum: ofNumber(
    'minimum',
    (value, bound, { exclusiveMinimum }) => (exclusiveMinimum === true ? value > bound : value >= bound),
    'at least',
  ),
  maximum: ofNumber(
    'maximum',
    (value, bound, { exclusiveMaximum }) => (exclusiveMaximum === true ? value < bound : value <= bound),
    'at most',
  ),
};

export const NUMERIC_BOUNDS: Readonly<Record<string, Keyword>> = {
  minimum: ofNumber('minimum', (value, bound) => value >= bound, 'at least'),
  maximum: ofNumber('maximum', (value, bound) => value <= bound, 'at most'),
  exclusiveMinimum: ofNumber('exclusiveMinimum', (value, bound) => value > bound, 'more than'),
  exclusiveMaximum: ofNumber('exclusiveMaximum', (value, bound) => value < bound, 'less than'),
  const: constant,
};

export const SCALAR_KEYWORDS: Readonly<Record<string, Keyword>> = {
  type,
  enum: enumeration,
  multipleOf: multipleOf('multipleOf'),
  divisibleBy: multipleOf('divisibleBy'),
  minLength: ofLength('minLength', (length, bound) => length >= bound, 'at least'),
  maxLength: ofLength('maxLength', (length, bound) => length <= bound, 'at most'),
  pattern,
  format,
};
