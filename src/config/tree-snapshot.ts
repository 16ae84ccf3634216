/** The files of one tree, as a commit has them; read without checking anything out. */
export interface TreeSnapshot {
  /** `/`-separated, relative to the root. */
  readonly paths: readonly string[];
  /** The text of a file; null when the tree has none at this path. */
  read(path: string): Promise<string | null>;
}
