import { definitionKindOf } from '../../definitions/definition-kind.ts';
import { dataFormatOf } from '../../definitions/read-data.ts';
import { treeDocuments } from '../../definitions/tree-documents.ts';
import { basePath } from '../../domain/change.ts';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { ContractTrees } from './contract-trees.ts';
import type { Direction } from './kinds.ts';
import { loadSources } from './load-sources.ts';
import { compareSchema } from './openapi/compare-schema.ts';
import { Comparison } from './openapi/comparison.ts';
import type { ContractSighting } from './sighting.ts';
import { rootOf, textAt } from './spot.ts';

interface Request extends ContractTrees {
  /** Globs of schemas whose documents others read, as those of events; those of any other are written by others, as configurations are. */
  readonly received: readonly string[];
}

const MARK = /"?\$schema"?\s*:\s*["']?https?:\/\/json-schema\.org\//;

/** What the changed JSON Schemas break; one without an `$id`, by which others know it, only may. */
export async function jsonSchemaSightings({
  change,
  base,
  head,
  isPublished,
  received,
  inScope,
  examined,
}: Request): Promise<readonly ContractSighting[]> {
  const sightings: ContractSighting[] = [];
  const [before, after] = [treeDocuments(base), treeDocuments(head)];
  for (const file of change.files) {
    const path = basePath(file);
    if (file.status === 'added' || dataFormatOf(path) === null || !isPublished(path)) continue;
    if (!MARK.test((await base.read(path)) ?? '')) continue;
    const was = await loadSources(before, path);
    const root = typeof was === 'string' ? null : rootOf(was, path);
    if (root === null || definitionKindOf(root.source.document.value)?.kind !== 'json-schema') continue;
    inScope([file.path]);
    examined([file.path]);
    const isKnown = textAt(root, '$id') !== null || textAt(root, 'id') !== null;
    const mild = isKnown ? {} : ({ severity: 'warning' } as const);
    if (!head.has(file.path)) {
      if (isKnown) sightings.push({ rule: 'schema-break', path, code: 'contract-removed', message: `${path}: the schema is gone` });
      continue;
    }
    const is = await loadSources(after, file.path);
    const now = typeof is === 'string' ? null : rootOf(is, file.path);
    if (now === null) {
      sightings.push({
        rule: 'contract-unreadable',
        path: file.path,
        message: `${file.path} could be read before: ${String(is)}`,
        ...mild,
      });
      continue;
    }
    const direction: Direction = received.some((glob) => matchesGlob(path, glob)) ? 'received' : 'sent';
    const comparison = new Comparison();
    compareSchema([root], [now], { comparison, direction, where: file.path, way: textAt(now, 'title') ?? 'it', isText: false, depth: 0 });
    for (const { kind, effect, message, path: place, range } of comparison.differences())
      sightings.push({
        rule: 'schema-break',
        path: place,
        range,
        code: `${kind} ${message}`,
        message,
        ...(effect === 'may break' ? { severity: 'warning' as const } : mild),
      });
  }
  return sightings;
}
