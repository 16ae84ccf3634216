import { symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkoutWith, printing, recorded, signal } from '../fixtures/checkout-with.ts';
import type { Linter } from '../tool.ts';
import { oxlintEmbedded } from './oxlint-embedded.ts';
import { oxlint } from './oxlint.ts';
import { readOxlintJson } from './read-oxlint-json.ts';

const DEBUGGER = {
  message: '`debugger` statement is not allowed',
  code: 'eslint(no-debugger)',
  severity: 'error',
  help: 'Remove the debugger statement',
  filename: 'a.js',
  labels: [{ span: { offset: 0, length: 9, line: 1, column: 1 } }],
};
const PROBLEM = {
  code: 'eslint(no-debugger)',
  severity: 'error',
  message: '`debugger` statement is not allowed. Remove the debugger statement',
  path: 'a.js',
  range: { startLine: 1, startColumn: 1 },
};

describe('its report', () => {
  const report = (diagnostics: readonly unknown[], files: number) =>
    JSON.stringify({ diagnostics, number_of_files: files, number_of_rules: null });

  test('is read', () => expect(readOxlintJson(report([DEBUGGER], 1))).toEqual({ fileCount: 1, problems: [PROBLEM] }));
  test('is read behind a notice', () =>
    expect(readOxlintJson(`No files found to lint. Please check your paths.\n${report([], 0)}`)).toEqual({ fileCount: 0, problems: [] }));
  test.each(['', 'Failed to parse oxlint configuration file.', '[]', '{"diagnostics":[]}'])('is none: %s', (text) =>
    expect(readOxlintJson(text)).toEqual(null),
  );
});

describe('the embedded one', () => {
  const embedded = oxlintEmbedded({ node: process.execPath });

  test('reads no configuration of the repository, and any file name', async () => {
    using checkout = checkoutWith({
      '.oxlintrc.json': '{"ignorePatterns":["**"]}',
      'src/.oxlintrc.json': 'broken',
      '.eslintignore': '**',
      '.gitignore': '*',
      '-rf.js': 'debugger;\n',
      "src/it's a [file].ts": 'const x: number = ;\n',
      'src/$(touch owned).jsx': 'export const a = <b />;\n',
      'node_modules/a/a.js': 'debugger;\n',
    });
    const files = ['-rf.js', "src/it's a [file].ts", 'src/$(touch owned).jsx', 'node_modules/a/a.js'];
    const { examined, ignored, problems, tool } = await embedded.lint({ checkout, files, signal });
    expect({ examined, ignored, tool: tool.name, problems: problems.map(({ path, code }) => `${path} ${code}`).toSorted() }).toEqual({
      examined: files,
      ignored: [],
      tool: 'oxlint',
      problems: ['-rf.js eslint(no-debugger)', 'node_modules/a/a.js eslint(no-debugger)', "src/it's a [file].ts syntax"],
    });
  });

  test('calls nothing unused that others ask for', async () => {
    const text =
      'export function f(a, b) {\n  const { c, ...rest } = a;\n  try {\n    rest();\n  } catch (error) {\n    return 1;\n  }\n  const unused = 2;\n}\n';
    using checkout = checkoutWith({ 'a.js': text });
    const { problems } = await embedded.lint({ checkout, files: ['a.js'], signal });
    expect(problems.map(({ code, range }) => [code, range?.startLine])).toEqual([['eslint(no-unused-vars)', 8]]);
  });

  test('leaves to the linters of the repository what they look at, and to no formatter', () => {
    const one = (kind: Linter['kind'], suffix: string): Linter => ({ ...embedded, kind, handles: (path) => path.endsWith(suffix) });
    const beside = oxlintEmbedded({ node: process.execPath, own: [one('linter', '.py'), one('linter', '.ts'), one('formatter', '.js')] });
    expect(['a.js', 'a.ts', 'a.py'].map((path) => beside.handles(path))).toEqual([true, false, false]);
  });

  test('finds an expression that does nothing, and passes a call behind another', async () => {
    using checkout = checkoutWith({ 'a.js': 'export const f = (a, b) => {\n  a && b();\n  a ? b() : a();\n  a === b;\n};\n' });
    const { problems } = await embedded.lint({ checkout, files: ['a.js'], signal });
    expect(problems.map(({ code, range }) => [code, range?.startLine])).toEqual([['eslint(no-unused-expressions)', 4]]);
  });

  test('leaves what is only style', async () => {
    const text =
      'export const f = (a) => {\n  if (!!a.b) return new Array(3);\n  try {\n    return [...[a]];\n  } catch (error) {\n    throw error;\n  }\n};\n';
    using checkout = checkoutWith({ 'a.js': text });
    expect((await embedded.lint({ checkout, files: ['a.js'], signal })).problems).toEqual([]);
  });

  test('has no answer about a file that is not there', async () => {
    using checkout = checkoutWith({ 'a.js': '' });
    await expect(embedded.lint({ checkout, files: ['b.js'], signal })).rejects.toThrow(/looked at 0 files instead of one/);
  });

  test('lints more files than fit one command line', async () => {
    const files = Array.from({ length: 450 }, (_, index) => `src/${'long-name-'.repeat(20)}${index}.js`);
    using checkout = checkoutWith(Object.fromEntries(files.map((file, index) => [file, index === 449 ? 'debugger;\n' : 'export {};\n'])));
    const report = await embedded.lint({ checkout, files, signal });
    expect([report.examined.length, report.problems.map(({ path }) => path)]).toEqual([450, [files[449]]]);
  });
});

describe("the repository's own", () => {
  const lint = async (body: string) => {
    using checkout = checkoutWith({ 'node_modules/.bin/oxlint': recorded('Version: 1.89.0', body) });
    return await oxlint().lint({ checkout, files: ['a.js'], signal });
  };
  const answer = (diagnostics: readonly unknown[], files: number) => printing(JSON.stringify({ diagnostics, number_of_files: files }));

  test('leaves out what its configuration says', async () => {
    using checkout = checkoutWith({
      '.oxlintrc.json': '{"ignorePatterns":["ignored"],"rules":{"no-debugger":"error"}}',
      'a.js': 'debugger;\n',
      'ignored/a.js': 'debugger;\n',
      'b.js': 'export {};\n',
      'node_modules/.bin/.keep': '',
    });
    const real = createRequire(import.meta.url).resolve('oxlint/package.json');
    symlinkSync(join(dirname(real), 'bin', 'oxlint'), join(checkout.dir, 'node_modules/.bin/oxlint'));
    const { examined, ignored, problems, reproduce } = await oxlint().lint({ checkout, files: ['a.js', 'ignored/a.js', 'b.js'], signal });
    expect({ examined, ignored, problems, reproduce }).toEqual({
      examined: ['a.js', 'b.js'],
      ignored: ['ignored/a.js'],
      problems: [PROBLEM],
      reproduce: './node_modules/.bin/oxlint -- a.js',
    });
  });

  test('that fails for warnings makes them errors', async () => {
    expect((await lint(`${answer([{ ...DEBUGGER, severity: 'warning' }], 1)}\nexit 1`)).problems).toEqual([PROBLEM]);
  });

  test.each([
    { name: 'that failed without a word', body: `${answer([], 1)}\nexit 1`, error: /failed without saying why/ },
    { name: 'with a broken configuration', body: 'echo "Failed to parse oxlint configuration file."; exit 1', error: /gave no report/ },
    { name: 'that crashed', body: `${answer([], 1)}\nexit 101`, error: /gave no report \(exit code 101\)/ },
  ])('$name is no answer', async ({ body, error }) => {
    await expect(lint(body)).rejects.toThrow(error);
  });
});
