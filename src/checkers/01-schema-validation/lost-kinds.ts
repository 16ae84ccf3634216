import { type DefinitionKind, definitionKindOf } from '../../definitions/definition-kind.ts';
import { type DataReading, dataFormatOf } from '../../definitions/read-data.ts';
import { treeDocuments } from '../../definitions/tree-documents.ts';
import { basePath, type ChangedFile } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import { isOtherText } from './is-other-text.ts';
import type { Sighting } from './rules.ts';
import { officialSchema } from './schema-violations.ts';

/** APIs that no longer say what they are, or say what nobody knows: they would be held against nothing any more. */
export async function lostKinds(
  files: readonly ChangedFile[],
  { base, head }: { readonly base: Tree; readonly head: Tree },
): Promise<Sighting[]> {
  const sightings: Sighting[] = [];
  const [before, after] = [treeDocuments(base), treeDocuments(head)];
  for (const file of files) {
    if (!head.has(file.path) || !/openapi|swagger|asyncapi/.test((await base.read(basePath(file))) ?? '')) continue;
    const [was] = apisIn(await before.read(basePath(file)));
    const reading = await after.read(file.path);
    const is = apisIn(reading);
    if (was === undefined || reading === null || isSaid(file.path, reading) || is.some((one) => officialSchema(one) !== null)) continue;
    const now = is[0] === undefined ? 'does not say any more what it is' : `says now ${is[0].said}, of which no schema is at hand`;
    const message = `it was a definition of ${was.kind} ${was.said} and ${now}`;
    sightings.push({ rule: 'schema-violation', path: file.path, isOfFile: true, code: 'kind', message });
  }
  return sightings;
}

/** That it does not parse is a finding of its own. */
function isSaid(path: string, { problems, text }: DataReading): boolean {
  return problems.length > 0 && !isOtherText(text, dataFormatOf(path) ?? 'json');
}

function apisIn(reading: DataReading | null): DefinitionKind[] {
  const kinds = (reading?.documents ?? []).map(({ value }) => definitionKindOf(value));
  return kinds.filter((kind) => kind !== null && kind.kind !== 'json-schema');
}
