import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { benchOf, contentChecker, registryOf, scriptedChecker } from '../../test/rig/gate.ts';
import { createRepository, type TestRepository } from '../../test/rig/repository.ts';
import { InvariantError, UserError } from '../domain/error.ts';
import { check } from './check.ts';
import { NOT_ASKED } from '../domain/verdict.ts';
import type { CheckRequest } from './subject.ts';

const REQUEST: CheckRequest = {
  base: null,
  source: 'working-tree',
  only: null,
  signal: new AbortController().signal,
  toolchain: {},
  cache: null,
};

async function checked(repo: TestRepository, request: Partial<CheckRequest> = {}, registry = registryOf()) {
  return check(await benchOf(repo, registry), { ...REQUEST, ...request });
}

/** Base and why, outcome and reasons. */
async function said(repo: TestRepository, request: Partial<CheckRequest> = {}, registry = registryOf()) {
  const { base, baseChoice, gate } = await checked(repo, request, registry);
  return { base, baseChoice, outcome: gate.outcome, reasons: gate.reasons };
}

const failing = scriptedChecker(({ change, inScope, examined, report }) => {
  const paths = change.files.map(({ path }) => path);
  inScope(paths);
  examined(paths);
  report('bad', { message: 'bad', path: 'a.js' });
});

describe('the base', () => {
  test('is the last commit for what is uncommitted on the protected branch', async () => {
    using repo = createRepository({ 'a.js': '1' });
    const last = repo.commit({ 'a.js': '2' });
    repo.write({ 'a.js': '3' });
    expect(await said(repo)).toEqual({ base: last, baseChoice: 'the last commit', outcome: 'green', reasons: [] });
  });

  test('is the commit before when nothing is uncommitted there', async () => {
    using repo = createRepository({ 'a.js': '1' });
    const first = repo.git('rev-parse', 'HEAD');
    const last = repo.commit({ 'a.js': '2' });
    const baseChoice = `the commit before ${last.slice(0, 10)}, as nothing is uncommitted on main`;
    expect(await said(repo)).toEqual({ base: first, baseChoice, outcome: 'green', reasons: [] });
  });

  test('of a commit that was named says nothing of what is uncommitted', async () => {
    using repo = createRepository({ 'a.js': '1' });
    const first = repo.git('rev-parse', 'HEAD');
    const last = repo.commit({ 'a.js': '2' });
    repo.write({ 'a.js': '3' });
    const baseChoice = `the commit before ${last.slice(0, 10)}, as main has all of it`;
    expect(await said(repo, { source: { head: 'HEAD' } })).toEqual({ base: first, baseChoice, outcome: 'green', reasons: [] });
  });

  test('is the merge-base on another branch, with or without something uncommitted', async () => {
    using repo = createRepository({ 'a.js': '1' });
    const fork = repo.commit({ 'a.js': '2' });
    repo.git('checkout', '-q', '-b', 'side');
    repo.commit({ 'b.js': '1' });
    const expected = { base: fork, baseChoice: 'the merge-base with main', outcome: 'green', reasons: [] };
    expect(await said(repo)).toEqual(expected);
    repo.write({ 'c.js': '1' });
    expect([await said(repo), await said(repo, { source: { head: 'side' } })]).toEqual([expected, expected]);
  });

  test('is the merge-base with origin’s branch before the local one’s', async () => {
    using repo = createRepository({ 'a.js': '1' });
    const pushed = repo.commit({ 'a.js': '2' });
    repo.git('update-ref', 'refs/remotes/origin/main', pushed);
    repo.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    repo.commit({ 'a.js': '3' });
    expect(await said(repo)).toEqual({ base: pushed, baseChoice: 'the merge-base with origin/main', outcome: 'green', reasons: [] });
  });

  test('is not guessed where a shallow clone was cut off from it', async () => {
    using repo = createRepository({ 'a.js': '1' });
    repo.git('checkout', '-q', '-b', 'side');
    for (const text of ['1', '2', '3']) repo.commit({ 'b.js': text });
    repo.git('checkout', '-q', 'main');
    for (const text of ['2', '3', '4']) repo.commit({ 'a.js': text });
    const shallow = `${repo.root}-shallow`;
    repo.git('clone', '-q', '--depth', '2', '--no-single-branch', '--branch', 'side', `file://${repo.root}`, shallow);
    const cloned = { ...repo, root: shallow };
    await expect(said(cloned)).rejects.toThrow('this clone is shallow: what the work has in common with origin/main was not fetched');
    expect((await said(cloned, { base: 'HEAD~1' })).baseChoice).toBe('HEAD~1, as asked');
  });

  test('follows the base’s own policy for the branch, not the change’s', async () => {
    using repo = createRepository({ 'a.js': '1' });
    repo.git('branch', 'develop');
    const one = repo.commit({ '.jidoka/config.yaml': 'protectedBranch: develop\n' });
    repo.commit({ 'a.js': '2' });
    const { base, baseChoice } = await said(repo);
    expect([base, baseChoice]).toEqual([repo.git('rev-parse', 'develop'), 'the merge-base with develop']);
    using other = createRepository({ 'a.js': '1' });
    const first = other.git('rev-parse', 'HEAD');
    other.git('branch', 'develop');
    other.commit({ '.jidoka/config.yaml': 'protectedBranch: develop\n' });
    expect([(await said(other)).base, one.length]).toEqual([first, 40]);
  });

  test('is what a person names', async () => {
    using repo = createRepository({ 'a.js': '1' });
    const first = repo.git('rev-parse', 'HEAD');
    repo.commit({ 'a.js': '2' });
    repo.commit({ 'a.js': '3' });
    expect(await said(repo, { base: 'HEAD~2' })).toEqual({ base: first, baseChoice: 'HEAD~2, as asked', outcome: 'green', reasons: [] });
    await expect(said(repo, { base: 'no-such-ref' })).rejects.toThrow(UserError);
    await expect(said(repo, { source: { head: 'no-such-ref' } })).rejects.toThrow(UserError);
    await expect(said(repo, { base: '' })).rejects.toThrow('found an empty text');
  });

  test('is nowhere in a repository with one commit or none', async () => {
    using repo = createRepository({ 'a.js': '1' });
    await expect(said(repo)).rejects.toThrow('has no commit before it');
    execFileSync('git', ['update-ref', '-d', 'HEAD'], { cwd: repo.root });
    await expect(said(repo)).rejects.toThrow('no commit yet');
  });

  test('is the commit before for what the branch has already, without a word about a branch that is not checked out', async () => {
    using repo = createRepository({ 'a.js': '1' });
    const first = repo.git('rev-parse', 'HEAD');
    const last = repo.commit({ 'a.js': '2' });
    repo.git('checkout', '-q', '--detach');
    expect(await said(repo)).toMatchObject({ base: first, baseChoice: `the commit before ${last.slice(0, 10)}, as main has all of it` });
  });

  test('works without any branch', async () => {
    using repo = createRepository({ 'a.js': '1' });
    const first = repo.git('rev-parse', 'HEAD');
    const last = repo.commit({ 'a.js': '2' });
    repo.git('checkout', '-q', '--detach');
    repo.git('branch', '-D', 'main');
    expect((await said(repo)).base).toBe(first);
    repo.write({ 'a.js': '3' });
    expect(await said(repo)).toEqual({ base: last, baseChoice: 'the last commit', outcome: 'green', reasons: [] });
  });
});

test('the staged change is judged without what is not staged', async () => {
  using repo = createRepository({ 'a.js': '1' });
  repo.commit({ 'a.js': '2' });
  repo.write({ 'b.js': '1' });
  repo.git('add', 'b.js');
  repo.write({ 'c.js': '1' });
  const { gate } = await checked(repo, { source: 'index' });
  expect(gate.coverage).toEqual({ inScope: 1, examined: 1, unexamined: [], unsupported: [] });
});

test('when nothing is staged, the last commit is not judged instead', async () => {
  using repo = createRepository({ 'a.js': '1' });
  const first = repo.git('rev-parse', 'HEAD');
  const nothing = { baseChoice: 'the last commit', outcome: 'undecided', reasons: ['nothing is staged'] };
  expect(await said(repo, { source: 'index' })).toEqual({ base: first, ...nothing });
  const last = repo.commit({ 'a.js': '2' });
  repo.write({ 'a.js': '3' });
  expect(await said(repo, { source: 'index' })).toEqual({ base: last, ...nothing });
  expect((await said(repo, { source: 'index', base: 'HEAD~1' })).outcome).toBe('green');
});

test('an empty change is undecided and names the base', async () => {
  using repo = createRepository({ 'a.js': '1' });
  const head = repo.git('rev-parse', 'HEAD');
  expect(await said(repo, { base: 'HEAD' })).toEqual({
    base: head,
    baseChoice: 'HEAD, as asked',
    outcome: 'undecided',
    reasons: [`the change is empty: nothing differs from the base ${head}`],
  });
});

test('a change that cannot be one is red before any checker', async () => {
  using repo = createRepository({ 'package.json': '{}' });
  repo.write({ 'node_modules/a/index.js': 'x' });
  const { outcome, reasons } = await said(repo);
  expect([outcome, reasons]).toEqual(['red', ['node_modules/a/index.js: installed dependencies in the change']]);
});

test('a policy that cannot be read ends the check and leaves no process behind', async () => {
  using repo = createRepository({ 'a.js': '1', '.jidoka/config.yaml': 'phase: seven\n' });
  repo.write({ 'a.js': '2' });
  const before = gitChildren();
  await expect(said(repo)).rejects.toThrow(UserError);
  expect(gitChildren()).toBe(before);
});

function gitChildren(): number {
  return readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean).length;
}

describe('the gate', () => {
  test('runs every cheap checker, then the expensive ones, and lists them by number', async () => {
    using repo = createRepository({ 'a.js': '1' });
    repo.write({ 'a.js': '2' });
    const order: string[] = [];
    const expensive = { ...contentChecker, cost: 'expensive' as const };
    const { gate } = await checked(
      repo,
      { onChecker: (id, state) => void order.push(`${id} ${state}`) },
      registryOf({ 'build-and-compile': expensive, 'test-coverage': expensive }),
    );
    expect(order.filter((line) => line.endsWith('started'))).toEqual([
      'schema-validation started',
      'contract-compatibility started',
      'generated-code-integrity started',
      'style-and-convention started',
      'security-scan started',
      'dependency-compliance started',
      'build-and-compile started',
      'test-coverage started',
    ]);
    expect([gate.checkers.map(({ number }) => number), gate.outcome, gate.isPartial]).toEqual([[1, 3, 4, 5, 6, 7, 8, 9], 'green', false]);
  });

  test('does not ask expensive ones when a cheap one stands in the way', async () => {
    using repo = createRepository({ 'a.js': '1' });
    repo.write({ 'a.js': '2' });
    const expensive = { ...contentChecker, cost: 'expensive' as const };
    const { gate } = await checked(repo, {}, registryOf({ 'generated-code-integrity': failing, 'test-coverage': expensive }));
    expect(gate.checkers.map(({ number, verdict, reason }) => [number, verdict, reason])).toEqual([
      [1, 'passed', undefined],
      [3, 'passed', undefined],
      [4, 'failed', undefined],
      [5, 'passed', undefined],
      [6, 'cancelled', NOT_ASKED],
      [7, 'passed', undefined],
      [8, 'passed', undefined],
      [9, 'passed', undefined],
    ]);
    expect([gate.outcome, gate.reasons, gate.failing.length]).toEqual([
      'red',
      ['4 generated-code-integrity failed: 1 new finding', `6 test-coverage cancelled: ${NOT_ASKED}`],
      1,
    ]);
  });

  test('a checker in shadow reports and never blocks', async () => {
    using repo = createRepository({ 'a.js': '1', '.jidoka/config.yaml': 'phase: 2\n' });
    repo.write({ 'a.js': '2' });
    const { gate } = await checked(repo, {}, registryOf({ 'style-and-convention': failing }));
    expect([gate.outcome, gate.failing, gate.checkers.map(({ id, mode, verdict }) => `${id} ${mode} ${verdict}`)]).toEqual([
      'green',
      [],
      [
        'schema-validation enforced passed',
        'contract-compatibility enforced passed',
        'generated-code-integrity enforced passed',
        'build-and-compile enforced passed',
        'test-coverage shadow passed',
        'style-and-convention shadow failed',
        'security-scan shadow passed',
        'dependency-compliance shadow passed',
      ],
    ]);
  });

  test('the config may tighten a mode, not loosen it', async () => {
    using repo = createRepository({
      'a.js': '1',
      '.jidoka/config.yaml': 'phase: 1\ncheckers:\n  style-and-convention:\n    mode: enforced\n',
    });
    repo.write({ 'a.js': '2' });
    expect((await said(repo, {}, registryOf({ 'style-and-convention': failing }))).outcome).toBe('red');
  });

  test.each(['errored', 'undecidable'])('one that gives no answer (%s) is no green', async (kind) => {
    using repo = createRepository({ 'a.js': '1' });
    repo.write({ 'a.js': '2' });
    const silent = scriptedChecker(({ inScope }) => {
      if (kind === 'errored') throw new Error('broken');
      inScope(['a.js']);
    });
    expect((await said(repo, {}, registryOf({ 'generated-code-integrity': silent }))).outcome).toBe('undecided');
  });

  test('a built checker that is missing stops everything', async () => {
    using repo = createRepository({ 'a.js': '1' });
    repo.write({ 'a.js': '2' });
    await expect(
      said(
        repo,
        {},
        registryOf().filter(({ number }) => number !== 4),
      ),
    ).rejects.toThrow(InvariantError);
  });

  test.each<[string, Record<string, string>]>([
    ['a source file', { 'b.ts': 'x' }],
    ['a source file that git calls binary', { 'b.js': 'x;//\u0000' }],
  ])('%s that no parser examined leaves it undecided', async (_, files) => {
    using repo = createRepository({ 'a.js': '1' });
    repo.write({ 'a.js': '2', ...files });
    const blind = scriptedChecker(({ inScope, examined }) => {
      inScope(['a.js']);
      examined(['a.js']);
    });
    const sees = { ...contentChecker, parses: false };
    const blinded = [
      'schema-validation',
      'contract-compatibility',
      'build-and-compile',
      'test-coverage',
      'style-and-convention',
      'security-scan',
      'dependency-compliance',
    ];
    const all = { ...Object.fromEntries(blinded.map((id) => [id, blind])), 'generated-code-integrity': sees };
    const { gate } = await checked(repo, {}, registryOf(all));
    const path = Object.keys(files)[0] ?? '';
    expect([gate.outcome, gate.coverage, gate.reasons]).toEqual([
      'undecided',
      { inScope: 2, examined: 1, unexamined: [path], unsupported: [] },
      [`1 changed source file was examined by no checker: ${path}`],
    ]);
  });

  test('names changed files in languages that no checker reads, and stays green', async () => {
    using repo = createRepository({ 'a.js': '1', 'gone.py': '1', 'old.rb': '1' });
    repo.write({ 'a.js': '2', 'b.rb': 'x', 'cmd/main.GO': 'x', 'page.vue': 'x', 'read.me': 'x', 'gone.py': null });
    const lints = scriptedChecker(({ inScope, examined }) => {
      inScope(['a.js', 'page.vue']);
      examined(['a.js', 'page.vue']);
    });
    const { gate } = await checked(repo, {}, registryOf({ 'style-and-convention': { ...lints, needs: ['linters'] } }));
    expect([gate.outcome, gate.coverage]).toEqual([
      'green',
      expect.objectContaining({ inScope: 1, examined: 1, unexamined: [], unsupported: ['b.rb', 'cmd/main.GO'] }),
    ]);
  });

  test('says which checkers looked at such a file all the same, and leaves out those without an answer', async () => {
    using repo = createRepository({ 'lib.rs': '1' });
    repo.commit({ 'lib.rs': '2' });
    const silent = scriptedChecker(({ inScope, examined }) => {
      inScope(['lib.rs']);
      examined(['lib.rs']);
      throw new Error('gone');
    });
    const { gate } = await checked(repo, {}, registryOf({ 'style-and-convention': silent }));
    expect(gate.coverage.readAsText).toEqual([{ path: 'lib.rs', checkers: [1, 3, 4, 5, 6, 8, 9] }]);
  });

  test('some of the checkers make a partial result; none of them none', async () => {
    using repo = createRepository({ 'a.js': '1' });
    repo.write({ 'a.js': '2' });
    const { gate } = await checked(repo, { only: ['5', 'style-and-convention'] }, registryOf({ 'generated-code-integrity': failing }));
    expect([gate.isPartial, gate.outcome, gate.checkers.map(({ number }) => number)]).toEqual([true, 'green', [5, 7]]);
    expect(await said(repo, { only: ['pipeline-metrics'] })).toMatchObject({
      outcome: 'undecided',
      reasons: ['none of the checkers asked for judges this'],
    });
    await expect(said(repo, { only: ['nonsense'] })).rejects.toThrow(UserError);
  });
});
