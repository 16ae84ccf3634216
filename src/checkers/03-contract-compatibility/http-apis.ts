import { definitionKindOf } from '../../definitions/definition-kind.ts';
import { basePath, type ChangedFile } from '../../domain/change.ts';
import { dataFormatOf } from '../../definitions/read-data.ts';
import { type TreeDocuments, treeDocuments } from '../../definitions/tree-documents.ts';
import type { ContractTrees } from './contract-trees.ts';
import { isUnread, loadSources } from './load-sources.ts';
import { compareApis } from './openapi/compare-api.ts';
import { readApi } from './openapi/read-api.ts';
import { placeNow } from './place-now.ts';
import type { ContractSighting } from './sighting.ts';
import { below, child, rangeAt, rootOf, type Sources } from './spot.ts';
import { saysBroken } from './version-bump.ts';
import { unreadable, unreadParts, wholes } from './wholes.ts';

/** What every definition of an HTTP API has in it; spaces bounded, or a long file of them is looked through again from each. */
const MARK = /\b(?:openapi|swagger)["']?[ \t]{0,20}:\s{0,20}["']?[23]/;

interface Pair {
  /** Where it lies at base, and in the judged tree: null when it is gone. */
  readonly base: string;
  readonly head: string | null;
}

/** What the changed definitions of HTTP APIs break. */
export async function httpApiSightings({
  today,
  ...trees
}: ContractTrees & { readonly today: string }): Promise<readonly ContractSighting[]> {
  const sightings: ContractSighting[] = [];
  const [base, head] = [treeDocuments(trees.base), treeDocuments(trees.head)];
  for (const pair of await changedApis(trees, base)) {
    const before = await loadSources(base, pair.base);
    // What nobody could read at base promised nothing.
    if (isUnread(before)) continue;
    const was = readOf(before, pair.base);
    if (was === null) continue;
    const covered = trees.change.files.filter((file) => before.has(basePath(file))).map(({ path }) => path);
    trees.inScope(covered);
    trees.examined(covered);
    if (pair.head === null) {
      sightings.push({
        rule: 'api-break',
        path: pair.base,
        code: 'contract-removed',
        message: `${was.title || 'the API'}: its definition is gone`,
      });
      continue;
    }
    const after = await loadSources(head, pair.head);
    const is = isUnread(after) ? null : readOf(after, pair.head);
    if (isUnread(after) || is === null) {
      const why = isUnread(after) ? after : { message: 'it is no definition of an API any more', range: { startLine: 1 } };
      sightings.push(unreadable(pair.head, why));
      continue;
    }
    sightings.push(...(await unreadParts(head, before, after)));
    const differences = compareApis(was, is, today);
    sightings.push(
      ...differences.map(
        ({ kind, effect, message, ...whereabouts }): ContractSighting => ({
          rule: 'api-break',
          ...placeNow(whereabouts, trees.change),
          code: `${kind} ${message}`,
          message,
          ...(effect === 'may break' ? { severity: 'warning' } : {}),
        }),
      ),
    );
    // Where there never was one, there is none to raise.
    const isKept = was.version !== null || is.version !== null;
    if (isKept && differences.some(({ effect }) => effect === 'breaking') && !saysBroken(was.version, is.version)) {
      const info = child(is.at, 'info') ?? is.at;
      const at = below(info, 'version') ?? info;
      sightings.push({
        rule: 'version-not-raised',
        path: at.source.path,
        range: rangeAt(at),
        message: `${is.title || 'the API'} breaks and its version is ${is.version ?? 'not said'}, after ${was.version ?? 'none'}`,
      });
    }
  }
  return sightings;
}

function readOf(sources: Sources, path: string) {
  const root = rootOf(sources, path);
  return root !== null && definitionKindOf(root.source.document.value)?.kind === 'openapi' ? readApi(root) : null;
}

async function changedApis(trees: ContractTrees, documents: TreeDocuments): Promise<readonly Pair[]> {
  const { change, base, head, isPublished } = trees;
  const files = change.files.filter((file) => dataFormatOf(basePath(file)) !== null && isPublished(basePath(file)));
  const pairs = new Map<string, Pair>();
  for (const file of files) {
    if (file.status === 'added') continue;
    const path = basePath(file);
    const text = (await base.read(path)) ?? '';
    if (MARK.test(text)) pairs.set(path, { base: path, head: head.has(file.path) ? file.path : await movedTo(text, files, trees) });
  }
  for (const path of await wholes(trees, documents, MARK)) if (!pairs.has(path)) pairs.set(path, { base: path, head: path });
  return [...pairs.values()];
}

/** An API that was written anew elsewhere in the same change, by its title. */
async function movedTo(text: string, files: readonly ChangedFile[], { head }: ContractTrees): Promise<string | null> {
  const title = titleIn(text);
  for (const { path, status } of files) {
    if (status !== 'added') continue;
    const other = (await head.read(path)) ?? '';
    if (MARK.test(other) && titleIn(other) === title) return path;
  }
  return null;
}

function titleIn(text: string): string | null {
  return /^[ \t{]{0,50}["']?title["']?[ \t]{0,20}:[ \t]{0,20}([^\n]*)/m.exec(text)?.[1]?.trim().replace(/,$/, '') ?? null;
}
