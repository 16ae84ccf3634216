import { posix } from 'node:path';
import { definitionKindOf } from '../../definitions/definition-kind.ts';
import { stepsOf } from '../../definitions/json-pointer.ts';
import { isObject, type Json } from '../../definitions/json-value.ts';
import type { Resource } from '../../definitions/schema/schema-set.ts';
import { keyedSubschemas } from '../../definitions/schema/subschemas.ts';
import type { TreeDocuments } from '../../definitions/tree-documents.ts';
import { type TreeSchemas, treePath } from '../../definitions/tree-schemas.ts';
import { uriDecoded } from '../../definitions/uri-decoded.ts';
import { rangeAt } from './place.ts';
import type { Sighting } from './rules.ts';
import type { Judged, Side } from './side.ts';

/** Other drafts do not know the other ones. */
const KEYWORDS: Readonly<Record<number, readonly string[]>> = { 2019: ['$ref', '$recursiveRef'], 2020: ['$ref', '$dynamicRef'] };

/** A schema, and where it is written. */
interface Written extends Judged {
  readonly schema: Json;
  readonly around: Resource;
  readonly steps: readonly string[];
}

/** References of a JSON Schema that lead to nothing, by the base URIs that its ids set; also of files that only a schema makes one. */
export function brokenSchemaReferences({ documents }: Side, judged: Judged, schemas: TreeSchemas): Sighting[] {
  const sightings: Sighting[] = [];
  const { set, root } = schemas;
  const known = new Set<Json>();
  const open: Written[] = [{ ...judged, schema: root.root, around: root, steps: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, document, schema, around, steps } = next;
    if (!isObject(schema) || known.has(schema)) continue;
    known.add(schema);
    const resource = set.startingAt(schema) ?? around;
    for (const keyword of KEYWORDS[resource.dialect.draft] ?? ['$ref']) {
      const reference = schema[keyword];
      if (typeof reference !== 'string') continue;
      const fragment = fragmentAt(schemas, resource, reference);
      if (fragment !== null) open.push(fragment);
      const why = missing({ path, documents, schemas }, resource, reference);
      if (why === null) continue;
      const message = `${JSON.stringify(reference)} leads to nothing: ${why}`;
      sightings.push({ rule: 'broken-reference', path, range: rangeAt(document, [...steps, keyword]), code: reference, message });
    }
    if (typeof schema['$ref'] === 'string' && resource.dialect.draft <= 7) continue;
    for (const [inner, value] of keyedSubschemas(schema, resource.dialect))
      open.push({ path, document, schema: value, around: resource, steps: [...steps, ...inner] });
  }
  return sightings;
}

/** A schema in a file that does not say itself what it is: nobody else asks where that leads. */
function fragmentAt({ set, others }: TreeSchemas, from: Resource, reference: string): Written | null {
  const place = set.resolve(from, reference);
  const [file = '', hash = ''] = URL.canParse(reference, from.uri) ? new URL(reference, from.uri).href.split('#') : [];
  const path = treePath(file);
  const document = others.get(path ?? '');
  const steps = stepsOf(uriDecoded(hash) ?? '');
  if (place === null || path === null || document === undefined || steps === null || definitionKindOf(document.value) !== null) return null;
  return { path, document, schema: place.schema, around: place.resource, steps };
}

/** Null where it leads somewhere, or where that cannot be told from this tree. */
function missing(
  { path, documents, schemas: { set } }: { readonly path: string; readonly documents: TreeDocuments; readonly schemas: TreeSchemas },
  from: Resource,
  reference: string,
): string | null {
  if (set.resolve(from, reference) !== null) return null;
  if (!URL.canParse(reference, from.uri)) return 'it is no URI';
  const [file = '', fragment = ''] = new URL(reference, from.uri).href.split('#');
  if (set.find(file) !== null) return `there is no #${fragment} in it`;
  if (file.startsWith('tree:///') && treePath(file) === null) return 'it is not percent-encoded as a URI is';
  const target = treePath(file) ?? sibling(path, from, reference);
  return target === null || documents.has(target) || documents.isBehind(target) ? null : `there is no file ${target}`;
}

/** Where the file should be if the ids are those of the files: one that is called as its file names its neighbours as they are called. */
function sibling(path: string, { uri }: Resource, reference: string): string | null {
  const file = uriDecoded(reference.split('#')[0] ?? '');
  if (file === null || /^([a-z][\w+.-]*:|\/|$)/i.test(file) || posix.basename(uri) !== posix.basename(path)) return null;
  const target = posix.join(posix.dirname(path), file);
  return target.startsWith('../') ? null : target;
}
