import { AdapterError } from '../domain/error.ts';
import { gitText } from './git.ts';
import { checkedOutBranches, moveRef, publishObjects, type Repository, resolveCommit } from './repository.ts';

export interface CommitRequest {
  readonly tree: string;
  readonly parent: string;
  readonly subject: string;
  readonly trailers: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Makes a commit object in our store: no hooks, no index, no working tree. */
export async function commitTree(repository: Repository, { tree, parent, subject, trailers, time }: CommitRequest): Promise<string> {
  const when = `${Math.floor(time / 1000)} +0000`;
  const person = { NAME: 'Jidoka', EMAIL: 'jidoka@localhost' };
  const env = {
    GIT_AUTHOR_NAME: person.NAME,
    GIT_AUTHOR_EMAIL: person.EMAIL,
    GIT_AUTHOR_DATE: when,
    GIT_COMMITTER_NAME: person.NAME,
    GIT_COMMITTER_EMAIL: person.EMAIL,
    GIT_COMMITTER_DATE: when,
  };
  const lines = Object.entries(trailers).map(([name, value]) => `${name}: ${oneLine(value)}`);
  const message = `${oneLine(subject)}\n\n${lines.join('\n')}\n`;
  return gitText({ ...repository.ours, env, input: message }, 'commit-tree', tree, '-p', parent, '-F', '-');
}

export type Integration =
  | { readonly kind: 'moved'; readonly branch: string }
  /** The branch is checked out somewhere: the commit waits on a branch of its own. */
  | { readonly kind: 'waiting'; readonly branch: string }
  /** The branch is not where the change started from any more. */
  | { readonly kind: 'base-moved' };

/** Brings a commit onto a branch, fast-forward only; a branch that is checked out anywhere is not moved. */
export async function integrateCommit(
  repository: Repository,
  {
    commit,
    base,
    branch,
    waitingBranch,
  }: { readonly commit: string; readonly base: string; readonly branch: string | null; readonly waitingBranch: string },
): Promise<Integration> {
  await publishObjects(repository, commit, base);
  if (branch !== null && !(await checkedOutBranches(repository)).has(branch)) {
    return (await moveRef(repository, `refs/heads/${branch}`, commit, base)) ? { kind: 'moved', branch } : { kind: 'base-moved' };
  }
  return { kind: 'waiting', branch: await waitOn(repository, { commit, waitingBranch }) };
}

/** What is on the waiting branch already may be a person's work by now: then the commit gets a branch that nobody has. */
async function waitOn(
  repository: Repository,
  { commit, waitingBranch }: { readonly commit: string; readonly waitingBranch: string },
): Promise<string> {
  for (const branch of [waitingBranch, `${waitingBranch}-${commit.slice(0, 10)}`]) {
    const ref = `refs/heads/${branch}`;
    if ((await moveRef(repository, ref, commit, null)) || (await resolveCommit(repository, ref)) === commit) return branch;
  }
  throw new AdapterError('BRANCH_TAKEN', `the branch ${waitingBranch} holds something else`, { hint: 'Rename or delete it.' });
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
}
