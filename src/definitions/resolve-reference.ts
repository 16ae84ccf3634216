import { posix } from 'node:path';
import type { DataDocument } from './data-document.ts';
import { stepsOf, valueAt } from './json-pointer.ts';
import type { Json } from './json-value.ts';
import type { TreeDocuments } from './tree-documents.ts';
import { uriDecoded } from './uri-decoded.ts';

export interface Target {
  readonly path: string;
  readonly document: DataDocument;
  readonly steps: readonly string[];
  readonly value: Json;
}

export type Resolution =
  | { readonly state: 'found'; readonly target: Target }
  /** Nothing is there: `why` says what is missing. */
  | { readonly state: 'broken'; readonly why: string }
  /** Not to be decided from this tree alone: another host, an anchor, a file that is no data or does not parse. */
  | { readonly state: 'elsewhere'; readonly why: string };

/** Where a `$ref` leads from a document of a tree, by its place as OpenAPI and AsyncAPI have it: without `$id`. */
export async function resolveReference(
  documents: TreeDocuments,
  { from, document, reference }: { readonly from: string; readonly document: DataDocument; readonly reference: string },
): Promise<Resolution> {
  const hash = reference.indexOf('#');
  const file = uriDecoded(hash < 0 ? reference : reference.slice(0, hash));
  const fragment = uriDecoded(hash < 0 ? '' : reference.slice(hash + 1));
  if (file === null || fragment === null) return { state: 'broken', why: 'it is not percent-encoded as a URI is' };
  if (/^[a-z][a-z0-9+.-]*:/i.test(file) || file.startsWith('//')) return { state: 'elsewhere', why: 'it leads to another host' };
  const steps = stepsOf(fragment);
  // No anchor has a slash in it.
  if (steps === null && fragment.includes('/')) return { state: 'broken', why: `#${fragment} is no place: one begins with #/` };
  if (steps === null) return { state: 'elsewhere', why: 'it names an anchor' };
  if (file === '') return found(from, document, steps);
  const path = posix.normalize(file.startsWith('/') ? file.slice(1) : posix.join(posix.dirname(from), file));
  if (path.startsWith('../')) return { state: 'elsewhere', why: 'it leads out of the repository' };
  if (!documents.has(path)) {
    if (documents.isBehind(path)) return { state: 'elsewhere', why: `${path} is in a submodule, or in a folder that a link stands for` };
    return { state: 'broken', why: `there is no file ${path}` };
  }
  const reading = await documents.read(path);
  const [target, ...others] = reading?.documents ?? [];
  if (target === undefined || others.length > 0) return { state: 'elsewhere', why: `${path} is not one document that parses` };
  return found(path, target, steps);
}

function found(path: string, document: DataDocument, steps: readonly string[]): Resolution {
  const value = valueAt(document.value, steps);
  if (value !== undefined) return { state: 'found', target: { path, document, steps, value } };
  const reached = steps.findIndex((_, index) => valueAt(document.value, steps.slice(0, index + 1)) === undefined);
  return {
    state: 'broken',
    why: `${path} has no ${JSON.stringify(steps[reached])} under #${steps
      .slice(0, reached)
      .map((step) => `/${step}`)
      .join('')}`,
  };
}
