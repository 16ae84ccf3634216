/** A repository's committed files, as an operator sees them. */
export interface PlantedTree {
  readonly paths: readonly string[];
  read(path: string): string;
}

/** A fault in a repository that had none there. */
export interface PlantedFault {
  /** The new content of files by path; null takes one away. */
  readonly edits: Readonly<Record<string, string | null>>;
  /** Where a person would point: the finding has to name this file, and this line (1-based, in the new file) where one is said. */
  readonly at: { readonly path: string; readonly line?: number };
}

/** What a repository checks itself with, by a command of its own. */
export type OwnTool = 'build' | 'lint' | 'test';

/** Plants one kind of fault. Written by somebody who had not read the checkers. */
export interface Operator {
  /** What a person would call it; reads like the subject of a careless commit. */
  readonly title: string;
  /** Numbers of the checkers of which one has to find it. */
  readonly checkers: readonly number[];
  /** The tool of the repository that decides whether it is a fault there; what is not said follows from the checkers (see `ownToolsOf`). */
  readonly confirmedBy?: OwnTool;
  /** Null where the repository has no place for it. */
  plant(tree: PlantedTree): PlantedFault | null;
}
