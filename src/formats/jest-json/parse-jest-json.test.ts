import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { parseJestJson } from './parse-jest-json.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const summary = (text: string) =>
  parseJestJson(text).map(({ name, file, status, failure }) => [status, file, name, failure?.split('\n')[0] ?? null]);

describe('parseJestJson', () => {
  test('reads a report of vitest', () => {
    const file = '/project/test/a.test.ts';
    expect(summary(fixture('vitest.json'))).toEqual([
      ['passed', file, ['suite', 'works'], null],
      ['failed', file, ['suite', 'bad'], 'AssertionError: expected 1 to be 3 // Object.is equality'],
      ['skipped', file, ['suite', 'sk'], null],
      ['todo', file, ['suite', 'td'], null],
      ['passed', file, ['row 1'], null],
      ['passed', file, ['row 2'], null],
      ['failed', '/project/test/b.test.ts', [], 'No test suite found in file /project/test/b.test.ts'],
    ]);
  });

  test('reads a report of jest', () => {
    const file = '/project/test/a.test.js';
    expect(summary(fixture('jest.json'))).toEqual([
      ['passed', file, ['suite', 'works'], null],
      ['failed', file, ['suite', 'bad'], 'Error: expect(received).toBe(expected) // Object.is equality'],
      ['skipped', file, ['suite', 'sk'], null],
      ['todo', file, ['suite', 'td'], null],
      ['failed', '/project/test/b.test.js', [], '  ● Test suite failed to run'],
    ]);
  });

  test('a status nobody knows is no answer', () => {
    const report = {
      testResults: [{ name: '/a', status: 'passed', assertionResults: [{ ancestorTitles: [], title: 't', status: 'fine' }] }],
    };
    expect(() => parseJestJson(JSON.stringify(report))).toThrow(AdapterError);
  });

  test('whatever it is given, it answers tests or throws an AdapterError', () => {
    const status = fc.oneof(fc.constantFrom('passed', 'failed', 'pending', 'todo'), fc.string());
    const assertion = fc.record({
      ancestorTitles: fc.array(fc.string()),
      title: fc.string(),
      status,
      failureMessages: fc.array(fc.string()),
    });
    const shaped = fc.record({ testResults: fc.array(fc.record({ name: fc.string(), status, assertionResults: fc.array(assertion) })) });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          shaped.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const answer = answerOf(() => parseJestJson(text));
          expect(answer instanceof AdapterError || Array.isArray(answer)).toBe(true);
        },
      ),
    );
  });

  test('no failed test is lost', () => {
    const assertion = fc.record({
      ancestorTitles: fc.array(fc.string()),
      title: fc.string(),
      status: fc.constantFrom('passed', 'failed', 'pending'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(assertion)), (files) => {
        const testResults = files.map((assertionResults, i) => ({ name: `/${i}`, status: 'passed', assertionResults }));
        const failed = parseJestJson(JSON.stringify({ testResults })).filter((one) => one.status === 'failed');
        expect(failed.length).toBe(files.flat().filter((one) => one.status === 'failed').length);
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
