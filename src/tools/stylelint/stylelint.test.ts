import { describe, expect, test } from 'vitest';
import { checkoutWith, printing, recorded, signal } from '../fixtures/checkout-with.ts';
import { readStylelintJson } from './read-stylelint-json.ts';
import { stylelint } from './stylelint.ts';

/** As Stylelint 18.0.0 says it. */
const said = (source: string, warnings: readonly object[] = [], more: object = {}) => ({
  source,
  deprecations: [],
  invalidOptionWarnings: [],
  parseErrors: [],
  errored: warnings.length > 0,
  warnings,
  ...more,
});
const EMPTY = {
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 5,
  rule: 'block-no-empty',
  severity: 'error',
  text: 'Empty block (block-no-empty)',
};
const BROKEN = { line: 1, column: 1, rule: 'CssSyntaxError', severity: 'error', text: 'Unclosed block (CssSyntaxError)' };
const PROBLEM = {
  code: 'block-no-empty',
  severity: 'error',
  message: 'Empty block',
  range: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 5 },
};

test('its report is read, behind what a config prints', () => {
  const report = JSON.stringify([said('/c/ign/a.css', [], { ignored: true }), said('/c/src/a.css', [EMPTY]), said('/c/b.css', [BROKEN])]);
  expect(readStylelintJson(`loading…\n${report}\n`, '/c')).toEqual([
    { path: 'ign/a.css', isIgnored: true, invalidOptions: [], problems: [] },
    { path: 'src/a.css', isIgnored: false, invalidOptions: [], problems: [{ ...PROBLEM, path: 'src/a.css' }] },
    {
      path: 'b.css',
      isIgnored: false,
      invalidOptions: [],
      problems: [{ code: 'syntax', severity: 'error', message: 'Unclosed block', path: 'b.css', range: { startLine: 1, startColumn: 1 } }],
    },
  ]);
});

test.each(['', '[', '{}', '[{"source":"a.css"}]', 'ConfigurationError: No configuration provided for a.css'])(
  'this is no report: %s',
  (text) => expect(readStylelintJson(text, '/c')).toEqual(null),
);

describe('a run', () => {
  const lint = async (body: string, files: readonly string[] = ['a.css']) => {
    using checkout = checkoutWith({ 'node_modules/.bin/stylelint': recorded('18.0.0', body) });
    const { examined, ignored, problems } = await stylelint().lint({ checkout, files, signal });
    return { examined, ignored, problems };
  };
  const reporting = (report: readonly object[]) => printing(JSON.stringify(report));

  test('is read from stderr, where newer versions report, and from stdout', async () => {
    const clean = reporting([said('a.css')]);
    const expected = { examined: ['a.css'], ignored: [], problems: [] };
    expect([await lint(`{ ${clean}\n} >&2`), await lint(clean)]).toEqual([expected, expected]);
  });

  test('tells what is left out, and finds', async () => {
    const report = reporting([said('a.css', [EMPTY]), said('b.css', [], { ignored: true })]);
    expect(await lint(`${report}\nexit 2`, ['a.css', 'b.css'])).toEqual({
      examined: ['a.css'],
      ignored: ['b.css'],
      problems: [{ ...PROBLEM, path: 'a.css' }],
    });
  });

  test('leaves SCSS out that the config has no syntax for, and only then', async () => {
    const answer = (config: string) =>
      `if [ "$1" = --print-config ]; then echo '${config}'; exit 0; fi\n${reporting([said('a.scss', [BROKEN])])}\nexit 2`;
    const [plain, scss] = [
      await lint(answer('{"rules":{}}'), ['a.scss']),
      await lint(answer('{"customSyntax":"postcss-scss"}'), ['a.scss']),
    ];
    expect([plain.ignored, plain.problems.length, scss.ignored, scss.problems.length]).toEqual([['a.scss'], 0, [], 1]);
  });

  test.each([
    { name: 'an empty report', body: reporting([]), error: /said nothing about a\.css/ },
    { name: 'nothing', body: 'true', error: /gave no report/ },
    { name: 'half a report', body: `printf '[{"source":"a.c'`, error: /gave no report/ },
    { name: 'a report on another file', body: reporting([said('b.css')]), error: /said nothing about a\.css/ },
    { name: 'a failure without a word', body: `${reporting([said('a.css')])}\nexit 2`, error: /failed without saying why/ },
    { name: 'a broken config', body: 'echo ConfigurationError >&2; exit 78', error: /gave no report \(exit code 78\)/ },
    {
      name: 'a rule that is not applied',
      body: reporting([said('a.css', [], { invalidOptionWarnings: [{ text: 'Invalid option "x" for rule "y"' }] })]),
      error: /cannot apply a rule of its config: Invalid option/,
    },
  ])('$name is no answer', async ({ body, error }) => {
    await expect(lint(body)).rejects.toThrow(error);
  });
});
