import { posix } from 'node:path';
import type { DataDocument } from './data-document.ts';
import { isList, isObject, type Json } from './json-value.ts';
import { offlineByUri } from './offline-schemas.ts';
import type { Dialect } from './schema/dialect.ts';
import { createSchemaSet, type Resource, type SchemaSet } from './schema/schema-set.ts';
import type { TreeDocuments } from './tree-documents.ts';
import { uriDecoded } from './uri-decoded.ts';

/** How a file of the tree is called among schemas. */
function treeUri(path: string): string {
  return new URL(path.split('/').map(encodeURIComponent).join('/'), 'tree:///').href;
}

/** Null for a URI that is no file of the tree. */
export function treePath(uri: string): string | null {
  return uri.startsWith('tree:///') ? uriDecoded(uri.slice('tree:///'.length)) : null;
}

export interface TreeSchemas {
  readonly set: SchemaSet;
  readonly root: Resource;
  /** The other files that are in the set, by their paths. */
  readonly others: ReadonlyMap<string, DataDocument>;
}

/** A file and all that its references may lead to inside the tree, as schemas of one dialect unless they say of which. */
export async function treeSchemas(
  documents: TreeDocuments,
  { path, value, dialect }: { readonly path: string; readonly value: Json; readonly dialect: Dialect },
): Promise<TreeSchemas> {
  const others = new Map<string, DataDocument>();
  // A file has as many names as there are ways to escape its characters.
  const set = createSchemaSet((uri) => {
    const other = others.get(treePath(uri) ?? '');
    return other === undefined ? offlineByUri(uri) : { root: other.value, dialect };
  });
  const root = set.add(treeUri(path), value, dialect);
  const known = new Set([path]);
  const open = filesNamedIn(path, value);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (known.has(next)) continue;
    known.add(next);
    const document = await documents.documentAt(next);
    if (document === null) continue;
    others.set(next, document);
    set.add(treeUri(next), document.value, dialect);
    open.push(...filesNamedIn(next, document.value));
  }
  return { set, root, others };
}

/** Rather too many: what is no reference but looks like one does no harm. */
function filesNamedIn(from: string, value: Json): string[] {
  const found = new Set<string>();
  const known = new Set<Json>();
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null || known.has(next)) continue;
    known.add(next);
    if (isList(next)) open.push(...next);
    else if (isObject(next)) {
      open.push(...Object.values(next));
      const reference = next['$ref'];
      if (typeof reference !== 'string' || !/^(?![a-z][\w+.-]*:|#|\/\/)/i.test(reference)) continue;
      const file = uriDecoded(reference.split('#')[0] ?? '');
      if (file === null) continue;
      found.add(posix.normalize(file.startsWith('/') ? file.slice(1) : posix.join(posix.dirname(from), file)));
    }
  }
  return [...found];
}
