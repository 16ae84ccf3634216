import type { Tree } from '../domain/tree.ts';
import { gitText } from './git.ts';
import type { Repository } from './repository.ts';
import { ObjectReader, openTree } from './tree.ts';

/** Trees that are kept open: a commit's own, its parent's, and those of the ones beside them. */
const KEPT_TREES = 6;

/** One reader for several judgings in a row, where the base of one is the head of the next. */
export class Objects implements AsyncDisposable {
  readonly #repository: Repository;
  readonly #reader: ObjectReader;
  readonly #trees = new Map<string, Promise<Tree>>();
  readonly #treeIds = new Map<string, Promise<string>>();
  readonly #compared = new Set<string>();

  constructor(repository: Repository) {
    this.#repository = repository;
    this.#reader = new ObjectReader(repository.ours);
  }

  tree(id: string): Promise<Tree> {
    const tree = this.#trees.get(id) ?? openTree(this.#repository.ours, this.#reader, id, this.#compared);
    this.#trees.delete(id);
    this.#trees.set(id, tree);
    for (const oldest of [...this.#trees.keys()].slice(0, -KEPT_TREES)) this.#trees.delete(oldest);
    return tree;
  }

  treeOf(commit: string): Promise<string> {
    const id = this.#treeIds.get(commit) ?? gitText(this.#repository.ours, 'rev-parse', '--verify', `${commit}^{tree}`);
    this.#treeIds.set(commit, id);
    return id;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#reader[Symbol.asyncDispose]();
  }
}
