import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRepository, type TestRepository } from '../../test/rig/repository.ts';
import { commitTree, integrateCommit } from './commit.ts';
import { listNotes, readNote, writeNote } from './notes.ts';
import { openRepository, prepareState, type Repository } from './repository.ts';
import { snapshotWorkingTree } from './snapshot.ts';

const TIME = Date.parse('2026-01-02T03:04:05Z');

/** A commit on HEAD that holds the working tree, in our store alone. */
async function commitOf(repo: TestRepository, repository: Repository, subject = 'Add a page') {
  const parent = repo.git('rev-parse', 'HEAD');
  const tree = await snapshotWorkingTree(repository);
  return commitTree(repository, { tree, parent, subject, trailers: { 'Work-Order': 'a-page', Run: 'run-1' }, time: TIME });
}

async function open(repo: TestRepository) {
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  return repository;
}

test('makes the same commit twice, in our store alone, with trailers nobody can break out of', async () => {
  using repo = createRepository({ 'a.txt': '1' });
  const repository = await open(repo);
  repo.write({ 'a.txt': 'two' });
  const one = await commitOf(repo, repository, 'Add\n\nRun: forged\u0000');
  const two = await commitOf(repo, repository, 'Add\n\nRun: forged\u0000');
  expect(() => repo.git('cat-file', '-e', one)).toThrow('Command failed');
  await integrateCommit(repository, { commit: one, base: repo.git('rev-parse', 'HEAD'), branch: null, waitingBranch: 'jidoka/x' });
  expect([one === two, repo.git('log', '-1', '--format=%an %ae %at%n%B', one), repo.git('log', '-1', '--format=%(trailers)', one)]).toEqual(
    [true, `Jidoka jidoka@localhost ${TIME / 1000}\nAdd Run: forged\n\nWork-Order: a-page\nRun: run-1`, 'Work-Order: a-page\nRun: run-1'],
  );
});

test('moves a branch that nobody has checked out', async () => {
  using repo = createRepository({ 'a.txt': '1' });
  repo.git('checkout', '-q', '--detach');
  const base = repo.git('rev-parse', 'HEAD');
  const repository = await open(repo);
  repo.write({ 'a.txt': '2', 'new/b.txt': 'b' });
  const commit = await commitOf(repo, repository);
  const integration = await integrateCommit(repository, { commit, base, branch: 'main', waitingBranch: 'jidoka/x' });
  expect([integration, repo.git('rev-parse', 'main'), repo.git('rev-parse', 'HEAD'), repo.git('show', 'main:new/b.txt')]).toEqual([
    { kind: 'moved', branch: 'main' },
    commit,
    base,
    'b',
  ]);
  repo.git('fsck', '--strict');
});

test('a branch that moved meanwhile is left alone', async () => {
  using repo = createRepository({ 'a.txt': '1' });
  repo.git('checkout', '-q', '--detach');
  const base = repo.git('rev-parse', 'HEAD');
  const repository = await open(repo);
  repo.write({ 'a.txt': '2' });
  const commit = await commitOf(repo, repository);
  const other = repo.git('commit-tree', '-p', base, '-m', 'Other', `${base}^{tree}`);
  repo.git('update-ref', 'refs/heads/main', other);
  const integration = await integrateCommit(repository, { commit, base, branch: 'main', waitingBranch: 'jidoka/x' });
  expect([integration, repo.git('rev-parse', 'main'), repo.git('branch', '--list', 'jidoka/*')]).toEqual([
    { kind: 'base-moved' },
    other,
    '',
  ]);
});

test('a branch that is checked out, here or in another worktree, is not moved', async () => {
  using repo = createRepository({ 'a.txt': '1' });
  const base = repo.git('rev-parse', 'HEAD');
  repo.git('worktree', 'add', '-q', '-b', 'side', join(repo.root, '..', 'side'));
  const repository = await open(repo);
  repo.write({ 'a.txt': '2' });
  const commit = await commitOf(repo, repository);
  const into = (branch: string, waitingBranch: string) => integrateCommit(repository, { commit, base, branch, waitingBranch });
  expect([
    await into('main', 'jidoka/x'),
    await into('side', 'jidoka/x'),
    repo.git('rev-parse', 'main', 'side', 'jidoka/x').split('\n'),
  ]).toEqual([{ kind: 'waiting', branch: 'jidoka/x' }, { kind: 'waiting', branch: 'jidoka/x' }, [base, base, commit]]);
});

test('a waiting branch that holds something else is not overwritten', async () => {
  using repo = createRepository({ 'a.txt': '1' });
  const base = repo.git('rev-parse', 'HEAD');
  const repository = await open(repo);
  repo.git('checkout', '-q', '-b', 'jidoka/x');
  const mine = repo.commit({ 'mine.txt': 'a person went on here' });
  repo.git('checkout', '-q', 'main');
  repo.write({ 'a.txt': '2' });
  const commit = await commitOf(repo, repository);
  const integration = await integrateCommit(repository, { commit, base, branch: 'main', waitingBranch: 'jidoka/x' });
  const branch = `jidoka/x-${commit.slice(0, 10)}`;
  expect([integration, repo.git('rev-parse', 'jidoka/x', branch).split('\n')]).toEqual([{ kind: 'waiting', branch }, [mine, commit]]);
});

test('brings what it needs into a shallow clone', async () => {
  using repo = createRepository({ 'a.txt': '1', 'b.txt': 'b' });
  const base = repo.commit({ 'a.txt': '2' });
  const clone = join(repo.root, '..', 'clone');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: clone, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  execFileSync('git', ['clone', '-q', '--depth=1', `file://${repo.root}`, clone], { stdio: 'pipe' });
  const repository = await openRepository(clone);
  await prepareState(repository);
  execFileSync('sh', ['-c', 'echo three > a.txt; echo new > c.txt'], { cwd: clone });
  const tree = await snapshotWorkingTree(repository);
  const commit = await commitTree(repository, { tree, parent: base, subject: 'x', trailers: {}, time: TIME });
  git('checkout', '-q', '--detach', '--force');
  expect(await integrateCommit(repository, { commit, base, branch: 'main', waitingBranch: 'w' })).toEqual({
    kind: 'moved',
    branch: 'main',
  });
  // Without our store the clone has everything.
  git('fsck', '--strict');
  expect(git('show', 'main:c.txt')).toBe('new');
});

test('a note is attached, replaced, listed; runs no hook; and there may be none', async () => {
  using repo = createRepository({ 'a.txt': '1' });
  const commit = repo.git('rev-parse', 'HEAD');
  const other = repo.commit({ 'a.txt': 'two' });
  const repository = await open(repo);
  const before = [await readNote(repository, commit), await listNotes(repository)];
  await writeNote(repository, { commit, text: 'first\n', time: TIME });
  await writeNote(repository, { commit, text: '# second\n\n\n  kept as it is\n', time: TIME });
  expect([before, await readNote(repository, commit), await readNote(repository, other), await listNotes(repository)]).toEqual([
    [null, []],
    '# second\n\n\n  kept as it is\n',
    null,
    [commit],
  ]);
});

test('notes that cannot be listed are not "no notes"', async () => {
  using repo = createRepository({ 'a.txt': '1' });
  const repository = await open(repo);
  repo.write({ '.git/refs/notes/jidoka': `${'1'.repeat(40)}\n` });
  await expect(listNotes(repository)).rejects.toThrow('bad ref refs/notes/jidoka');
});
