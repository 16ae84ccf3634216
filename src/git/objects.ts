import type { Tree } from '../domain/tree.ts';
import { type Repository, tracks } from './repository.ts';
import { AdapterError } from '../domain/error.ts';
import { type Folders, ObjectReader, openTree } from './tree.ts';
import { treeOfCommitObject } from './tree-object.ts';

/** Trees that are kept open: a commit's own, its parent's, and those of the ones beside them. */
const KEPT_TREES = 6;
/** Of any of them: a commit writes few of its own. */
const KEPT_FOLDERS = 20_000;

/** One reader for several judgings in a row, where the base of one is the head of the next. */
export class Objects implements AsyncDisposable {
  readonly #repository: Repository;
  readonly #reader: ObjectReader;
  readonly #trees = new Map<string, Promise<Tree>>();
  readonly #tracked = new Map<string, Promise<boolean>>();
  readonly #folders: Folders = new Map();

  constructor(repository: Repository) {
    this.#repository = repository;
    this.#reader = new ObjectReader(repository.ours);
  }

  tree(id: string): Promise<Tree> {
    const tree = this.#trees.get(id) ?? this.#open(id);
    this.#trees.delete(id);
    this.#trees.set(id, tree);
    for (const oldest of [...this.#trees.keys()].slice(0, -KEPT_TREES)) this.#trees.delete(oldest);
    return tree;
  }

  async #open(id: string): Promise<Tree> {
    const tree = await openTree(this.#reader, id, this.#folders);
    for (const oldest of this.#folders.keys()) {
      if (this.#folders.size <= KEPT_FOLDERS) break;
      this.#folders.delete(oldest);
    }
    return tree;
  }

  /** Of a commit's id. */
  async treeOf(commit: string): Promise<string> {
    const content = await this.#reader.read(commit);
    if (content === null) throw new AdapterError('OBJECT_MISSING', `git has no object ${commit}`);
    return treeOfCommitObject(commit, content);
  }

  /** A file's text, by the id of its object. */
  async text(id: string): Promise<string> {
    const content = await this.#reader.read(id);
    if (content === null) throw new AdapterError('OBJECT_MISSING', `git has no object ${id}`);
    return content.toString();
  }

  /** Does the person's index hold any of these paths? Asked once. */
  tracks(paths: readonly string[]): Promise<boolean> {
    const key = paths.join('\0');
    const tracked = this.#tracked.get(key) ?? tracks(this.#repository, paths);
    this.#tracked.set(key, tracked);
    return tracked;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#reader[Symbol.asyncDispose]();
  }
}
