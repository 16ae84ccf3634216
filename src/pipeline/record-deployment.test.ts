import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { systemClock } from '../platform/clock.ts';
import { openStore } from '../stores/sqlite/store.ts';
import { deploymentRecorder } from './record-deployment.ts';

test('a decision cut off the end of a deployment is found', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'ledger.db');
  using store = openStore(file);
  const record = deploymentRecorder({ ledger: store.ledger, clock: systemClock });
  const chain = 'deployment-r1';
  await record(chain, { type: 'traffic.shifted', payload: { deployment: 'r1', percent: 100 } });
  await record(chain, { type: 'deployment.promoted', payload: { deployment: 'r1', afterMs: 5, reason: 'healthy' } });
  expect((await store.ledger.read({})).map(({ type }) => type)).toEqual(['traffic.shifted', 'deployment.promoted', 'chain.sealed']);
  expect(await verifyLedger(store.ledger, [])).toEqual({ ok: true, events: 3, chains: 2, checkpoints: 0 });
  const raw = new DatabaseSync(file);
  raw.exec("delete from events where type = 'deployment.promoted'");
  raw.close();
  expect(await verifyLedger(store.ledger, [])).toMatchObject({
    ok: false,
    chain,
    index: 1,
    reason: expect.stringMatching(/ends before its sealed event/),
  });
});

test('a decision that is handed over again after a crash is recorded and sealed once; a look may happen twice', async () => {
  using folder = temporaryFolder();
  using store = openStore(join(folder.path, 'ledger.db'));
  const record = deploymentRecorder({ ledger: store.ledger, clock: systemClock });
  const chain = 'deployment-r1';
  const shifted = { type: 'traffic.shifted', payload: { deployment: 'r1', percent: 100 } } as const;
  const promoted = { type: 'deployment.promoted', payload: { deployment: 'r1', afterMs: 5, reason: 'healthy' } } as const;
  for (const event of [shifted, shifted, promoted, promoted]) await record(chain, event);
  const types = ['traffic.shifted', 'traffic.shifted', 'deployment.promoted', 'chain.sealed'];
  expect((await store.ledger.read({})).map(({ type }) => type)).toEqual(types);
});

test('killed between a decision and its seal, the seal comes later', async () => {
  using folder = temporaryFolder();
  using store = openStore(join(folder.path, 'ledger.db'));
  const promoted = { type: 'deployment.promoted', payload: { deployment: 'r1', afterMs: 5, reason: 'healthy' } } as const;
  await store.ledger.append('deployment-r1', [{ event: promoted, time: systemClock.now(), actor: 'supervisor' }]);
  await deploymentRecorder({ ledger: store.ledger, clock: systemClock })('deployment-r1', promoted);
  expect((await store.ledger.read({})).map(({ type }) => type)).toEqual(['deployment.promoted', 'chain.sealed']);
});
