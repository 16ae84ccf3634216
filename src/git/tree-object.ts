import { AdapterError } from '../domain/error.ts';
import { SHA256_LENGTH } from './object-id.ts';

/** One name in a folder, as git keeps it; a folder's mode is `040000`. */
export interface FolderEntry {
  readonly name: string;
  readonly mode: string;
  readonly objectId: string;
}

export const FOLDER = '040000';

const [SPACE, NUL] = [32, 0];

/** The names in a tree object: `<mode> <name> NUL <id as bytes>` each. AdapterError for bytes that are no such list. */
export function readTreeObject(id: string, content: Buffer): readonly FolderEntry[] {
  const idBytes = id.length / 2;
  const entries: FolderEntry[] = [];
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(SPACE, at);
    const end = space < 0 ? -1 : content.indexOf(NUL, space + 1);
    const next = end + 1 + idBytes;
    const mode = end < 0 ? undefined : canonicalMode(content.toString('latin1', at, space));
    if (mode === undefined || end === space + 1 || next > content.length) throw malformed(id);
    entries.push({ name: content.toString('utf8', space + 1, end), mode, objectId: content.toString('hex', end + 1, next) });
    at = next;
  }
  return entries;
}

/** As git understands it: of a file's mode only whether its owner may run it counts. */
function canonicalMode(text: string): string | undefined {
  if (!/^[0-7]{5,6}$/.test(text)) return undefined;
  const mode = Number.parseInt(text, 8);
  switch (mode & 0o170000) {
    case 0o100000:
      return (mode & 0o100) === 0 ? '100644' : '100755';
    case 0o120000:
      return '120000';
    case 0o040000:
      return FOLDER;
    default:
      return '160000';
  }
}

/** The tree that a commit object names in its first line. AdapterError for anything else. */
export function treeOfCommitObject(id: string, content: Buffer): string {
  const said = /^tree ([0-9a-f]+)\n/.exec(content.toString('latin1', 0, SHA256_LENGTH + 6))?.[1];
  if (said?.length !== id.length) throw malformed(id);
  return said;
}

function malformed(id: string): AdapterError {
  return new AdapterError('OBJECT_MALFORMED', `object ${id} is not what git writes`, { hint: '`git fsck` tells more.' });
}
