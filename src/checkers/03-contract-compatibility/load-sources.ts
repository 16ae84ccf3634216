import { AdapterError } from '../../domain/error.ts';
import type { Range } from '../../domain/finding.ts';
import { rangeOf } from '../../definitions/data-document.ts';
import type { DataReading } from '../../definitions/read-data.ts';
import type { TreeDocuments } from '../../definitions/tree-documents.ts';
import { fileOf, isFields, type Source, type Sources } from './spot.ts';

/** Files of one definition; more is no definition. */
const MOST_FILES = 2000;

/** Why a definition cannot be read, and where, as far as that is known. */
export interface Unread {
  readonly message: string;
  readonly range: Range | undefined;
}

export function isUnread(read: Sources | Unread): read is Unread {
  return 'message' in read;
}

export function whyUnread(reading: DataReading | null): Unread {
  const [problem] = reading?.problems ?? [];
  const another = reading?.documents[1];
  if (reading === null || (problem === undefined && another === undefined)) return { message: 'it is not one document', range: undefined };
  const { start } = problem ?? another?.spotOf([]).value ?? { start: 0 };
  return { message: problem?.message ?? 'it is not one document', range: rangeOf(reading.text, { start, end: start }) };
}

/** A definition with every file of the tree that it refers to. */
export async function loadSources(documents: TreeDocuments, root: string): Promise<Sources | Unread> {
  const sources = new Map<string, Source>();
  const open = new Set([root]);
  // A Set is walked in the order of insertion, what is added on the way included.
  for (const path of open) {
    if (open.size > MOST_FILES) throw new AdapterError('CONTRACT_TOO_LARGE', `${root} refers to more than ${MOST_FILES} files`);
    const reading = await documents.read(path);
    // Passed over it would hide whatever changed in it.
    if (reading?.isTooLarge === true)
      throw new AdapterError('CONTRACT_TOO_LARGE', `${path} is too large to be compared`, {
        hint: 'Divide it, or name it under `unpublished` in the options of contract-compatibility.',
      });
    const [document, another] = reading?.documents ?? [];
    if (document !== undefined && another === undefined) {
      const source = { path, document };
      sources.set(path, source);
      for (const file of referredFiles(source)) open.add(file);
    } else if (path === root) {
      return whyUnread(reading);
    }
  }
  return sources;
}

/** Paths that the references of a file lead to. */
export function referredFiles({ path, document }: Source): ReadonlySet<string> {
  const files = new Set<string>();
  const seen = new Set<unknown>();
  const open: unknown[] = [document.value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(one);
    const reference = isFields(one) ? one['$ref'] : undefined;
    const [file = ''] = typeof reference === 'string' ? reference.split('#', 1) : [];
    const target = file === '' ? null : fileOf(path, file);
    if (target !== null) files.add(target);
    for (const inner of Object.values(one)) open.push(inner);
  }
  return files;
}
