import { describe, expect, test } from 'vitest';
import { checkoutWith, signal } from '../fixtures/checkout-with.ts';
import { hasProgram } from '../fixtures/has-program.ts';
import { gofmt } from './gofmt.ts';

describe.skipIf(!hasProgram('go', 'version'))('gofmt', () => {
  test('finds what is not formatted and what does not parse', async () => {
    const files = {
      'a.go': 'package a\n\nfunc A() {}\n',
      'b/b c.go': 'package b\n\nfunc B()  {}\n\nfunc C() {}\n\nfunc D()  {}\n',
      'c.go': 'package c\n\nfunc C( {\n',
    };
    using checkout = checkoutWith(files);
    const report = await gofmt().lint({ checkout, files: Object.keys(files), signal });
    expect(report.problems.map(({ code, path, range }) => [code, path, range?.startLine])).toEqual([
      ['syntax', 'c.go', 3],
      ['format', 'b/b c.go', 3],
      ['format', 'b/b c.go', 7],
    ]);
    expect([report.examined, report.ignored]).toEqual([Object.keys(files), []]);
    expect(report.reproduce).toBe("gofmt -d c.go 'b/b c.go'");
  });

  test('a file that is not there is no answer', async () => {
    using checkout = checkoutWith({ 'a.go': 'package a\n' });
    await expect(gofmt().lint({ checkout, files: ['gone.go'], signal })).rejects.toThrow(/gave no answer/);
  });

  test('writes what it would have, and nothing else', async () => {
    using checkout = checkoutWith({ 'a.go': 'package a\nfunc A()  {}\n' });
    await gofmt().fix?.({ checkout, files: ['a.go'], signal });
    expect((await gofmt().lint({ checkout, files: ['a.go'], signal })).problems).toEqual([]);
  });
});

test.each([
  ['a.go', true],
  ['testdata/a.go', false],
  ['vendor/x/a.go', false],
  ['a.ts', false],
])('%s: %s', (path, handled) => {
  expect(gofmt().handles(path)).toBe(handled);
});
