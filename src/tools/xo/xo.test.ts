import { expect, test } from 'vitest';
import { checkoutWith, recorded, signal } from '../fixtures/checkout-with.ts';
import { xo } from './xo.ts';

const lint = async (body: string, files: readonly string[]) => {
  using checkout = checkoutWith({ 'node_modules/.bin/xo': recorded('1.2.3', body) });
  return await xo().lint({ checkout, files, signal });
};

/** xo 1.2.3, as recorded, without what it says of rules that nobody uses; a file that its config ignores is not in it. */
const RECORDED = `test "$*" = '--reporter=json -- bad.js syn.js fixtures/f.js good.js' || exit 9
printf '[{"filePath":"%s/bad.js","messages":[{"ruleId":"prefer-const","severity":2,"message":"use const","line":1,"column":5,"endLine":1,"endColumn":6}]},{"filePath":"%s/syn.js","messages":[{"ruleId":null,"nodeType":null,"fatal":true,"severity":2,"message":"Parsing error: Unexpected token =","line":1,"column":7}]},{"filePath":"%s/good.js","messages":[]}]\\n' "$PWD" "$PWD" "$PWD"
exit 1`;

test('reads its answer, and calls ignored what it leaves out', async () => {
  expect(await lint(RECORDED, ['bad.js', 'syn.js', 'fixtures/f.js', 'good.js'])).toEqual({
    tool: { name: 'xo', version: '1.2.3' },
    examined: ['bad.js', 'syn.js', 'good.js'],
    ignored: ['fixtures/f.js'],
    problems: [
      {
        code: 'prefer-const',
        severity: 'error',
        message: 'use const',
        path: 'bad.js',
        range: { startLine: 1, startColumn: 5, endLine: 1, endColumn: 6 },
      },
      {
        code: 'syntax',
        severity: 'error',
        message: 'Parsing error: Unexpected token =',
        path: 'syn.js',
        range: { startLine: 1, startColumn: 7 },
      },
    ],
    reproduce: './node_modules/.bin/xo -- bad.js syn.js',
  });
});

test('that leaves all out has looked at none', async () => {
  expect(await lint("echo '[]'", ['a.js'])).toMatchObject({ examined: [], ignored: ['a.js'], problems: [] });
});

test.each([
  ['a config that does not load', 'echo "AggregateError: Error resolving XO config" >&2; exit 1', /no report/],
  ['no report', 'exit 0', /no report/],
  ['a failure that it does not explain', "echo '[]'; exit 1", /does not explain/],
  ['a crash', "echo '[]'; exit 134", /no report/],
])('%s is no answer', async (_, body, error) => {
  await expect(lint(body, ['a.js'])).rejects.toThrow(error);
});
