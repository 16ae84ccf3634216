import { expect, test } from 'vitest';
import { json } from '../rig/answers.ts';
import { GOOD, TARGET } from '../rig/greeter.ts';
import { makeLine } from '../rig/line.ts';

test('a run executes everything, signs how its release ended, and its order tells what became of it', async () => {
  await using line = makeLine({ config: TARGET });
  const change = line.commit(GOOD, 'By hand');
  const state = async () =>
    ((await json(line, 'orders')).answer as { readonly orders: readonly { readonly state: string }[] }).orders[0]?.state;
  expect(await state()).toBe('new');
  // What a check has kept of the very same change is no verdict of a run.
  expect((await line.cli('check', '--head', change)).code).toBe(0);
  const end = await line.run({ change });
  const cached = (await line.of('checker.finished')).map(({ payload }) => payload.cached);
  expect([end.outcome, cached.length > 0, cached.includes(true)]).toEqual(['green', true, false]);

  const [signed] = await line.of('release.attested');
  const [concluded] = await line.of('release.concluded');
  const { deployment = '', head, commit } = signed?.payload ?? {};
  const chain = await line.events(`deployment-${deployment}`);
  expect({ commit, deployment, run: signed?.chain, hash: head?.hash }).toEqual({
    commit: end.commit,
    deployment: concluded?.payload.deployment,
    run: end.run,
    hash: chain[head?.index ?? -1]?.hash,
  });
  const verified = await line.cli('verify', 'main');
  expect([verified.code, verified.stdout.trimEnd().split('\n').at(-1)]).toEqual([
    0,
    `  released: promoted as ${deployment}, signed by key ${signed?.payload.keyId.slice(0, 12)} over event ${head?.index} (${head?.hash.slice(0, 12)})`,
  ]);
  const ledger = (await json(line, 'ledger', 'verify')).answer as { readonly ok: boolean };
  expect([ledger.ok, await state()]).toEqual([true, 'done']);

  expect((await line.cli('rollback')).code).toBe(0);
  const shown = await line.cli('orders', 'show', 'say-goodbye');
  expect([await state(), shown.stdout.split('\n')[0]]).toEqual(['rolled-back', 'say-goodbye (feature, rolled-back)']);
});
