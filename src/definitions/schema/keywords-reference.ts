import { isObject, type Json } from '../json-value.ts';
import { type Frame, join, type Keyword, type Scope, Unjudged } from './frame.ts';
import type { Place } from './schema-set.ts';

const reference: Keyword = (frame, value) => {
  if (typeof value === 'string') follow(frame, placeOf(frame, value));
};

/** Goes on from the outermost resource on the way that has an anchor of this name, if the nearest has one. */
const dynamicReference: Keyword = (frame, value) => {
  if (typeof value !== 'string') return;
  const place = placeOf(frame, value);
  const name = value.slice(value.indexOf('#') + 1);
  const isDynamic = place.resource.dynamicAnchors.get(name) === place.schema;
  follow(frame, isDynamic ? outermost(frame.scope, (resource) => resource.dynamicAnchors.get(name), place) : place);
};

const recursiveReference: Keyword = (frame, value) => {
  if (typeof value !== 'string') return;
  const place = placeOf(frame, value);
  const isRecursive = (schema: Json) => isObject(schema) && schema['$recursiveAnchor'] === true;
  const next = ({ root }: Place['resource']) => (isRecursive(root) ? root : undefined);
  follow(frame, isRecursive(place.schema) ? outermost(frame.scope, next, place) : place);
};

function placeOf({ run, scope }: Frame, value: string): Place {
  const place = run.set.resolve(scope.resource, value);
  if (place === null) throw new Unjudged(`its schema refers to ${value}, which is not at hand`);
  return place;
}

function outermost(scope: Scope, named: (resource: Place['resource']) => Json | undefined, nearest: Place): Place {
  let found = nearest;
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const schema = named(at.resource);
    if (schema !== undefined) found = { schema, resource: at.resource };
  }
  return found;
}

function follow(frame: Frame, { schema, resource }: Place): void {
  const scope = resource === frame.scope.resource ? frame.scope : { resource, outer: frame.scope };
  join(frame, frame.run.under(frame, schema, scope));
}

export const REFERENCE_KEYWORDS: Readonly<Record<string, Keyword>> = {
  $ref: reference,
  $dynamicRef: dynamicReference,
  $recursiveRef: recursiveReference,
};
