export interface TreeEntry {
  /** Git file mode: `100644`, `100755`, `120000` (symlink) or `160000` (gitlink). */
  readonly mode: string;
  readonly objectId: string;
}

/** A read-only tree of a repository. */
export interface Tree {
  readonly id: string;
  /** Paths of all files, sorted by git; gitlinks and symlinks included. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  entry(path: string): TreeEntry | undefined;
  /** A file's text (for a symlink: where it points); null when the tree has no such file. */
  read(path: string): Promise<string | null>;
}
