import type { Change } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';

/** What each kind of contract is looked for in, and where it says how far it came. */
export interface ContractTrees {
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
  readonly isPublished: (path: string) => boolean;
  /** Changed files that are a contract, or a part of one. */
  readonly inScope: (paths: Iterable<string>) => void;
  /** Those of them of which it was seen what they promised, and what they promise now. */
  readonly examined: (paths: Iterable<string>) => void;
}
