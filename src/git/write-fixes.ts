import { AdapterError } from '../domain/error.ts';
import { type GitCall, git, gitText } from './git.ts';
import { publishObjects, type Repository, resolveCommit } from './repository.ts';
import { snapshotWorkingTree, withScratchIndex } from './snapshot.ts';

/** A tree with other texts in some of its files, in our object store; modes stay. */
export async function treeWith(
  repository: Repository,
  { tree, files }: { readonly tree: string; readonly files: ReadonlyMap<string, string> },
): Promise<string> {
  return withScratchIndex(repository, async (indexFile) => {
    const call: GitCall = { ...repository.ours, indexFile };
    await git(call, 'read-tree', tree);
    const lines: string[] = [];
    for (const [path, text] of files) {
      const id = await gitText({ ...repository.ours, input: text }, 'hash-object', '-w', '--stdin', '--no-filters');
      const [mode = ''] = (await gitText(call, 'ls-files', '--stage', '-z', '--', `:(literal)${path}`)).split(' ');
      lines.push(`${mode} ${id} 0\t${path}\0`);
    }
    await git({ ...call, input: lines.join('') }, 'update-index', '-z', '--index-info');
    return gitText(call, 'write-tree');
  });
}

/** Is a branch checked out, with nothing begun on it that a commit would come in the way of? */
export async function isOnQuietBranch({ theirs }: Repository): Promise<boolean> {
  const branch = await git({ ...theirs, answers: [0, 1, 128] }, 'symbolic-ref', '--quiet', 'HEAD');
  if (branch.code !== 0) return false;
  for (const ref of ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'REBASE_HEAD']) {
    const begun = await git({ ...theirs, answers: [0, 1, 128] }, 'rev-parse', '--verify', '--quiet', ref);
    if (begun.code === 0) return false;
  }
  return true;
}

/**
 * Moves the branch that is checked out, its index and its files to a commit on top of it, as `git merge --ff-only` does: git itself
 * refuses when anything of the person's would be written over, or when the branch is not where it was any more.
 */
export async function advanceCheckout(
  repository: Repository,
  { commit, parent }: { readonly commit: string; readonly parent: string },
): Promise<void> {
  const { root, theirs } = repository;
  await publishObjects(repository, commit, parent);
  const call: GitCall = { ...theirs, ...(root === null ? {} : { workTree: root }), userConfig: true, answers: [0, 1, 128] };
  const moved = await git(call, 'merge', '--ff-only', '--no-autostash', '--no-verify-signatures', '--no-stat', '--quiet', commit);
  if (moved.code === 0 && (await resolveCommit(repository, 'HEAD')) === commit) return;
  throw new AdapterError('FIXES_NOT_COMMITTED', `git would not put the fixes on your branch: ${moved.stderr.trim()}`, {
    hint: `they are in commit ${commit}: git cherry-pick ${commit.slice(0, 12)}`,
  });
}

/** Changes the files of the working tree from what they are in one tree to what they are in the other: all of them, or none. The index stays. */
export async function applyToWorkingTree(
  repository: Repository,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const { root, theirs, ours } = repository;
  if (root === null || (await snapshotWorkingTree(repository)) !== from)
    throw new AdapterError('WORKING_TREE_CHANGED', 'the working tree was changed while it was judged: no fix was written', {
      hint: 'do it again',
    });
  const patch = await git(
    ours,
    'diff-tree',
    '-r',
    '-p',
    '--no-renames',
    '--binary',
    '--full-index',
    '--no-ext-diff',
    '--no-textconv',
    from,
    to,
  );
  await git({ ...theirs, workTree: root, userConfig: true, input: patch.stdout }, 'apply', '--whitespace=nowarn', '-');
  if ((await snapshotWorkingTree(repository)) !== to)
    throw new AdapterError('FIXES_DIFFER', 'the fixes in the working tree are not those that were made', { hint: 'look at git diff' });
}

/** Of these files those that are staged otherwise than they are in the tree: what is staged is neither in the last commit nor all there is. */
export async function partlyStaged(
  repository: Repository,
  { tree, paths }: { readonly tree: string; readonly paths: readonly string[] },
): Promise<string[]> {
  const partly: string[] = [];
  for (const path of paths) {
    const literal = `:(literal)${path}`;
    const [, staged] = (await gitText(repository.theirs, 'ls-files', '--stage', '-z', '--', literal)).split(' ');
    const inTree = await objectAt(repository, tree, path);
    if (staged !== undefined && staged !== inTree && staged !== (await objectAt(repository, 'HEAD', path))) partly.push(path);
  }
  return partly;
}

async function objectAt({ ours, theirs }: Repository, tree: string, path: string): Promise<string | null> {
  const call = tree === 'HEAD' ? theirs : ours;
  const answer = await git({ ...call, answers: [0, 1, 128] }, 'rev-parse', '--verify', '--quiet', `${tree}:${path}`);
  return answer.code === 0 ? answer.stdout.toString().trim() : null;
}
