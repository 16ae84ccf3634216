import { git } from './git.ts';
import type { Repository } from './repository.ts';

export interface PastCommit {
  readonly commit: string;
  /** Its first parent; null for a root and at the edge of a shallow clone. */
  readonly parent: string | null;
  /** When it was authored, ISO 8601. */
  readonly time: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly message: string;
}

const FIELDS = ['%H', '%P', '%aI', '%an', '%ae', '%B'];

/** The last commits of a branch, newest first, each with its first parent: what came with a merge counts as the merge. */
export async function pastCommits(
  repository: Repository,
  { head, last }: { readonly head: string; readonly last: number },
): Promise<readonly PastCommit[]> {
  // Theirs: only there is it known where a shallow clone ends.
  const { stdout } = await git(
    repository.theirs,
    'log',
    '--first-parent',
    '--no-show-signature',
    '--encoding=UTF-8',
    '-z',
    `--max-count=${last}`,
    `--format=${FIELDS.join('%x00')}`,
    head,
    '--',
  );
  const fields = stdout.toString().split('\0');
  return Array.from({ length: Math.floor(fields.length / FIELDS.length) }, (_, place): PastCommit => {
    const [commit = '', parents = '', time = '', name = '', email = '', message = ''] = fields.slice(place * FIELDS.length);
    return { commit, parent: parents.split(' ')[0] || null, time, author: { name, email }, message };
  });
}
