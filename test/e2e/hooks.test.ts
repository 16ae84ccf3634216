import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recordedChecks } from '../../src/git/hooks.ts';
import { openRepository, prepareState } from '../../src/git/repository.ts';
import { PROGRAM, runCli } from '../rig/program.ts';
import { createRepository, type TestRepository } from '../rig/repository.ts';

const FILES = {
  'package.json': '{"name":"a","type":"module"}\n',
  'one.js': 'export const one = 1;\n',
  '.jidoka/config.yaml': 'phase: 3\n',
};
const FAULT = 'export const two = 2;\ndebugger;\n';
const CLEAN = 'export const two = 2;\n';

async function init(repo: TestRepository, ...flags: string[]) {
  const env = { PATH: process.env.PATH ?? '', HOME: dirname(repo.root), GIT_CONFIG_NOSYSTEM: '1' };
  return runCli(['init', ...flags], { cwd: repo.root, env });
}

const hook = (repo: TestRepository, name = 'pre-commit') => join(repo.root, '.git', 'hooks', name);

/** What a person tries to commit: git's exit code decides. */
function tries(commit: () => unknown): boolean {
  try {
    commit();
    return true;
  } catch (error) {
    if (!String(error).includes('nothing was committed')) throw error;
    return false;
  }
}

describe('a commit with the hooks', () => {
  test('is stopped by what it brings in, also by -a and of named files, and signed when it is looked at', async () => {
    using repo = createRepository(FILES);
    const told = await init(repo, '--hooks');
    expect([told.code, told.stdout]).toEqual([0, expect.stringContaining(`Hook: ${hook(repo)}\n`)]);
    repo.write({ 'two.js': FAULT, 'one.js': 'export const one = 11;\n' });
    repo.git('add', 'two.js');
    expect(tries(() => repo.git('commit', '-q', '-m', 'staged'))).toBe(false);
    repo.write({ 'two.js': CLEAN });
    repo.git('add', 'two.js');
    repo.git('commit', '-q', '-m', 'Two');
    const tree = repo.git('rev-parse', 'HEAD^{tree}');
    expect(repo.git('log', '-1', '--format=%B').trim()).toBe(`Two\n\nJidoka-Checked: ${tree}`);
    // What these commit is not what the index held before.
    repo.write({ 'two.js': FAULT });
    expect([tries(() => repo.git('commit', '-q', '-am', 'all')), tries(() => repo.git('commit', '-q', '-m', 'one', 'two.js'))]).toEqual([
      false,
      false,
    ]);
    repo.git('commit', '-q', '-m', 'One', 'one.js');
    expect(repo.git('log', '-1', '--format=%(trailers:key=Jidoka-Checked,valueonly)').trim()).toBe(repo.git('rev-parse', 'HEAD^{tree}'));
  });

  test('that goes around them is told apart in CI, and so is one whose tree was changed later', async () => {
    using repo = createRepository(FILES);
    await init(repo, '--hooks');
    const base = repo.git('rev-parse', 'HEAD');
    const recorded = async () => {
      const repository = await openRepository(repo.root);
      await prepareState(repository);
      return recordedChecks(repository, { base, head: repo.git('rev-parse', 'HEAD') });
    };
    repo.commit({ 'two.js': CLEAN });
    expect(await recorded()).toEqual({ commits: 1, recorded: 1 });
    repo.write({ 'three.js': FAULT });
    repo.git('add', '--all');
    repo.git('commit', '-q', '--no-verify', '-m', 'Around');
    expect(await recorded()).toEqual({ commits: 2, recorded: 1 });
    repo.write({ 'two.js': 'export const two = 22;\n' });
    repo.git('reset', '-q', '--soft', 'HEAD~1');
    repo.git('rm', '-q', '-f', '--cached', 'three.js');
    repo.git('add', 'two.js');
    repo.git('commit', '-q', '--no-verify', '--amend', '--no-edit');
    expect(await recorded()).toEqual({ commits: 1, recorded: 0 });
    const env = { PATH: process.env.PATH ?? '', HOME: dirname(repo.root), GITHUB_STEP_SUMMARY: join(dirname(repo.root), 'summary') };
    await runCli(['check', '--base', base, '--head', 'HEAD', '--only', '4', '--format', 'github'], { cwd: repo.root, env });
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toContain('No local check of the tree was recorded for the commit');
  });

  test('in a worktree, of a message alone, or of nothing at all', async () => {
    using repo = createRepository(FILES);
    await init(repo, '--hooks');
    repo.git('commit', '-q', '--amend', '-m', 'Another message');
    expect(() => repo.git('commit', '-q', '--allow-empty', '-m', '')).toThrow('Aborting commit due to empty commit message');
    const linked = join(dirname(repo.root), 'linked');
    repo.git('worktree', 'add', '-q', linked, '-b', 'side');
    writeFileSync(join(linked, 'two.js'), FAULT);
    repo.git('-C', linked, 'add', 'two.js');
    expect(tries(() => repo.git('-C', linked, 'commit', '-q', '-m', 'fault'))).toBe(false);
    writeFileSync(join(linked, 'two.js'), CLEAN);
    repo.git('-C', linked, 'add', 'two.js');
    repo.git('-C', linked, 'commit', '-q', '-m', 'clean');
    expect(repo.git('log', '-1', '--format=%B', 'side')).toContain('Jidoka-Checked: ');
  });

  test('is made, and not signed, where the hook has no answer', async () => {
    using repo = createRepository(FILES);
    await init(repo, '--hooks');
    repo.write({ '.jidoka/config.yaml': 'phase: [\n' });
    repo.git('commit', '-q', '--no-verify', '-am', 'Broken');
    repo.commit({ 'two.js': CLEAN }, 'After');
    expect(repo.git('log', '-1', '--format=%B').trim()).toBe('After');
    // A program that is gone keeps nobody from committing.
    writeFileSync(hook(repo), readFileSync(hook(repo), 'utf8').replaceAll(PROGRAM, '/nowhere/jidoka.js'));
    repo.commit({ 'three.js': FAULT }, 'Gone');
    expect(repo.git('log', '-1', '--format=%s')).toBe('Gone');
  });
});

describe('hooks that are there', () => {
  test('stay as they are, and what to add is said', async () => {
    using repo = createRepository(FILES);
    mkdirSync(dirname(hook(repo)), { recursive: true });
    writeFileSync(hook(repo), '#!/bin/sh\nexit 0\n');
    rmSync(hook(repo, 'commit-msg'), { force: true });
    symlinkSync('/nowhere/at-all', hook(repo, 'commit-msg'));
    const { code, stdout } = await init(repo, '--hooks');
    expect([code, readFileSync(hook(repo), 'utf8'), existsSync('/nowhere/at-all')]).toEqual([0, '#!/bin/sh\nexit 0\n', false]);
    expect(stdout).toContain(`  ${hook(repo)}:  node ${PROGRAM} hook pre-commit || exit 1\n`);
    expect(stdout).toContain(`  ${hook(repo, 'commit-msg')}:  node ${PROGRAM} hook commit-msg "$1" || exit 1\n`);
  });

  test.each<[string, (repo: TestRepository) => void, string]>([
    ['husky', (repo) => repo.git('config', 'core.hooksPath', '.husky/_'), 'husky has the hooks here'],
    ['a folder of their own', (repo) => repo.git('config', 'core.hooksPath', 'tools/hooks'), 'core.hooksPath is '],
    ['lefthook', (repo) => repo.write({ 'lefthook.yml': 'pre-commit: {}\n' }), 'lefthook has the hooks here'],
    ['pre-commit', (repo) => repo.write({ '.pre-commit-config.yaml': 'repos: []\n' }), 'pre-commit has the hooks here'],
  ])('of %s: nothing is written', async (_, prepare, said) => {
    using repo = createRepository(FILES);
    prepare(repo);
    const { code, stdout } = await init(repo, '--hooks');
    expect([code, stdout]).toEqual([0, expect.stringContaining(said)]);
    expect([existsSync(hook(repo)), existsSync(join(repo.root, '.husky')), existsSync(join(repo.root, 'tools'))]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

test('are written once, and taken away unless somebody edited them', async () => {
  using repo = createRepository(FILES);
  await init(repo, '--hooks');
  expect((await init(repo, '--hooks')).stdout).toContain('(there already)');
  expect(execFileSync('stat', ['-c', '%a', hook(repo)], { encoding: 'utf8' }).trim()).toBe('755');
  writeFileSync(hook(repo, 'commit-msg'), `${readFileSync(hook(repo, 'commit-msg'), 'utf8')}echo mine\n`);
  const { stdout } = await init(repo, '--remove-hooks');
  expect(stdout).toBe(`Removed: ${hook(repo)}\nLeft alone, as it is not as Jidoka wrote it: ${hook(repo, 'commit-msg')}\n`);
  expect([existsSync(hook(repo)), existsSync(hook(repo, 'commit-msg'))]).toEqual([false, true]);
});
