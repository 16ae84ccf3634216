import { dataFormatOf } from '../../definitions/read-data.ts';
import type { TreeDocuments } from '../../definitions/tree-documents.ts';
import { basePath, type ChangedFile } from '../../domain/change.ts';
import { AdapterError } from '../../domain/error.ts';
import type { ContractTrees } from './contract-trees.ts';
import { isUnread, loadSources, referredFiles, type Unread, whyUnread } from './load-sources.ts';
import type { ContractSighting } from './sighting.ts';
import type { Sources } from './spot.ts';

/** What a part of a definition has in it. */
const PART =
  /\b(?:type|schema|properties|responses|parameters|allOf|oneOf|anyOf|enum|required|items|const|format|pattern|(?:max|min)\w+|get|put|post|delete|patch|\$ref)\b/;
const NO_PART = /(^|\/)(package(-lock)?|tsconfig[^/]*)\.json$|(^|\/)\.github\/|-lock\.ya?ml$/;
/** Files that are looked through for the definition that a changed part belongs to; of more nothing is said, rather than of a few. */
const MOST_SEARCHED = 50_000;

/** Definitions that did not change themselves, and refer to a file that did; `mark` is what every one of them has in it. */
export async function wholes(trees: ContractTrees, documents: TreeDocuments, mark: RegExp): Promise<readonly string[]> {
  const { change, base, head, isPublished } = trees;
  if (!(await hasPart(trees))) return [];
  const changed = new Set(change.files.map(basePath));
  const candidates = base.paths.filter((path) => dataFormatOf(path) !== null && isPublished(path) && head.has(path) && !changed.has(path));
  const found: string[] = [];
  if (candidates.length > MOST_SEARCHED)
    throw new AdapterError('CONTRACT_TOO_LARGE', `more than ${MOST_SEARCHED} files may be the definition that a changed one is a part of`);
  for (const path of candidates) {
    const text = await base.read(path);
    if (text === null || !mark.test(text)) continue;
    const sources = await loadSources(documents, path);
    if (!isUnread(sources) && [...sources.values()].some((source) => [...referredFiles(source)].some((file) => changed.has(file))))
      found.push(path);
  }
  return found;
}

async function hasPart({ change, base, head, isPublished }: ContractTrees): Promise<boolean> {
  const mayBe = (file: ChangedFile) => {
    const path = basePath(file);
    return file.status !== 'added' && dataFormatOf(path) !== null && isPublished(path) && !NO_PART.test(path);
  };
  for (const file of change.files.filter(mayBe)) {
    const [was, is] = [(await base.read(basePath(file))) ?? '', (await head.read(file.path)) ?? ''];
    if (PART.test(was) || PART.test(is)) return true;
  }
  return false;
}

export function unreadable(path: string, { message, range }: Unread): ContractSighting {
  return {
    rule: 'contract-unreadable',
    path,
    ...(range === undefined ? {} : { range }),
    message: `${path} could be read before: ${message}`,
  };
}

/** Parts that were read before and are still referred to, and cannot be read any more. */
export async function unreadParts(documents: TreeDocuments, before: Sources, after: Sources): Promise<ContractSighting[]> {
  const referred = new Set([...after.values()].flatMap((source) => [...referredFiles(source)]));
  const sightings: ContractSighting[] = [];
  for (const path of [...before.keys()].filter((one) => referred.has(one) && !after.has(one))) {
    const reading = await documents.read(path);
    // One that is gone is a broken reference.
    if (reading === null) continue;
    sightings.push(unreadable(path, whyUnread(reading)));
  }
  return sightings;
}
