import { describe, expect, test } from 'vitest';
import { checkoutWith, printing, recorded, signal } from '../fixtures/checkout-with.ts';
import { biome } from './biome.ts';
import { readBiomeJson } from './read-biome-json.ts';

const summary = (unchanged: number, more = {}) => ({ changed: 0, unchanged, errors: 0, warnings: 0, diagnosticsNotPrinted: 0, ...more });

/** Biome 2.5.15 and 1.9.4 on the same file, shortened. */
const VERSION_2 = {
  summary: summary(2),
  diagnostics: [
    {
      severity: 'error',
      message: 'This is an unexpected use of the debugger statement.',
      category: 'lint/suspicious/noDebugger',
      location: { path: 'src/ä.js', start: { line: 2, column: 1 }, end: { line: 2, column: 10 } },
      advices: [],
    },
    {
      severity: 'warning',
      message: 'This variable a is unused.',
      category: 'lint/correctness/noUnusedVariables',
      location: { path: '/c/src/ä.js', start: { line: 1, column: 7 }, end: { line: 1, column: 8 } },
      advices: [],
    },
    {
      severity: 'error',
      message: 'Formatter would have printed the following content:',
      category: 'format',
      location: { path: 'src/ä.js', start: { line: 0, column: 0 }, end: { line: 0, column: 0 } },
      advices: [],
    },
  ],
  command: 'check',
};
const source = 'const ä = 1;\ndebugger;\n';
const VERSION_1 = {
  summary: summary(2),
  diagnostics: [
    {
      category: 'lint/suspicious/noDebugger',
      severity: 'error',
      description: 'This is an unexpected use of the debugger statement.',
      message: [{ elements: [], content: 'This is an unexpected use of the ' }],
      // Bytes: the ä counts for two.
      location: { path: { file: 'src/ä.js' }, span: [14, 23], sourceCode: source },
    },
    {
      category: 'format',
      severity: 'error',
      description: 'Formatter would have printed the following content:',
      message: [],
      location: { path: { file: 'src/ä.js' }, span: null, sourceCode: source },
    },
  ],
  command: 'check',
};

const DEBUGGER = {
  code: 'lint/suspicious/noDebugger',
  severity: 'error',
  message: 'This is an unexpected use of the debugger statement.',
  path: 'src/ä.js',
  range: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 10 },
};
const FORMAT = { code: 'format', severity: 'error', message: 'is not formatted as Biome would', path: 'src/ä.js' };
const UNUSED = {
  code: 'lint/correctness/noUnusedVariables',
  severity: 'warning',
  message: 'This variable a is unused.',
  path: 'src/ä.js',
  range: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 8 },
};

describe('its report', () => {
  test('is read, of version 2', () =>
    expect(readBiomeJson(JSON.stringify(VERSION_2), '/c')).toEqual({
      fileCount: 2,
      isClipped: false,
      problems: [DEBUGGER, UNUSED, FORMAT],
    }));
  test.each(['information', 'info', 'hint'])('has notes, whatever it calls them: %s', (severity) => {
    const [said] = VERSION_2.diagnostics;
    const read = readBiomeJson(JSON.stringify({ ...VERSION_2, diagnostics: [{ ...said, severity }] }), '/c');
    expect(read?.problems).toEqual([{ ...DEBUGGER, severity: 'note' }]);
  });
  test('is read, of version 1', () =>
    expect(readBiomeJson(JSON.stringify(VERSION_1), '/c')).toEqual({ fileCount: 2, isClipped: false, problems: [DEBUGGER, FORMAT] }));
  test.each(['', 'Checked 2 files', '{}', '{"summary":{},"diagnostics":[]}'])('is none: %s', (text) =>
    expect(readBiomeJson(text, '/c')).toEqual(null),
  );
});

describe('a run', () => {
  const lint = async (body: string, files: readonly string[]) => {
    using checkout = checkoutWith({ 'node_modules/.bin/biome': recorded('Version: 2.5.15', body) });
    const { examined, ignored, problems } = await biome().lint({ checkout, files, signal });
    return { examined, ignored, problems };
  };
  const answer = (fileCount: number, diagnostics: readonly unknown[] = [], more = {}) =>
    printing(JSON.stringify({ summary: summary(fileCount, more), diagnostics }));
  const of = (category: string, severity: string) => ({
    category,
    severity,
    message: 'x',
    location: { path: 'a.js', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
  });

  test('finds out by halving which files are left out', async () => {
    // Counts the files that are not called ignored.
    const body = `count=0; for file; do case "$file" in *ignored*) ;; *.js) count=$((count+1));; esac; done
echo "{\\"summary\\":{\\"changed\\":0,\\"unchanged\\":$count},\\"diagnostics\\":[]}"; test $count -gt 0`;
    expect(await lint(body, ['a.js', 'ignored.js', 'b.js', 'c.js', 'ignored2.js'])).toEqual({
      examined: ['a.js', 'b.js', 'c.js'],
      ignored: ['ignored.js', 'ignored2.js'],
      problems: [],
    });
  });

  test.each([
    {
      name: 'that found nothing to look at and still complains',
      body: `${answer(0, [of('parse', 'error')])}\nexit 1`,
      error: /looked at 0 files instead of one/,
    },
    { name: 'that could not read a file', body: answer(1, [of('internalError/io', 'error')]), error: /failed inside/ },
    { name: 'that printed less than it found', body: answer(1, [], { diagnosticsNotPrinted: 3 }), error: /gave no whole report/ },
    { name: 'that failed without an error', body: `${answer(1, [of('lint/x', 'warning')])}\nexit 1`, error: /failed without saying why/ },
    { name: 'with a broken configuration', body: 'echo broken >&2; exit 1', error: /gave no whole report \(exit code 1\): broken/ },
  ])('$name is no answer', async ({ body, error }) => {
    await expect(lint(body, ['a.js'])).rejects.toThrow(error);
  });

  test('says how a file should be, given what is in it', async () => {
    const formatted = async (body: string, path: string) => {
      using checkout = checkoutWith({ 'node_modules/.bin/biome': recorded('Version: 2.5.15', body), '-b c.js': 'one\n' });
      return await biome().formatted?.({ checkout, path, signal });
    };
    expect(await formatted('echo "$*"; cat', '-b c.js')).toBe('format --stdin-file-path=-b c.js\none\n');
    expect(await formatted('cat; exit 1', '-b c.js')).toBeNull();
    expect(await formatted('cat', 'gone.js')).toBeNull();
  });
});
