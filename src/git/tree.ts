import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { AdapterError } from '../domain/error.ts';
import type { Tree, TreeEntry } from '../domain/tree.ts';
import { type GitCall, gitEnvironment } from './git.ts';
import { SHA256_LENGTH } from './object-id.ts';
import { FOLDER, type FolderEntry, readTreeObject } from './tree-object.ts';

/** Reads blobs and trees through one long-lived `git cat-file --batch`. */
export class ObjectReader implements AsyncDisposable {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting: { objectId: string; resolve: (content: Buffer | null) => void; reject: (error: Error) => void }[] = [];
  /** What came and is not delivered; joined only when an answer is whole, as a large one comes in thousands of pieces. */
  #pieces: Buffer[] = [];
  #size = 0;
  /** How much there must be before it is worth looking. */
  #wanted = 1;
  #closed: Error | null = null;

  constructor(call: GitCall) {
    this.#child = spawn('git', ['--git-dir', call.gitDir, 'cat-file', '--batch'], { env: gitEnvironment(false) });
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.#pieces.push(chunk);
      this.#size += chunk.length;
      if (this.#size >= this.#wanted) this.#deliver();
    });
    const fail = (why: string) => {
      this.#closed = new AdapterError('GIT_FAILED', `git cat-file ended: ${why}`);
      for (const { reject } of this.#waiting.splice(0)) reject(this.#closed);
    };
    this.#child.on('error', (error) => fail(error.message));
    this.#child.on('close', (code) => fail(`exit code ${code}`));
    this.#child.stdin.on('error', () => undefined); // `close` follows and tells everyone who waits
    this.#child.stderr.resume();
  }

  /** The object's bytes; null when there is no such object. AdapterError when they are not those that have this id. */
  async read(objectId: string): Promise<Buffer | null> {
    if (this.#closed !== null) throw this.#closed;
    const { promise, resolve, reject } = Promise.withResolvers<Buffer | null>();
    this.#waiting.push({ objectId, resolve, reject });
    this.#child.stdin.write(`${objectId}\n`);
    return promise;
  }

  #deliver(): void {
    let rest = Buffer.concat(this.#pieces);
    this.#wanted = 1;
    for (;;) {
      const newline = rest.indexOf(10);
      if (newline < 0) break;
      const header = rest.subarray(0, newline).toString();
      if (header.endsWith(' missing')) {
        rest = rest.subarray(newline + 1);
        this.#waiting.shift()?.resolve(null);
        continue;
      }
      const end = newline + 1 + Number(header.split(' ')[2]);
      if (rest.length < end + 1) {
        this.#wanted = end + 1;
        break;
      }
      this.#settle(header, Buffer.from(rest.subarray(newline + 1, end)));
      rest = rest.subarray(end + 1);
    }
    this.#pieces = [rest];
    this.#size = rest.length;
  }

  /** Git itself does not look: whoever writes a loose object or the index of a pack may put any bytes under any id. */
  #settle(header: string, content: Buffer): void {
    const { objectId = '', resolve, reject } = this.#waiting.shift() ?? {};
    if (idOf(header, content, objectId.length) === objectId) resolve?.(content);
    else reject?.(forged(`object ${objectId}`));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed !== null) return;
    this.#child.stdin.end();
    await once(this.#child, 'close');
  }
}

/** `header` is what cat-file says of an object: id, type and size. */
function idOf(header: string, content: Buffer, length: number): string {
  const [, type, size] = header.split(' ');
  const hash = createHash(length === SHA256_LENGTH ? 'sha256' : 'sha1');
  return hash.update(`${type} ${size}\0`).update(content).digest('hex');
}

/** Who wrote into the object store judges other bytes than those an id stands for. `what` is an object, or some below a tree. */
export function forged(what: string): AdapterError {
  return new AdapterError('OBJECT_FORGED', `git keeps ${what} with bytes that do not have this id`, {
    hint: '`git fsck` names what is forged or damaged: take it from a clean clone',
  });
}

const GITLINK = '160000';

/** What folders hold, by their ids; the one used last is at the end. */
export type Folders = Map<string, readonly FolderEntry[]>;

/** Git's own default (`core.maxTreeDepth`). */
const MAX_DEPTH = 2048;
/** Far above the largest repositories there are: a few folders that each hold the next one ten times would fill any memory. */
const MAX_FILES = 3_000_000;

/** Lists a tree; its files are read on demand. `known`: folders that were read before; it grows. */
export async function openTree(reader: ObjectReader, id: string, known: Folders = new Map()): Promise<Tree> {
  const folders = await foldersBelow(reader, id, known);
  if (filesIn(folders, id) > MAX_FILES) throw tooLarge(id, `more than ${MAX_FILES} files`);
  const entries = new Map<string, TreeEntry>();
  const list = (folder: string, prefix: string): void => {
    for (const { name, mode, objectId } of folders.get(folder) ?? []) {
      if (mode === FOLDER) list(objectId, `${prefix}${name}/`);
      else entries.set(prefix + name, { mode, objectId });
    }
  };
  list(id, '');
  return {
    id,
    paths: [...entries.keys()],
    has: (path) => entries.has(path),
    entry: (path) => entries.get(path),
    async read(path) {
      const entry = entries.get(path);
      if (entry === undefined || entry.mode === GITLINK) return null;
      const content = await reader.read(entry.objectId);
      if (content === null) {
        throw new AdapterError('OBJECT_MISSING', `${path}: git has no object ${entry.objectId}`, {
          hint: 'The clone is partial or damaged; fetch its objects (git fetch --refetch) and try again.',
        });
      }
      return content.toString();
    },
  };
}

/** Each once, however often the tree holds it; all of one depth are asked for together. */
async function foldersBelow(reader: ObjectReader, root: string, known: Folders): Promise<Folders> {
  const found: Folders = new Map();
  let level = new Set([root]);
  for (let depth = 0; level.size > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw tooLarge(root, `folders more than ${MAX_DEPTH} deep`);
    const read = await Promise.all([...level].map(async (id) => [id, known.get(id) ?? (await readFolder(reader, id))] as const));
    for (const [id, entries] of read) {
      found.set(id, entries);
      known.delete(id);
      known.set(id, entries);
    }
    level = new Set(read.flatMap(([, entries]) => entries.flatMap(({ mode, objectId }) => (mode === FOLDER ? [objectId] : [])))).difference(
      found,
    );
  }
  return found;
}

/** Counted by folder, not by file. */
function filesIn(folders: Folders, root: string): number {
  const counts = new Map<string, number>();
  const count = (id: string): number => {
    const known = counts.get(id);
    if (known !== undefined) return known;
    const sum = (folders.get(id) ?? []).reduce((files, { mode, objectId }) => files + (mode === FOLDER ? count(objectId) : 1), 0);
    counts.set(id, sum);
    return sum;
  };
  return count(root);
}

async function readFolder(reader: ObjectReader, id: string): Promise<readonly FolderEntry[]> {
  const content = await reader.read(id);
  if (content === null) {
    throw new AdapterError('OBJECT_MISSING', `git has no object ${id}`, {
      hint: 'The clone is partial or damaged; fetch its objects (git fetch --refetch) and try again.',
    });
  }
  return readTreeObject(id, content);
}

function tooLarge(id: string, why: string): AdapterError {
  return new AdapterError('TREE_TOO_LARGE', `tree ${id} has ${why}`);
}
