/** A file as a commit wrote it. */
export interface PastVersion {
  readonly commit: string;
  readonly path: string;
  readonly objectId: string;
}

/** What stood in the files of a change on the way from base to the judged tree: whoever has its commits has that too. */
export interface ChangeHistory {
  /** What its commits wrote and the judged tree has no more; the oldest first. */
  readonly passed: readonly PastVersion[];
  /** What they found where they wrote. */
  readonly found: readonly Omit<PastVersion, 'commit'>[];
  /** What of it was not looked at, in words; null for nothing. */
  readonly left: string | null;
}

/** Of a change that no commit holds, or a single one. */
export const NO_HISTORY: ChangeHistory = { passed: [], found: [], left: null };
