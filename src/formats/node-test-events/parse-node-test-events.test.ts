import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { parseNodeTestEvents } from './parse-node-test-events.ts';

const begin = { event: 'begin', node: 'v24.21.0' };
const end = { event: 'end' };
const start = (depth: number, name: string) => ({ event: 'start', depth, name });
const ended = (event: 'pass' | 'fail', depth: number, name: string, more = {}) => ({
  event,
  depth,
  name,
  file: '/a.test.js',
  durationMs: 1,
  isSuite: false,
  skip: false,
  todo: false,
  ...(event === 'fail' ? { failure: { type: 'testCodeFailure', message: 'no', stack: null } } : {}),
  ...more,
});
const lines = (...records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

describe('parseNodeTestEvents', () => {
  test('names every test by the suites around it', () => {
    const text = lines(
      begin,
      start(0, 'a'),
      start(1, 'one'),
      ended('pass', 1, 'one'),
      start(1, 'two'),
      ended('fail', 1, 'two'),
      ended('fail', 0, 'a', { isSuite: true, failure: { type: 'subtestsFailed', message: '1 subtest failed', stack: null } }),
      start(0, 'b'),
      ended('pass', 0, 'b', { skip: true }),
      end,
    );
    const { node, tests } = parseNodeTestEvents(text);
    expect([node, tests.map(({ name, status }) => [status, ...name])]).toEqual([
      'v24.21.0',
      [
        ['passed', 'a', 'one'],
        ['failed', 'a', 'two'],
        ['skipped', 'b'],
      ],
    ]);
  });

  test('a suite that fails by itself is a failure', () => {
    const text = lines(
      begin,
      start(0, 'a'),
      ended('fail', 0, 'a', { isSuite: true, failure: { type: 'hookFailed', message: 'x', stack: null } }),
      end,
    );
    expect(parseNodeTestEvents(text).tests.map(({ name, status }) => [status, ...name])).toEqual([['failed', 'a']]);
  });

  test.each([
    ['nothing', ''],
    ['no beginning', lines(end)],
    ['cut short', lines(begin, start(0, 'a'), ended('pass', 0, 'a'))],
    ['cut inside a line', lines(begin, ended('pass', 0, 'a'), end).slice(0, -8)],
    ['a record of another kind', lines(begin, { event: 'fine' }, end)],
  ])('%s is no answer', (_, text) => {
    expect(() => parseNodeTestEvents(text)).toThrow(AdapterError);
  });

  test('whatever it is given, it answers tests or throws an AdapterError', () => {
    const some = fc.array(
      fc.oneof(
        fc.json(),
        fc.constantFrom(begin, end, start(3, 'x'), ended('pass', 7, 'y')).map((one) => JSON.stringify(one)),
      ),
    );
    fc.assert(
      fc.property(some, (records) => {
        const answer = answerOf(() => parseNodeTestEvents(records.join('\n')).tests);
        expect(answer instanceof AdapterError || Array.isArray(answer)).toBe(true);
      }),
    );
  });
});

function answerOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
