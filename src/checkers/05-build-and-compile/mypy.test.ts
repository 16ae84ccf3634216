import { describe, expect, test } from 'vitest';
import type { Tree } from '../../domain/tree.ts';
import type { ExecResult } from '../../platform/exec.ts';
import { mypyErrors, usesMypy } from './mypy.ts';

const treeOf = (files: Readonly<Record<string, string>>): Tree => ({
  id: '0',
  paths: Object.keys(files),
  has: (path) => Object.hasOwn(files, path),
  entry: () => undefined,
  read: async (path) => files[path] ?? null,
});

/** mypy 1.0.1 on two lines that are wrong, as recorded. */
const RECORDED = `src/a.py:2:12: error: Incompatible return value type (got "int", expected "str")  [return-value]
src/a.py:5:1: error: Cannot find implementation or library stub for module named "nothere"  [import]
src/a.py:5:1: note: See https://mypy.readthedocs.io/en/stable/running_mypy.html#missing-imports
src/b.py:1:8: error: invalid syntax  [syntax]
`;

async function run(answer: Partial<ExecResult>, config = '[mypy]\nstrict = true\n', hooks = '') {
  const commands: string[] = [];
  const checkout = {
    dir: '/checkout',
    exec: async ({ command }: { readonly command: string | readonly string[] }): Promise<ExecResult> => {
      commands.push(String(command));
      const nothing = { end: 'exited', exitCode: 0, signal: null, stdout: '', stderr: '', truncated: false, durationMs: 1 } as const;
      return { ...nothing, ...answer };
    },
  };
  const tree = treeOf({ 'mypy.ini': config, 'src/a.py': '', 'src/b.py': '', '.pre-commit-config.yaml': hooks });
  return { errors: await mypyErrors({ tree, checkout, signal: new AbortController().signal }), command: commands.join() };
}

test('what it says, note by note left out', async () => {
  const { errors, command } = await run({ exitCode: 1, stdout: RECORDED });
  expect(command).toMatch(/^python3,-I,-B,-m,mypy,.*,\.$/);
  expect(errors.map(({ path, range, code, message }) => [path, range, code, message])).toEqual([
    [
      'src/a.py',
      { startLine: 2, startColumn: 12 },
      'return-value',
      'Incompatible return value type (got "int", expected "str") (mypy return-value)',
    ],
    [
      'src/a.py',
      { startLine: 5, startColumn: 1 },
      'import',
      'Cannot find implementation or library stub for module named "nothere" (mypy import)',
    ],
    ['src/b.py', { startLine: 1, startColumn: 8 }, 'syntax', 'invalid syntax (mypy syntax)'],
  ]);
});

test('its own configuration says what it looks at', async () => {
  expect((await run({}, '[mypy]\nfiles = src\n')).command).not.toMatch(/,\.$/);
});

test.each([
  ['^(src|docs/)', /,\.$/],
  ['^src/', /,src$/],
  ['^(src/|src)', /,src,src$/],
  ['^(?:src)/', /,src$/],
  ['src', /,\.$/],
  ['^(-x|src)', /,\.$/],
  ['^(a+)+$', /,\.$/],
])('its hook looks at the folders %s', async (files, asked) => {
  const hooks = `repos:\n  - repo: a\n    hooks: [{ id: black }, { id: mypy, files: '${files}', args: [] }]\n`;
  expect((await run({}, undefined, hooks)).command).toMatch(asked);
  expect((await run({}, '[mypy]\nfiles = src\n', hooks)).command).toMatch(/dev\/null$/);
});

describe('no answer', () => {
  test.each([
    ['is not installed', { exitCode: 1, stderr: '/usr/bin/python3: No module named mypy\n' }, /no module mypy/],
    ['found something and says nothing', { exitCode: 1 }, /gave no answer/],
    ['did not come to look', { exitCode: 2, stderr: "mypy: can't read file 'x'" }, /gave no answer/],
    ['said too much', { exitCode: 1, stdout: RECORDED, truncated: true }, /gave no answer/],
    ['crashed', { exitCode: 139 }, /ended with exit code 139/],
    ['was ended', { end: 'timed-out' as const, exitCode: null }, /python3/],
  ])('where it %s', async (_, answer, error) => {
    await expect(run(answer)).rejects.toThrow(error);
  });
});

test('where it is configured', async () => {
  expect(await usesMypy(treeOf({ 'pyproject.toml': '[tool.mypy]\n' }))).toBe(true);
  expect(await usesMypy(treeOf({ 'pyproject.toml': '[tool.ruff]\n', 'setup.cfg': '[flake8]\n' }))).toBe(false);
});
