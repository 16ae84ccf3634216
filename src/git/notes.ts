import { git, gitText } from './git.ts';
import type { Repository } from './repository.ts';

const REF = 'refs/notes/jidoka';

/** Attaches a text to a commit in `refs/notes/jidoka`, in place of an earlier one. */
export async function writeNote(
  repository: Repository,
  { commit, text, time }: { readonly commit: string; readonly text: string; readonly time: number },
): Promise<void> {
  const when = `${Math.floor(time / 1000)} +0000`;
  const env = {
    GIT_AUTHOR_NAME: 'Jidoka',
    GIT_AUTHOR_EMAIL: 'jidoka@localhost',
    GIT_AUTHOR_DATE: when,
    GIT_COMMITTER_NAME: 'Jidoka',
    GIT_COMMITTER_EMAIL: 'jidoka@localhost',
    GIT_COMMITTER_DATE: when,
  };
  const blob = await gitText({ ...repository.theirs, input: text }, 'hash-object', '-w', '--stdin');
  await git({ ...repository.theirs, env }, 'notes', `--ref=${REF}`, 'add', '-f', '-C', blob, commit);
}

/** The text attached to a commit; null when there is none. */
export async function readNote(repository: Repository, commit: string): Promise<string | null> {
  const answer = await git({ ...repository.theirs, answers: [0, 1] }, 'notes', `--ref=${REF}`, 'show', commit);
  return answer.code === 0 ? answer.stdout.toString() : null;
}

/** The commits that carry a note. */
export async function listNotes(repository: Repository): Promise<string[]> {
  // `git notes list` takes a damaged ref for none.
  if ((await git({ ...repository.theirs, answers: [0, 1] }, 'show-ref', '--verify', '--quiet', REF)).code === 1) return [];
  const listing = await gitText(repository.theirs, 'notes', `--ref=${REF}`, 'list');
  return listing.split('\n').flatMap((line) => line.split(' ')[1] ?? []);
}
