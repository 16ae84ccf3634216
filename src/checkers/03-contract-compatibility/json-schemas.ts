import { definitionKindOf } from '../../definitions/definition-kind.ts';
import { dataFormatOf } from '../../definitions/read-data.ts';
import { type TreeDocuments, treeDocuments } from '../../definitions/tree-documents.ts';
import { basePath, type Change } from '../../domain/change.ts';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { ContractTrees } from './contract-trees.ts';
import type { Direction } from './kinds.ts';
import { isUnread, loadSources } from './load-sources.ts';
import { compareSchema } from './openapi/compare-schema.ts';
import { Comparison } from './openapi/comparison.ts';
import { placeNow } from './place-now.ts';
import type { ContractSighting } from './sighting.ts';
import { rootOf, type Spot, textAt } from './spot.ts';
import { unreadable, unreadParts, wholes } from './wholes.ts';

interface Request extends ContractTrees {
  /** Globs of schemas whose documents others read, as those of events; those of any other are written by others, as configurations are. */
  readonly received: readonly string[];
}

const MARK = /"?\$schema"?\s*:\s*["']?https?:\/\/json-schema\.org\//;

interface Pair {
  readonly base: string;
  /** Null where it is gone. */
  readonly head: string | null;
}

/** What the changed JSON Schemas break; one without an `$id`, by which others know it, only may. */
export async function jsonSchemaSightings({ received, ...trees }: Request): Promise<readonly ContractSighting[]> {
  const sightings: ContractSighting[] = [];
  const [before, after] = [treeDocuments(trees.base), treeDocuments(trees.head)];
  for (const pair of await changedSchemas(trees, before)) {
    const was = await loadSources(before, pair.base);
    const root = isUnread(was) ? null : rootOf(was, pair.base);
    if (isUnread(was) || root === null || definitionKindOf(root.source.document.value)?.kind !== 'json-schema') continue;
    const covered = trees.change.files.filter((file) => was.has(basePath(file))).map(({ path }) => path);
    trees.inScope(covered);
    trees.examined(covered);
    const isKnown = textAt(root, '$id') !== null || textAt(root, 'id') !== null;
    const path = pair.head;
    if (path === null) {
      if (isKnown)
        sightings.push({ rule: 'schema-break', path: pair.base, code: 'contract-removed', message: `${pair.base}: the schema is gone` });
      continue;
    }
    const is = await loadSources(after, path);
    const now = isUnread(is) ? null : rootOf(is, path);
    const direction: Direction = received.some((glob) => matchesGlob(pair.base, glob)) ? 'received' : 'sent';
    const found =
      isUnread(is) || now === null
        ? [unreadable(path, isUnread(is) ? is : { message: 'it is not one document', range: undefined })]
        : [...(await unreadParts(after, was, is)), ...differencesOf(root, now, { direction, change: trees.change })];
    sightings.push(...found.map((one) => (isKnown ? one : { ...one, severity: 'warning' as const })));
  }
  return sightings;
}

async function changedSchemas(trees: ContractTrees, documents: TreeDocuments): Promise<readonly Pair[]> {
  const { change, base, head, isPublished } = trees;
  const pairs: Pair[] = [];
  for (const file of change.files) {
    const path = basePath(file);
    if (file.status === 'added' || dataFormatOf(path) === null || !isPublished(path)) continue;
    if (MARK.test((await base.read(path)) ?? '')) pairs.push({ base: path, head: head.has(file.path) ? file.path : null });
  }
  return [...pairs, ...(await wholes(trees, documents, MARK)).map((path) => ({ base: path, head: path }))];
}

function differencesOf(
  was: Spot,
  is: Spot,
  { direction, change }: { readonly direction: Direction; readonly change: Change },
): ContractSighting[] {
  const comparison = new Comparison();
  const where = is.source.path;
  compareSchema([was], [is], { comparison, direction, where, way: textAt(is, 'title') ?? 'it', isText: false, depth: 0 });
  return comparison.differences().map(({ kind, effect, message, ...whereabouts }) => ({
    rule: 'schema-break',
    ...placeNow(whereabouts, change),
    code: `${kind} ${message}`,
    message,
    ...(effect === 'may break' ? { severity: 'warning' } : {}),
  }));
}
