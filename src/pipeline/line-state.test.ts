import { describe, expect, test } from 'vitest';
import type { Event, EventOf, StoredEvent } from '../domain/event.ts';
import { dueStop, foldLine } from './line-state.ts';

const NOW = Date.UTC(2026, 0, 2, 12);
const MINUTE = 60_000;

/** Events in the order of the ledger, each in a chain of its own unless it says which. */
function ledger(...said: readonly (Event & { readonly at?: number })[]): StoredEvent[] {
  return said.map(({ at = NOW, ...event }, place) => ({
    ...event,
    sequence: place + 1,
    chain: `chain-${place}`,
    index: 0,
    time: new Date(at).toISOString(),
    actor: 'test',
    previousHash: '',
    hash: '',
  }));
}

const finished = (outcome: 'green' | 'red' | 'undecided'): Event => ({ type: 'run.finished', payload: { outcome, reason: '' } });
const judged = (mode: 'enforced' | 'shadow', verdict: 'failed' | 'errored' | 'passed'): Event => ({
  type: 'factory.judged',
  payload: { checker: 'pipeline-metrics', number: 2, mode, verdict, reasons: ['a stage has no end'] },
});
const rolledBack = (minutesAgo: number, cause: EventOf<'deployment.rolled-back'>['payload']['cause'] = 'breach') => ({
  at: NOW - minutesAgo * MINUTE,
  type: 'deployment.rolled-back' as const,
  payload: { deployment: 'd', to: null, cause, reason: '', detectionMs: 0, switchMs: 0, verificationMs: 0 },
});
const resumed: Event = { type: 'line.resumed', payload: { by: 'Ada', reason: 'understood' } };
const stopped: Event = { type: 'line.stopped', payload: { cause: 'red-runs', reason: 'x', evidence: [] } };
const inGate = (checker: string, verdict: 'failed' | 'passed'): Event => ({
  type: 'checker.finished',
  payload: {
    attempt: 1,
    checker,
    number: 2,
    mode: 'enforced',
    verdict,
    reason: null,
    examined: 0,
    inScope: 0,
    blocking: 0,
    result: 'a'.repeat(64),
    durationMs: 1,
    cached: false,
  },
});

describe('the line stops', () => {
  test.each([
    { after: 'three red runs', events: ledger(finished('red'), finished('red'), finished('red')), cause: 'red-runs' },
    {
      after: 'three red runs with one between that has no answer',
      events: ledger(finished('red'), finished('undecided'), finished('red'), finished('red')),
      cause: 'red-runs',
    },
    {
      after: 'a red checker of the factory in a gate',
      events: ledger(inGate('pipeline-metrics', 'failed')),
      cause: 'factory-checker',
    },
    { after: 'a red checker of the factory at the end', events: ledger(judged('enforced', 'failed')), cause: 'factory-checker' },
    {
      after: 'three rollbacks within an hour',
      events: ledger(rolledBack(60), rolledBack(30, 'insufficient'), rolledBack(0)),
      cause: 'rollbacks',
    },
    { after: 'three rollbacks, one of them ahead', events: ledger(rolledBack(20), rolledBack(-90), rolledBack(0)), cause: 'rollbacks' },
  ])('after $after', ({ events, cause }) => {
    expect(dueStop(events, NOW)?.cause).toBe(cause);
    expect(dueStop([...events, ...ledger(stopped)], NOW)).toBeNull();
    expect(dueStop([...events, ...ledger(resumed)], NOW)).toBeNull();
  });

  test('naming what it looked at', () => {
    expect(dueStop(ledger(finished('green'), finished('red'), finished('red'), finished('red')), NOW)).toEqual({
      cause: 'red-runs',
      reason: '3 runs in a row were red',
      evidence: ['chain-1', 'chain-2', 'chain-3'],
    });
    expect(dueStop(ledger(judged('enforced', 'failed')), NOW)?.reason).toBe(
      'checker 2 pipeline-metrics, which judges the factory itself, is red: a stage has no end',
    );
  });
});

describe('the line runs on', () => {
  test.each([
    { after: 'two red runs', events: ledger(finished('red'), finished('red')) },
    { after: 'red runs with a green one between', events: ledger(finished('red'), finished('red'), finished('green'), finished('red')) },
    { after: 'red runs on both sides of a clearing', events: ledger(finished('red'), finished('red'), resumed, finished('red')) },
    { after: 'a red checker in shadow', events: ledger(judged('shadow', 'failed')) },
    { after: 'a checker of the factory without an answer', events: ledger(judged('enforced', 'errored')) },
    { after: 'a red checker that judges changes', events: ledger(inGate('test-coverage', 'failed')) },
    { after: 'rollbacks over more than an hour', events: ledger(rolledBack(61), rolledBack(30), rolledBack(0)) },
    { after: 'rollbacks an operator asked for', events: ledger(rolledBack(2), rolledBack(1, 'operator'), rolledBack(0, 'operator')) },
  ])('after $after', ({ events }) => {
    expect(dueStop(events, NOW)).toBeNull();
  });
});

test('the last word counts', () => {
  expect(
    [ledger(), ledger(stopped), ledger(stopped, resumed), ledger(stopped, resumed, stopped)].map((events) => foldLine(events).status),
  ).toEqual(['running', 'stopped', 'running', 'stopped']);
});
