import type { LinterConfig } from '../../domain/project.ts';
import type { TreeSnapshot } from '../tree-snapshot.ts';

export interface DetectedLinters {
  readonly linters: readonly LinterConfig[];
  /** Programs that lint here and that nobody asks; absent where there are none. */
  readonly unread?: readonly string[];
  /** What was found and is not used, and why, in words for a person. */
  readonly notes: readonly string[];
}

/** The linters and formatters of one ecosystem that a tree has made its own. */
export type LinterDetection = (tree: TreeSnapshot) => Promise<DetectedLinters>;
