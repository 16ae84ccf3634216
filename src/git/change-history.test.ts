import { expect, test } from 'vitest';
import { createRepository, type TestRepository } from '../../test/rig/repository.ts';
import { changeHistory } from './change-history.ts';
import { openRepository, prepareState } from './repository.ts';

async function historyOf(repo: TestRepository, base: string, tree = 'HEAD^{tree}') {
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const { passed, found, left } = await changeHistory(repository, {
    base,
    head: repo.git('rev-parse', 'HEAD'),
    tree: repo.git('rev-parse', tree),
  });
  const said = ({ path, objectId }: { readonly path: string; readonly objectId: string }) =>
    `${path}: ${repo.git('cat-file', 'blob', objectId)}`;
  return { passed: passed.map(said), commits: passed.map(({ commit }) => commit), found: found.map(said), left };
}

test('what is written and taken away again', async () => {
  using repo = createRepository({ a: 'a1', keep: 'k' });
  const base = repo.git('rev-parse', 'HEAD');
  const second = repo.commit({ a: 'a2', 'b c\n:100644': 'b' });
  repo.commit({ a: 'a3', 'b c\n:100644': null });
  expect(await historyOf(repo, base)).toEqual({
    passed: ['a: a2', 'b c\n:100644: b'],
    commits: [second, second],
    found: ['a: a1'],
    left: null,
  });
});

test('nothing for a single commit, and its last commit where the working tree has more', async () => {
  using repo = createRepository({ a: 'a1' });
  const base = repo.git('rev-parse', 'HEAD');
  repo.commit({ a: 'a2' });
  expect((await historyOf(repo, base)).passed).toEqual([]);
  expect((await historyOf(repo, base, `${base}^{tree}`)).passed).toEqual(['a: a2']);
});

test('of a merge what none of its sides has', async () => {
  using repo = createRepository({ a: 'a1', b: 'b1' });
  repo.git('checkout', '-q', '-b', 'change');
  repo.commit({ b: 'b2' });
  repo.git('checkout', '-q', 'main');
  const base = repo.commit({ a: 'a2' });
  repo.git('checkout', '-q', 'change');
  repo.git('merge', '-q', '--no-commit', 'main');
  repo.commit({ evil: 'e' });
  repo.commit({ evil: null, b: 'b3' });
  expect(await historyOf(repo, base)).toMatchObject({ passed: ['b: b2', 'evil: e'], found: ['b: b1'], left: null });
});

test('says of a shallow clone that it does not know what was before', async () => {
  using origin = createRepository({ a: 'a1' });
  for (const a of ['a2', 'a3', 'a4']) origin.commit({ a });
  using repo = createRepository({ a: 'other' });
  const base = repo.git('rev-parse', 'HEAD');
  repo.git('fetch', '-q', '--depth=2', `file://${origin.root}`, 'main');
  repo.git('checkout', '-q', 'FETCH_HEAD');
  expect(await historyOf(repo, base)).toMatchObject({ passed: [], found: ['a: a3'], left: 'a commit before which nothing is known' });
});
