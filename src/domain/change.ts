/** Lines `start` to `end`, 1-based, both inclusive. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

export interface ChangedFile {
  /** Path in the judged tree; for a deleted file its path in the base tree. */
  readonly path: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** Path in the base tree, for renamed files only. */
  readonly oldPath?: string;
  /** Git file modes such as `100644`; `000000` where the file does not exist. */
  readonly oldMode: string;
  readonly newMode: string;
  readonly binary: boolean;
  /** Lines of the judged tree that the change wrote. */
  readonly added: readonly LineRange[];
  /** Lines of the base tree that the change took away. */
  readonly removed: readonly LineRange[];
}

/** The captured diff: one tree id is captured, judged, attested, merged and released. */
export interface Change {
  /** Base commit. */
  readonly base: string;
  readonly baseTree: string;
  /** The judged tree. */
  readonly tree: string;
  readonly files: readonly ChangedFile[];
}

/** The path a changed file had in the base tree. */
export function basePath(file: ChangedFile): string {
  return file.oldPath ?? file.path;
}
