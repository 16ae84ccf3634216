import { isObject, type Json, type JsonObject } from '../../definitions/json-value.ts';
import type { Resource } from '../../definitions/schema/schema-set.ts';
import { keyedSubschemas } from '../../definitions/schema/subschemas.ts';
import { type TreeSchemas, treePath } from '../../definitions/tree-schemas.ts';
import { rangeAt } from './place.ts';
import type { Sighting } from './rules.ts';
import type { Judged, Side } from './side.ts';

/** Other drafts do not know the other ones. */
const KEYWORDS: Readonly<Record<number, readonly string[]>> = { 2019: ['$ref', '$recursiveRef'], 2020: ['$ref', '$dynamicRef'] };

/** References of a JSON Schema that lead to nothing, by the base URIs that its ids set. */
export function brokenSchemaReferences({ tree }: Side, { path, document }: Judged, { set, root }: TreeSchemas): Sighting[] {
  const sightings: Sighting[] = [];
  const known = new Set<Json>();
  const visit = (schema: JsonObject, around: Resource, steps: readonly string[]): void => {
    if (known.has(schema)) return;
    known.add(schema);
    const resource = set.startingAt(schema) ?? around;
    for (const keyword of KEYWORDS[resource.dialect.draft] ?? ['$ref']) {
      const reference = schema[keyword];
      const why = typeof reference === 'string' ? missing(reference, resource) : null;
      if (why === null) continue;
      const message = `${JSON.stringify(reference)} leads to nothing: ${why}`;
      sightings.push({ rule: 'broken-reference', path, range: rangeAt(document, [...steps, keyword]), code: String(reference), message });
    }
    if (typeof schema['$ref'] === 'string' && resource.dialect.draft <= 7) return;
    for (const [inner, value] of keyedSubschemas(schema, resource.dialect))
      if (isObject(value)) visit(value, resource, [...steps, ...inner]);
  };
  /** Null where it leads somewhere, or where that cannot be told from this tree. */
  const missing = (reference: string, from: Resource): string | null => {
    if (set.resolve(from, reference) !== null) return null;
    if (!URL.canParse(reference, from.uri)) return 'it is no URI';
    const [file = '', fragment = ''] = new URL(reference, from.uri).href.split('#');
    if (set.find(file) !== null) return `there is no #${fragment} in it`;
    const target = treePath(file);
    if (target === null || tree.has(target)) return null;
    return `there is no file ${target}`;
  };
  if (isObject(root.root)) visit(root.root, root, []);
  return sightings;
}
