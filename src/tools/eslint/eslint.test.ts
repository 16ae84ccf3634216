import { describe, expect, test } from 'vitest';
import { checkoutWith, printing, recorded, signal } from '../fixtures/checkout-with.ts';
import { eslint } from './eslint.ts';
import { readEslintJson } from '../read-eslint-json.ts';

/** ESLint 9.39.5, shortened: an ignored file, a rule, a file that does not parse, a clean one, one without a configuration. */
const REPORT = JSON.stringify([
  {
    filePath: '/c/ign.js',
    messages: [
      {
        ruleId: null,
        fatal: false,
        severity: 1,
        message: 'File ignored because of a matching ignore pattern. Use "--no-ignore" to disable.',
        nodeType: null,
      },
    ],
    errorCount: 0,
  },
  {
    filePath: '/c/src/a.js',
    messages: [
      {
        ruleId: 'no-unused-vars',
        severity: 1,
        message: "'a' is never used.",
        line: 1,
        column: 7,
        nodeType: 'Identifier',
        endLine: 1,
        endColumn: 8,
      },
      { ruleId: 'no-debugger', severity: 2, message: "Unexpected 'debugger' statement.", line: 2, column: 1, endLine: 2, endColumn: 10 },
      { ruleId: null, severity: 1, message: 'Unused eslint-disable directive.', line: 3, column: 1 },
    ],
  },
  {
    filePath: '/c/src/bad.js',
    messages: [
      { ruleId: null, nodeType: null, fatal: true, severity: 2, message: 'Parsing error: Unexpected token ;', line: 1, column: 11 },
    ],
  },
  { filePath: '/c/src/ok.js', messages: [] },
  {
    filePath: '/c/src/ok.ts',
    messages: [
      { ruleId: null, fatal: false, severity: 1, message: 'File ignored because no matching configuration was supplied.', nodeType: null },
    ],
  },
]);

const FILES = [
  { path: 'ign.js', isIgnored: true, problems: [] },
  {
    path: 'src/a.js',
    isIgnored: false,
    problems: [
      {
        code: 'no-unused-vars',
        severity: 'warning',
        message: "'a' is never used.",
        path: 'src/a.js',
        range: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 8 },
      },
      {
        code: 'no-debugger',
        severity: 'error',
        message: "Unexpected 'debugger' statement.",
        path: 'src/a.js',
        range: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 10 },
      },
      {
        code: 'eslint',
        severity: 'warning',
        message: 'Unused eslint-disable directive.',
        path: 'src/a.js',
        range: { startLine: 3, startColumn: 1 },
      },
    ],
  },
  {
    path: 'src/bad.js',
    isIgnored: false,
    problems: [
      {
        code: 'syntax',
        severity: 'error',
        message: 'Parsing error: Unexpected token ;',
        path: 'src/bad.js',
        range: { startLine: 1, startColumn: 11 },
      },
    ],
  },
  { path: 'src/ok.js', isIgnored: false, problems: [] },
  { path: 'src/ok.ts', isIgnored: true, problems: [] },
];

test('leaves alone what it looks for nowhere', () => {
  const handled = ['a.js', 'a.mjs', 'a.ts'].filter(eslint(['.mjs', '.cjs']).handles);
  expect(handled).toEqual(['a.js', 'a.ts']);
});

describe('its report', () => {
  test('is read', () => expect(readEslintJson(REPORT, '/c')).toEqual(FILES));
  test('of version 7 names no rule for a file that is left out', () => {
    const message = 'File ignored because of a matching ignore pattern. Use "--no-ignore" to override.';
    const report = [{ filePath: '/c/ign.js', messages: [{ fatal: false, severity: 1, message }], errorCount: 0 }];
    expect(readEslintJson(JSON.stringify(report), '/c')).toEqual([{ path: 'ign.js', isIgnored: true, problems: [] }]);
  });
  test('tells a parser that could not work from a file that does not parse', () => {
    const message = "Parsing error: Could not read Project Service default project 'tsconfig.json'";
    const report = [{ filePath: '/c/a.ts', messages: [{ ruleId: null, fatal: true, severity: 2, message }], errorCount: 1 }];
    const problems = [{ code: 'syntax', severity: 'error', message, path: 'a.ts', isUnreadable: true }];
    expect(readEslintJson(JSON.stringify(report), '/c')).toEqual([{ path: 'a.ts', isIgnored: false, problems }]);
  });
  test('names what is in the checkout without the folder of the checkout', () => {
    const messages = [{ ruleId: null, fatal: true, severity: 2, message: "Parsing error: Cannot read file '/c/head/tsconfig.xo.json'." }];
    const problems = [{ message: "Parsing error: Cannot read file 'tsconfig.xo.json'." }];
    expect(readEslintJson(JSON.stringify([{ filePath: '/c/head/a.ts', messages }]), '/c/head')).toMatchObject([{ path: 'a.ts', problems }]);
  });
  test('is read behind what a configuration printed', () => expect(readEslintJson(`loading\n[1]\n${REPORT}\n`, '/c')).toEqual(FILES));
  test.each(['', 'all good', '{}', '[1]', '[{"filePath":"a"}]', `${REPORT}\nbye`, REPORT.slice(0, -5)])('is none: %.20s', (text) =>
    expect(readEslintJson(text, '/c')).toEqual(null),
  );
});

describe('a run', () => {
  const lint = async (program: string, files: readonly string[]) => {
    using checkout = checkoutWith({ 'node_modules/.bin/eslint': program });
    return await eslint().lint({ checkout, files, signal });
  };
  const result = (path: string, messages: readonly unknown[]) => ({ filePath: path, messages });
  const unreadableTypeScript = result('a.ts', [
    { ruleId: null, fatal: true, severity: 2, message: 'Parsing error: Unexpected token :', line: 1, column: 16 },
  ]);

  test('of a clean file', async () => {
    expect(await lint(recorded('v9.39.5', printing(JSON.stringify([result('a.js', [])]))), ['a.js'])).toEqual({
      tool: { name: 'eslint', version: '9.39.5' },
      examined: ['a.js'],
      ignored: [],
      problems: [],
      reproduce: './node_modules/.bin/eslint .',
    });
  });

  test('of TypeScript that a legacy configuration names no parser for', async () => {
    const body = `if [ "$1" = --print-config ]; then echo '{\n  "env": {},\n  "parser": null,\n  "rules": {}\n}'; exit 0; fi\n${printing(JSON.stringify([unreadableTypeScript]))}\nexit 1`;
    expect(await lint(recorded('v8.57.1', body), ['a.ts'])).toEqual({
      tool: { name: 'eslint', version: '8.57.1' },
      examined: [],
      ignored: ['a.ts'],
      problems: [],
      reproduce: './node_modules/.bin/eslint .',
    });
  });

  test('of TypeScript that its parser cannot read', async () => {
    const body = `if [ "$1" = --print-config ]; then echo '{\n  "parser": "/x/parser.js"\n}'; exit 0; fi\n${printing(JSON.stringify([unreadableTypeScript]))}\nexit 1`;
    const report = await lint(recorded('v8.57.1', body), ['a.ts']);
    expect([report.examined, report.problems.map(({ code }) => code), report.reproduce]).toEqual([
      ['a.ts'],
      ['syntax'],
      './node_modules/.bin/eslint -- a.ts',
    ]);
  });

  test.each([
    { name: 'without a version', program: '#!/bin/sh\necho hello\n', error: /did not say its version/ },
    { name: 'with exit code 2', program: recorded('v9.39.5', `${printing('[]')}\nexit 2`), error: /gave no report \(exit code 2\)/ },
    { name: 'with an empty report', program: recorded('v9.39.5', printing('[]')), error: /said nothing about a\.js/ },
    {
      name: 'that failed without an error',
      program: recorded('v9.39.5', `${printing(JSON.stringify([result('a.js', [])]))}\nexit 1`),
      error: /failed without saying why/,
    },
    { name: 'that was killed', program: recorded('v9.39.5', 'kill -9 $$'), error: /was ended by the signal SIGKILL/ },
  ])('$name is no answer', async ({ program, error }) => {
    await expect(lint(program, ['a.js'])).rejects.toThrow(error);
  });

  test('that is not installed is no answer', async () => {
    using checkout = checkoutWith({ 'package.json': '{}' });
    await expect(eslint().lint({ checkout, files: ['a.js'], signal })).rejects.toThrow(/eslint could not be started/);
  });
});
