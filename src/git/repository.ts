import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AdapterError, UserError } from '../domain/error.ts';
import { readText, replaceText } from '../platform/files.ts';
import { type GitCall, git, gitEnvironment, gitFailed, gitText, runGit } from './git.ts';

/** A person's repository, and beside it Jidoka's own git directory in which trees are captured and judged. */
export interface Repository {
  /** The working tree the command was given; null in a bare repository. */
  readonly root: string | null;
  /** Where Jidoka keeps its state: one for all worktrees of a repository. */
  readonly stateDir: string;
  /** Their repository: read from, and changed only by update-ref and notes. */
  readonly theirs: GitCall;
  /** Ours: reads their objects, writes to its own. */
  readonly ours: GitCall;
  readonly commonDir: string;
}

/** Opens the repository that holds `dir`. UserError when there is none. */
export async function openRepository(dir: string): Promise<Repository> {
  const ask = async (...questions: string[]) => {
    // Not `git()`: an explicit --git-dir would make the current folder the top of the working tree. And git's own check of
    // who owns a repository answers by the person's own configuration.
    const { code, stdout, stderr } = await runGit(['-C', resolve(dir), 'rev-parse', '--path-format=absolute', ...questions], {
      cwd: '/',
      env: gitEnvironment(true),
      input: undefined,
    });
    return { answer: code === 0 ? stdout.toString().replace(/\n$/, '') : null, reason: stderr.trim() };
  };
  const questions = ['--git-dir', '--git-common-dir', '--is-bare-repository', '--show-toplevel'];
  const lines = (await ask(...questions)).answer?.split('\n') ?? [];
  // Else one question a call, as a path may hold any character but NUL, and not every repository answers them all.
  const [gitDir, commonDir, bare, top] = await (lines.length === questions.length
    ? lines.map((answer) => ({ answer, reason: '' }))
    : Promise.all(questions.map((question) => ask(question))));
  if (gitDir?.answer == null || commonDir?.answer == null) {
    throw new UserError('NOT_A_REPOSITORY', `${resolve(dir)} is not in a git repository: ${gitDir?.reason}`, {
      hint: 'Run jidoka inside a repository, or name one with -C <dir>.',
    });
  }
  const root = bare?.answer === 'true' ? null : (top?.answer ?? aroundGitDir(gitDir.answer));
  const home = homeOf({ gitDir: gitDir.answer, commonDir: commonDir.answer, root });
  const stateDir = join(home, '.jidoka', 'state');
  return { root, stateDir, theirs: { gitDir: gitDir.answer }, ours: { gitDir: join(stateDir, 'git') }, commonDir: commonDir.answer };
}

/** Inside `.git` git knows no working tree; it is the folder around it. */
function aroundGitDir(gitDir: string): string {
  if (basename(gitDir) === '.git') return dirname(gitDir);
  throw new UserError('NO_WORKING_TREE', `${gitDir} is no working tree`, { hint: 'Run jidoka in the working tree that belongs to it.' });
}

/** The folder that holds the state: the same for all worktrees. */
function homeOf({
  gitDir,
  commonDir,
  root,
}: {
  readonly gitDir: string;
  readonly commonDir: string;
  readonly root: string | null;
}): string {
  if (basename(commonDir) === '.git') return dirname(commonDir);
  return root === null || gitDir !== commonDir ? commonDir : root;
}

/** Makes the state folder, which ignores itself, and our git directory. Idempotent. */
export async function prepareState(repository: Repository): Promise<void> {
  const { stateDir, ours, theirs, commonDir } = repository;
  await requireNoLink(dirname(stateDir));
  await requireNoLink(stateDir);
  await mkdir(stateDir, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError('STATE_NOT_WRITABLE', `${stateDir} cannot be made: ${cause.message}`, {
      hint: 'Jidoka keeps its state there: it must be a folder that you may write to.',
    });
  });
  await keepText(join(stateDir, '.gitignore'), '*\n');
  if (!existsSync(ours.gitDir)) {
    const format = await gitText(theirs, 'rev-parse', '--show-object-format');
    const fresh = `${ours.gitDir}.${randomUUID()}`;
    const made = await runGit(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, fresh], {
      cwd: stateDir,
      env: gitEnvironment(false),
      input: undefined,
    });
    if (made.code !== 0) throw gitFailed('init', made);
    await mkdir(join(fresh, 'info'), { recursive: true });
    // Bytes are judged as they are: no conversion, no filter, whatever the tree's own .gitattributes say.
    await writeFile(join(fresh, 'info', 'attributes'), '* -text -eol -filter -ident -working-tree-encoding\n');
    // Two processes may both have made one; the first rename wins.
    await rename(fresh, ours.gitDir).catch(async (error: NodeJS.ErrnoException) => {
      await rm(fresh, { recursive: true, force: true });
      if (!existsSync(ours.gitDir)) throw error;
    });
  }
  // In quotes, as git reads a line a folder, and a folder's name may hold a newline.
  await keepText(join(ours.gitDir, 'objects', 'info', 'alternates'), `${JSON.stringify(join(commonDir, 'objects'))}\n`);
  await keepText(join(ours.gitDir, 'shallow'), await readText(join(commonDir, 'shallow')));
}

/** A branch that somebody sent may hold one, and what is written to the state would land wherever it leads. */
async function requireNoLink(path: string): Promise<void> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (found?.isSymbolicLink() !== true) return;
  throw new UserError('STATE_IS_A_LINK', `${path} is a symbolic link`, {
    hint: 'Jidoka keeps its state there and follows no link: remove it, or check out a branch without it.',
  });
}

/** Left alone when it says that already: another process may read it at this moment, and an empty one hides every object. */
async function keepText(path: string, text: string | null): Promise<void> {
  if ((await readText(path)) === text) return;
  if (text === null) await rm(path, { force: true });
  else await replaceText(path, text);
}

/** The commit a ref or range end names; null when it names none. */
export async function resolveCommit(repository: Repository, ref: string): Promise<string | null> {
  const answer = await git(
    { ...repository.theirs, answers: [0, 1, 128] },
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${ref}^{commit}`,
  );
  return answer.code === 0 ? answer.stdout.toString().trim() : null;
}

/** Like resolveCommit, for a ref a person typed: UserError when it names no commit. */
export async function requireCommit(repository: Repository, ref: string): Promise<string> {
  if (ref.trim() === '')
    throw new UserError('UNKNOWN_REF', 'expected a branch, a tag or a commit id, found an empty text', {
      hint: 'Is a variable not set? Without the flag `jidoka check` chooses the base by itself and judges what lies here.',
    });
  const commit = await resolveCommit(repository, ref);
  if (commit === null) {
    throw new UserError('UNKNOWN_REF', `${ref} names no commit in this repository`, {
      hint: 'Give a branch, a tag or a commit id that exists here.',
    });
  }
  return commit;
}

export async function treeOf(repository: Repository, commit: string): Promise<string> {
  return gitText(repository.ours, 'rev-parse', '--verify', `${commit}^{tree}`);
}

/** Does the person's index hold any of these paths? */
export async function tracks({ theirs, root }: Repository, paths: readonly string[]): Promise<boolean> {
  return root !== null && (await gitText(theirs, 'ls-files', '--', ...paths)) !== '';
}

export async function mergeBase(repository: Repository, a: string, b: string): Promise<string | null> {
  const answer = await git({ ...repository.ours, answers: [0, 1] }, 'merge-base', a, b);
  return answer.code === 0 ? (answer.stdout.toString().trim().split('\n')[0] ?? null) : null;
}

/** Was its history cut off when it was fetched? */
export async function isShallow({ theirs }: Repository): Promise<boolean> {
  return (await gitText(theirs, 'rev-parse', '--is-shallow-repository')) === 'true';
}

/** The branch changes are meant for: the branch of origin/HEAD, else main, master, the current one; null when there is none. */
export async function protectedBranch(repository: Repository, configured: string | undefined): Promise<string | null> {
  if (configured !== undefined) return configured;
  const origin = await symbolic(repository, 'refs/remotes/origin/HEAD');
  // A dangling one is left over from before origin renamed its branch.
  if (origin !== null && (await resolveCommit(repository, origin)) !== null) return origin.replace('refs/remotes/origin/', '');
  for (const name of ['main', 'master']) {
    if ((await resolveCommit(repository, `refs/heads/${name}`)) !== null) return name;
  }
  return headBranch(repository);
}

/** The branch that is checked out here; null for a detached HEAD. */
export async function headBranch(repository: Repository): Promise<string | null> {
  return (await symbolic(repository, 'HEAD'))?.replace('refs/heads/', '') ?? null;
}

async function symbolic({ theirs }: Repository, ref: string): Promise<string | null> {
  const answer = await git({ ...theirs, answers: [0, 1, 128] }, 'symbolic-ref', '--quiet', ref);
  return answer.code === 0 ? answer.stdout.toString().trim() : null;
}

/** Branches that are checked out in any worktree, or being rebased there: these are never moved. */
export async function checkedOutBranches(repository: Repository): Promise<ReadonlySet<string>> {
  const listing = await gitText(repository.theirs, 'worktree', 'list', '--porcelain', '-z');
  const branches = listing
    .split('\0')
    .flatMap((line) => (line.startsWith('branch refs/heads/') ? [line.slice('branch refs/heads/'.length)] : []));
  return new Set([...branches, ...(await rebasedBranches(repository))]);
}

/** While a branch is rebased its worktree has a detached HEAD; git moves the branch at the end. */
async function rebasedBranches({ commonDir }: Repository): Promise<string[]> {
  const linked = join(commonDir, 'worktrees');
  const gitDirs = [commonDir, ...(existsSync(linked) ? (await readdir(linked)).map((name) => join(linked, name)) : [])];
  const files = gitDirs.flatMap((dir) => ['rebase-merge', 'rebase-apply'].map((state) => join(dir, state, 'head-name')));
  const names = await Promise.all(files.filter((file) => existsSync(file)).map((file) => readFile(file, 'utf8')));
  return names.map((name) => name.trim().replace('refs/heads/', ''));
}

/** Copies a commit and what it brings from our object store to theirs. */
export async function publishObjects(repository: Repository, commit: string, base: string): Promise<void> {
  const pack = await git({ ...repository.ours, input: `${commit}\n^${base}\n` }, 'pack-objects', '--revs', '--stdout', '--quiet');
  await git({ ...repository.theirs, input: pack.stdout }, 'unpack-objects', '-q');
  if ((await resolveCommit(repository, commit)) !== commit) {
    throw new AdapterError('OBJECTS_NOT_PUBLISHED', `${commit} did not arrive in the repository`);
  }
}

/** Moves a ref only if it still is where we think it is; false when it is not. `null` as expected: it must not exist. */
export async function moveRef(repository: Repository, ref: string, to: string, expected: string | null): Promise<boolean> {
  const zero = '0'.repeat(to.length);
  const answer = await git({ ...repository.theirs, answers: [0, 1, 128] }, 'update-ref', '-m', 'jidoka', ref, to, expected ?? zero);
  if (answer.code === 0) return true;
  // Still where it was: something else stood in the way, a lock or a full disk, and trying on a new base would not help.
  if ((await resolveCommit(repository, ref)) === expected) throw gitFailed('update-ref', answer);
  return false;
}
