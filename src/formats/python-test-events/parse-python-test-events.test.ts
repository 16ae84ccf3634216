import { expect, test } from 'vitest';
import { parsePythonTestEvents } from './parse-python-test-events.ts';

const BEGIN = { event: 'begin', runner: '7.2.1', python: '3.11.2', cwd: '/checkout' };
const END = { event: 'end', modules: { pkg: '/checkout/pkg/__init__.py' } };
const phase = (phaseName: string, outcome: string, name = 'test_it') => ({
  event: 'phase',
  phase: phaseName,
  file: '/checkout/test_a.py',
  name: [name],
  outcome,
  seconds: 0.5,
  failure: outcome === 'failed' ? { message: 'assert 0', text: '', frames: [['/checkout/test_a.py', 3]] } : null,
});
const text = (...events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');

test('a test is as good as the worst of its phases', () => {
  const { tests, ...run } = parsePythonTestEvents(
    text(
      BEGIN,
      phase('call', 'passed'),
      phase('teardown', 'failed'),
      phase('call', 'passed', 'test_b'),
      phase('setup', 'skipped', 'test_c'),
      END,
    ),
  );
  expect(tests.map(({ name, status }) => [...name, status])).toEqual([
    ['test_it', 'failed'],
    ['test_b', 'passed'],
    ['test_c', 'skipped'],
  ]);
  expect(run).toMatchObject({ runner: '7.2.1', cwd: '/checkout', modules: new Map([['pkg', '/checkout/pkg/__init__.py']]) });
});

test.each([
  ['nothing', '', /no beginning/],
  ['a run that was cut off', text(BEGIN, phase('call', 'passed')), /did not come to its end/],
  ['half a line', `${text(BEGIN)}{"event":`, /a line of it is not JSON/],
  ['a line that is not ours', text(BEGIN, { event: 'phase', outcome: 'fine' }, END), /a line of it is not ours/],
])('%s is no report', (_, report, error) => {
  expect(() => parsePythonTestEvents(report)).toThrow(error);
});
