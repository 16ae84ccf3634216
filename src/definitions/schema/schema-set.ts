import { stepsOf } from '../json-pointer.ts';
import { isObject, type Json, type JsonObject, memberOf } from '../json-value.ts';
import { type Dialect, dialectDescribedBy, dialectNamed } from './dialect.ts';
import { uriDecoded } from '../uri-decoded.ts';
import { subschemas } from './subschemas.ts';

/** A schema with a URI of its own, and what may be named in it. */
export interface Resource {
  readonly uri: string;
  readonly root: Json;
  readonly dialect: Dialect;
  readonly anchors: Map<string, Json>;
  readonly dynamicAnchors: Map<string, Json>;
}

export interface Place {
  readonly schema: Json;
  readonly resource: Resource;
}

/** Schemas by their URI; nothing is ever fetched. */
export interface SchemaSet {
  add(uri: string, root: Json, dialect: Dialect): Resource;
  find(uri: string): Resource | null;
  /** The resource that begins at this schema; null where it is part of another. */
  startingAt(schema: Json): Resource | null;
  /** Where a reference leads; null when that is nowhere in this set. */
  resolve(from: Resource, reference: string): Place | null;
}

/** Asked for what is not in a set. */
export type MoreSchemas = (uri: string) => { readonly root: Json; readonly dialect: Dialect } | null;

export function createSchemaSet(more: MoreSchemas = () => null): SchemaSet {
  const shelf: Shelf = { byUri: new Map(), byRoot: new Map(), more };
  return {
    add: (uri, root, dialect) => add(shelf, uri, { root, dialect }),
    find: (uri) => find(shelf, uri),
    startingAt: (schema) => shelf.byRoot.get(schema) ?? null,
    resolve(from, reference) {
      const target = absolute(reference, from.uri);
      const resource = target === null ? null : target.file === from.uri ? from : find(shelf, target.file);
      if (target === null || resource === null) return null;
      const steps = stepsOf(target.fragment);
      if (steps !== null) return walk(resource, steps, shelf.byRoot);
      const schema = resource.anchors.get(target.fragment);
      return schema === undefined ? null : { schema, resource: shelf.byRoot.get(schema) ?? resource };
    },
  };
}

interface Shelf {
  readonly byUri: Map<string, Resource>;
  readonly byRoot: Map<Json, Resource>;
  readonly more: MoreSchemas;
}

function add(shelf: Shelf, uri: string, { root, dialect: outer }: { readonly root: Json; readonly dialect: Dialect }): Resource {
  const dialect = dialectOf(shelf, root, outer);
  const id = isObject(root) ? idOf(root, dialect) : null;
  const own = id === null ? null : absolute(id, uri);
  const resource = open(shelf, own?.fragment === '' ? own.file : uri, root, dialect);
  // A file is found by its own address too.
  shelf.byUri.set(uri, resource);
  if (isObject(root) && !dialect.isOpenapi30) index(shelf, root, resource, new Set());
  return resource;
}

function find(shelf: Shelf, uri: string): Resource | null {
  const known = shelf.byUri.get(uri);
  if (known !== undefined) return known;
  const found = shelf.more(uri);
  return found === null ? null : add(shelf, uri, found);
}

function open(shelf: Shelf, uri: string, root: Json, dialect: Dialect): Resource {
  const resource = { uri, root, dialect, anchors: new Map<string, Json>(), dynamicAnchors: new Map<string, Json>() };
  shelf.byUri.set(uri, resource);
  if (isObject(root)) shelf.byRoot.set(root, resource);
  return resource;
}

function dialectOf(shelf: Shelf, schema: Json, outer: Dialect): Dialect {
  const said = memberOf(schema, '$schema');
  if (typeof said !== 'string' || outer.isOpenapi30) return outer;
  const known = dialectNamed(said);
  if (known !== null) return known;
  const metaSchema = find(shelf, said.replace(/#$/, ''))?.root;
  return (metaSchema === undefined ? null : dialectDescribedBy(metaSchema)) ?? outer;
}

/** Names what may be named below a schema; a schema with an id opens a resource of its own. */
function index(shelf: Shelf, schema: JsonObject, around: Resource, known: Set<Json>): void {
  if (known.has(schema)) return;
  known.add(schema);
  const dialect = schema === around.root ? around.dialect : dialectOf(shelf, schema, around.dialect);
  const id = schema === around.root ? null : idOf(schema, dialect);
  const uri = id === null ? null : absolute(id, around.uri);
  if (uri !== null && uri.fragment !== '') around.anchors.set(uri.fragment, schema);
  const resource = uri?.fragment === '' ? open(shelf, uri.file, schema, dialect) : around;
  const { draft } = resource.dialect;
  const [anchor, dynamic] = [schema['$anchor'], schema['$dynamicAnchor']];
  if (draft >= 2019 && typeof anchor === 'string') resource.anchors.set(anchor, schema);
  if (draft === 2020 && typeof dynamic === 'string') {
    resource.anchors.set(dynamic, schema);
    resource.dynamicAnchors.set(dynamic, schema);
  }
  for (const inner of subschemas(schema, resource.dialect)) if (isObject(inner)) index(shelf, inner, resource, known);
}

function walk(from: Resource, steps: readonly string[], byRoot: ReadonlyMap<Json, Resource>): Place | null {
  let place: Place = { schema: from.root, resource: from };
  for (const step of steps) {
    const schema = memberOf(place.schema, step);
    if (schema === undefined) return null;
    place = { schema, resource: byRoot.get(schema) ?? place.resource };
  }
  return place;
}

/** Beside a `$ref` older drafts look at nothing else. */
function idOf(schema: JsonObject, { draft, isOpenapi30 }: Dialect): string | null {
  if (isOpenapi30 || (draft <= 7 && typeof schema['$ref'] === 'string')) return null;
  const id = schema[draft <= 4 ? 'id' : '$id'];
  return typeof id === 'string' ? id : null;
}

function absolute(reference: string, base: string): { readonly file: string; readonly fragment: string } | null {
  if (!URL.canParse(reference, base)) return null;
  const { href, hash } = new URL(reference, base);
  const file = href.endsWith('#') ? href.slice(0, -1) : href.slice(0, href.length - hash.length);
  const fragment = uriDecoded(hash.slice(1));
  return fragment === null ? null : { file, fragment };
}
