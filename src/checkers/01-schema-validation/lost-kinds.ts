import { definitionKindOf } from '../../definitions/definition-kind.ts';
import { treeDocuments } from '../../definitions/tree-documents.ts';
import { basePath, type ChangedFile } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Sighting } from './rules.ts';

/** APIs that no longer say what they are: nothing would be held against anything any more. */
export async function lostKinds(
  files: readonly ChangedFile[],
  { base, head }: { readonly base: Tree; readonly head: Tree },
): Promise<Sighting[]> {
  const sightings: Sighting[] = [];
  const [before, after] = [treeDocuments(base), treeDocuments(head)];
  for (const file of files) {
    if (!head.has(file.path) || !/openapi|swagger|asyncapi/.test((await base.read(basePath(file))) ?? '')) continue;
    const was = kindOf((await before.documentAt(basePath(file)))?.value);
    const is = await after.documentAt(file.path);
    if (was === null || is === null || kindOf(is.value) !== null) continue;
    const message = `it was a definition of ${was.kind} ${was.said} and does not say any more what it is`;
    sightings.push({ rule: 'schema-violation', path: file.path, isOfFile: true, code: 'kind', message });
  }
  return sightings;
}

function kindOf(value: Parameters<typeof definitionKindOf>[0] | undefined): { readonly kind: string; readonly said: string } | null {
  const kind = value === undefined ? null : definitionKindOf(value);
  return kind === null || kind.kind === 'json-schema' ? null : kind;
}
