import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRepository } from '../../test/rig/repository.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { UserError } from '../domain/error.ts';
import {
  checkedOutBranches,
  mergeBase,
  moveRef,
  openRepository,
  prepareState,
  protectedBranch,
  requireCommit,
  resolveCommit,
  treeOf,
} from './repository.ts';
import { snapshotWorkingTree } from './snapshot.ts';

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();

test('opens the whole repository from any folder in it', async () => {
  using repo = createRepository({ 'sub/deep/a.txt': 'a', 'b.txt': 'b' });
  const { root, stateDir } = await openRepository(join(repo.root, 'sub/deep'));
  expect({ root, stateDir }).toEqual({ root: repo.root, stateDir: join(repo.root, '.jidoka/state') });
});

test('opens it from inside .git too', async () => {
  using repo = createRepository();
  expect((await openRepository(join(repo.root, '.git'))).root).toBe(repo.root);
});

test('a state folder that cannot be made is said, not a crash', async () => {
  using repo = createRepository({ '.jidoka': 'a file\n' });
  await expect(prepareState(await openRepository(repo.root))).rejects.toMatchObject({ code: 'STATE_NOT_WRITABLE' });
});

test.each(['.jidoka', '.jidoka/state'])('a link at %s leads no state out of the repository', async (link) => {
  using repo = createRepository();
  using elsewhere = temporaryFolder();
  if (link !== '.jidoka') mkdirSync(join(repo.root, '.jidoka'));
  symlinkSync(elsewhere.path, join(repo.root, link));
  await expect(prepareState(await openRepository(repo.root))).rejects.toMatchObject({ code: 'STATE_IS_A_LINK' });
  expect(readdirSync(elsewhere.path)).toEqual([]);
});

test('a state that a full disk left half made ignores itself again', async () => {
  using repo = createRepository();
  mkdirSync(join(repo.root, '.jidoka/state'), { recursive: true });
  writeFileSync(join(repo.root, '.jidoka/state/.gitignore'), '');
  await prepareState(await openRepository(repo.root));
  expect(git(repo.root, 'status', '--short')).toBe('');
});

test('a folder that is in no repository is the caller’s mistake', async () => {
  using folder = temporaryFolder();
  await expect(openRepository(folder.path)).rejects.toThrow(UserError);
  await expect(openRepository(join(folder.path, 'missing'))).rejects.toThrow(UserError);
});

test('all worktrees of a repository share one state', async () => {
  using repo = createRepository({ 'a.txt': 'a' });
  const worktree = join(repo.root, '..', 'worktree');
  repo.git('worktree', 'add', '-q', '-b', 'side', worktree);
  const { root, stateDir } = await openRepository(worktree);
  expect({ root, stateDir }).toEqual({ root: worktree, stateDir: join(repo.root, '.jidoka/state') });
});

test('worktrees of a bare repository share one state as well', async () => {
  using repo = createRepository({ 'a.txt': 'a' });
  const [bare, one, two] = ['bare.git', 'one', 'two'].map((name) => join(repo.root, '..', name)) as [string, string, string];
  git(repo.root, 'clone', '-q', '--bare', repo.root, bare);
  git(bare, 'worktree', 'add', '-q', '-b', 'one', one);
  git(bare, 'worktree', 'add', '-q', '-b', 'two', two);
  const states = await Promise.all([bare, one, two].map(async (dir) => (await openRepository(dir)).stateDir));
  expect(states).toEqual([1, 2, 3].map(() => join(bare, '.jidoka/state')));
});

test('reads a bare repository', async () => {
  using repo = createRepository({ 'a.txt': 'a' });
  const bare = join(repo.root, '..', 'bare.git');
  git(repo.root, 'clone', '-q', '--bare', repo.root, bare);
  const repository = await openRepository(bare);
  await prepareState(repository);
  expect([repository.root, await treeOf(repository, repo.git('rev-parse', 'HEAD'))]).toEqual([null, repo.git('rev-parse', 'HEAD^{tree}')]);
  await expect(snapshotWorkingTree(repository)).rejects.toThrow('a bare repository has no working tree');
});

test('works on a repository of SHA-256 ids', async () => {
  using folder = temporaryFolder();
  git(folder.path, 'init', '-q', '-b', 'main', '--object-format=sha256');
  git(folder.path, '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'x');
  const repository = await openRepository(folder.path);
  await prepareState(repository);
  const tree = await snapshotWorkingTree(repository);
  expect(tree).toBe(git(folder.path, 'rev-parse', 'HEAD^{tree}'));
});

test('works in a folder whose name git’s own lists would split', async () => {
  using folder = temporaryFolder();
  const root = join(folder.path, 'a:b "c" \n d');
  mkdirSync(root);
  git(root, 'init', '-q', '-b', 'main');
  git(root, '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'x');
  const repository = await openRepository(root);
  await prepareState(repository);
  expect([repository.root, await snapshotWorkingTree(repository)]).toEqual([root, git(root, 'rev-parse', 'HEAD^{tree}')]);
});

test('a shallow clone knows what it has', async () => {
  using repo = createRepository({ 'a.txt': '1' });
  repo.commit({ 'a.txt': '2' });
  const clone = join(repo.root, '..', 'clone');
  git(repo.root, 'clone', '-q', '--depth=1', `file://${repo.root}`, clone);
  const repository = await openRepository(clone);
  await prepareState(repository);
  const head = repo.git('rev-parse', 'HEAD');
  expect([await resolveCommit(repository, 'HEAD~1'), await mergeBase(repository, head, head)]).toEqual([null, head]);
});

test('a git directory that others read meanwhile is left alone', async () => {
  using repo = createRepository({ 'a.txt': 'a' });
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const written = () => statSync(join(repository.ours.gitDir, 'objects/info/alternates'), { bigint: true }).mtimeNs;
  const before = written();
  await prepareState(repository);
  expect(written()).toEqual(before);
});

test('a git directory that git could not make stays unmade', async () => {
  using repo = createRepository({ 'a.txt': 'a' });
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const gitDir = join(repo.root, 'a.txt', 'git');
  await expect(prepareState({ ...repository, ours: { gitDir } })).rejects.toThrow('git init failed');
  await prepareState(repository);
});

test('a ref is a name, never an option', async () => {
  using repo = createRepository();
  const repository = await openRepository(repo.root);
  expect(await resolveCommit(repository, '--all')).toBeNull();
  await expect(requireCommit(repository, '--all')).rejects.toThrow(UserError);
});

test('the protected branch is the one of origin/HEAD, else main, master, the current one', async () => {
  using repo = createRepository({ 'a.txt': 'a' });
  const repository = await openRepository(repo.root);
  const found: (string | null)[] = [];
  const note = async () => void found.push(await protectedBranch(repository, undefined));
  found.push(await protectedBranch(repository, 'release'));
  await note();
  repo.git('branch', 'master');
  repo.git('update-ref', 'refs/remotes/origin/trunk/one', 'HEAD');
  repo.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk/one');
  await note();
  // origin renamed its branch, and origin/HEAD still names the old one
  repo.git('update-ref', '-d', 'refs/remotes/origin/trunk/one');
  await note();
  repo.git('branch', '-m', 'main', 'mine');
  await note();
  repo.git('branch', '-D', 'master');
  await note();
  repo.git('checkout', '-q', '--detach');
  await note();
  expect(found).toEqual(['release', 'main', 'trunk/one', 'main', 'master', 'mine', null]);
});

test('knows the branches of all worktrees, also one in the middle of a rebase', async () => {
  using repo = createRepository({ 'a.txt': 'base' });
  repo.git('checkout', '-q', '-b', 'rebased');
  repo.commit({ 'a.txt': 'mine' });
  repo.git('worktree', 'add', '-q', '-b', 'side', join(repo.root, '..', 'side'), 'main');
  repo.git('checkout', '-q', 'main');
  repo.commit({ 'a.txt': 'theirs' });
  repo.git('checkout', '-q', 'rebased');
  expect(() => repo.git('rebase', 'main')).toThrow('could not apply');
  expect([...(await checkedOutBranches(await openRepository(repo.root)))].toSorted()).toEqual(['rebased', 'side']);
});

test('moves a ref only from where it is thought to be', async () => {
  using repo = createRepository({ 'a.txt': '1' });
  const one = repo.git('rev-parse', 'HEAD');
  const two = repo.commit({ 'a.txt': '2' });
  const repository = await openRepository(repo.root);
  const ref = 'refs/heads/x';
  const moved = [
    await moveRef(repository, ref, one, null),
    await moveRef(repository, ref, two, null),
    await moveRef(repository, ref, two, two),
    await moveRef(repository, ref, two, one),
  ];
  expect([moved, repo.git('rev-parse', 'x')]).toEqual([[true, false, false, true], two]);
});

test('a ref that could not be moved for another reason is a failure, not a moved base', async () => {
  using repo = createRepository({ 'a.txt': '1' });
  const one = repo.git('rev-parse', 'HEAD');
  repo.git('branch', 'x');
  const two = repo.commit({ 'a.txt': '2' });
  repo.write({ '.git/refs/heads/x.lock': '' });
  await expect(moveRef(await openRepository(repo.root), 'refs/heads/x', two, one)).rejects.toThrow('refs/heads/x');
});
