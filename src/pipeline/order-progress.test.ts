import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import type { Event } from '../domain/event.ts';
import { openStore } from '../stores/sqlite/store.ts';
import { orderProgress } from './order-progress.ts';

const id = (letter: string) => letter.repeat(40);
const digest = (letter: string) => letter.repeat(64);
const order = { id: 'greet', digest: digest('1') };

const approved: [string, Event] = ['factory', { type: 'order.approved', payload: { order: 'greet', digest: digest('1'), by: 'a' } }];
const rejected: [string, Event] = [
  'factory',
  { type: 'order.rejected', payload: { order: 'greet', digest: digest('1'), by: 'a', reason: 'no' } },
];
const started = (run: string, name = 'greet'): [string, Event] => [
  run,
  {
    type: 'run.started',
    payload: {
      order: { id: name, title: 'Greet', digest: digest('1') },
      base: id('a'),
      branch: 'main',
      policy: { digest: digest('2'), phase: 3, source: 'base' },
      entry: 'agent',
      agent: 'replay',
      sandbox: 'process',
      jidoka: '0.1.0',
    },
  },
];
const awaited: [string, Event] = [
  'run-1',
  { type: 'merge.awaited', payload: { commit: id('c'), branch: 'jidoka/greet', command: 'git merge' } },
];
const resumed: [string, Event] = ['run-1', { type: 'run.resumed', payload: { by: 'a' } }];
const requested: [string, Event] = [
  'run-1',
  { type: 'release.requested', payload: { deployment: 'd1', commit: id('c'), artefact: digest('3') } },
];
const ended = (outcome: 'green' | 'red' | 'undecided', run = 'run-1'): [string, Event] => [
  run,
  { type: 'run.finished', payload: { outcome, reason: 'so it is' } },
];
const takenBack = (deployment: string): [string, Event] => [
  `deployment-${deployment}`,
  {
    type: 'deployment.rolled-back',
    payload: { deployment, to: null, cause: 'operator', reason: 'r', detectionMs: 0, switchMs: 0, verificationMs: 0 },
  },
];

test.each<[string, readonly [string, Event][]]>([
  ['new', []],
  ['new', [started('run-9', 'another'), ended('green', 'run-9')]],
  ['approved', [approved]],
  ['rejected', [approved, rejected]],
  ['running', [approved, started('run-1')]],
  ['waiting', [approved, started('run-1'), awaited]],
  ['running', [approved, started('run-1'), awaited, resumed]],
  ['done', [approved, started('run-1'), ended('green')]],
  ['red', [approved, started('run-1'), ended('red')]],
  ['undecided', [approved, started('run-1'), ended('undecided')]],
  // Whichever is written first.
  ['rolled-back', [approved, started('run-1'), requested, takenBack('d1'), ended('red')]],
  ['rolled-back', [approved, started('run-1'), requested, ended('green'), takenBack('d1')]],
  ['done', [approved, started('run-1'), requested, ended('green'), takenBack('d2')]],
  // What another run says is not about this one.
  ['running', [approved, started('run-1'), ended('red', 'run-9')]],
  ['running', [approved, started('run-1'), ended('red'), started('run-2')]],
  ['approved', [approved, started('run-1'), ended('red'), approved]],
])('an order is %s', async (expected, facts) => {
  using folder = temporaryFolder();
  using store = openStore(`${folder.path}/ledger.db`);
  for (const [chain, event] of facts) await store.ledger.append(chain, [{ event, time: 0, actor: 'test' }]);
  expect(await orderProgress(store.ledger, order)).toBe(expected);
  const other = { approved: 'changed', rejected: 'new', new: 'new' }[expected] ?? 'changed';
  expect(await orderProgress(store.ledger, { ...order, digest: digest('9') })).toBe(other);
});
