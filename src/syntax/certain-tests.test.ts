import { expect, test } from 'vitest';
import { certainTestsOf } from './certain-tests.ts';
import { parseSource } from './parse-source.ts';

function titles(text: string): string[] {
  const source = parseSource('a.test.ts', text);
  if (source === null || source.problem !== null) throw new Error(`does not parse: ${source?.problem?.message ?? 'no source'}`);
  return certainTestsOf(source).map(({ title }) => title);
}

test('of a file are those that every run comes to', () => {
  const text = `
    import { describe, it, test } from 'node:test';
    test('at the top', () => {});
    await test('awaited', () => {});
    describe('suite', () => { it('inside', async () => {}); describe('deeper', function () { it.concurrent('still', () => {}); }); });
    test('with options', { timeout: 10 }, () => {});
  `;
  expect(titles(text)).toEqual(['at the top', 'awaited', 'suite > inside', 'suite > deeper > still', 'with options']);
});

test.each([
  [
    'skipped',
    "test.skip('a', () => {}); test.todo('b'); test('c', { skip: true }, () => {}); describe.skip('d', () => { it('e', () => {}); });",
  ],
  ['skipped while it runs', "test('a', (t) => { if (no) t.skip(); });"],
  ['under a condition', "if (process.env.CI) test('a', () => {}); maybe && test('b', () => {}); for (const x of y) test('c', () => {});"],
  ['behind a return', "describe('a', () => { if (no) return; it('b', () => {}); });"],
  ['in a function that may not be called', "function define() { test('a', () => {}); }"],
  ['inside another test', "test.todo('a', (t) => { t.test('b', () => {}); test('c', () => {}); });"],
  ['of a table', "test.each([1])('a %s', () => {}); it.for([1])('b', () => {}); test('c %s', () => {}); test(`d ${e}`, () => {});"],
  ['with a title that is worked out', "test(title, () => {}); describe(Name, () => { it('a', () => {}); });"],
  ['of a file with one marked only', "test('a', () => {}); test.only('b', () => {});"],
  ["of a function of the repository's own", "import { test } from './harness.ts'; test('a', () => {});"],
  ['of a wrapper', "const it = wrap(test); it('a', () => {}); browserTest('b', () => {});"],
])('are none %s', (_, text) => {
  expect(titles(text)).toEqual([]);
});
