import { describe, expect, test } from 'vitest';
import { checkoutWith, signal } from '../fixtures/checkout-with.ts';
import { hasProgram } from '../fixtures/has-program.ts';
import { goVet } from './go-vet.ts';

const PRINTED = (name: string) => `package ${name}\n\nimport "log"\n\nfunc A() { log.Printf("%d", "x") }\n`;
const FILES = { 'go.mod': 'module x\n\ngo 1.19\n', 'a.go': 'package x\n\nfunc B() {}\n' };

const lint = async (files: Readonly<Record<string, string>>, asked: readonly string[]) => {
  using checkout = checkoutWith({ ...FILES, ...files });
  const { examined, ignored, problems, reproduce } = await goVet().lint({ checkout, files: asked, signal });
  return { examined, ignored, problems: problems.map(({ path, range }) => `${path}:${range?.startLine}`), reproduce };
};

describe.skipIf(!hasProgram('go', 'version'))('go vet', () => {
  test('finds what it was asked about, and says what it did not look at', async () => {
    const files = {
      'b/b.go': PRINTED('b'),
      'b/other.go': PRINTED('b').replace('A()', 'C()'),
      'b/b_plan9.go': 'package b\n',
      'tools/go.mod': 'module y\n',
      'tools/t.go': PRINTED('tools'),
    };
    expect(await lint(files, ['a.go', 'b/b.go', 'b/b_plan9.go', 'tools/t.go'])).toEqual({
      examined: ['a.go', 'b/b.go'],
      ignored: ['b/b_plan9.go', 'tools/t.go'],
      problems: ['b/b.go:5'],
      reproduce: 'go vet ./b',
    });
  });

  test('finds what does not compile', async () => {
    expect((await lint({ 'a.go': 'package x\n\nfunc B() { undefined() }\n' }, ['a.go'])).problems).toEqual(['a.go:3']);
  });

  test('modules that are not on the machine are no answer', async () => {
    const files = {
      'go.mod': 'module x\n\ngo 1.19\n\nrequire example.org/y v1.0.0\n',
      'go.sum':
        'example.org/y v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nexample.org/y v1.0.0/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n',
      'a.go': 'package x\n\nimport "example.org/y"\n\nfunc B() { y.B() }\n',
    };
    await expect(lint(files, ['a.go'])).rejects.toThrow(/needs modules that are not on this machine/);
  });

  test('a package that another of its files keeps from being looked at is no answer', async () => {
    await expect(lint({ 'c.go': 'package x\n\nfunc C() { undefined() }\n' }, ['a.go'])).rejects.toThrow(/gave no answer/);
  });
});

test.each([
  ['a.go', true],
  ['testdata/a.go', false],
  ['_old/a.go', false],
  ['a.ts', false],
])('%s: %s', (path, handled) => {
  expect(goVet().handles(path)).toBe(handled);
});
