import { describe, expect, test } from 'vitest';
import { checkoutWith, recorded, signal } from '../fixtures/checkout-with.ts';
import { prettier } from './prettier.ts';

const FILES = ['src/a.js', 'src/bad.js', 'src/ok.js', 'ign.js'];

/** Prettier 3.10.1 on these files, as recorded. */
const RECORDED = `
case "$1" in
  --file-info) test "$2" = ign.js && echo '{ "ignored": true, "inferredParser": null }' || echo '{ "ignored": false, "inferredParser": "babel" }'; exit;;
esac
echo "[debug] normalized argv: {}" >&2
echo "[debug] resolve config from '$PWD/src/a.js'" >&2
echo "[debug] loaded options \\\`null\\\`" >&2
echo src/a.js
echo "[error] src/bad.js: SyntaxError: Unexpected token (1:11)" >&2
echo "[error] > 1 | const x = ;" >&2
echo "[error]     |           ^" >&2
echo "[error]   2 |" >&2
exit 2`;

describe('a run', () => {
  const lint = async (body: string, files: readonly string[], version = '3.10.1') => {
    using checkout = checkoutWith({ 'node_modules/.bin/prettier': recorded(version, body) });
    return await prettier().lint({ checkout, files, signal });
  };

  test('with a file of every kind', async () => {
    expect(await lint(RECORDED, FILES)).toEqual({
      tool: { name: 'prettier', version: '3.10.1' },
      examined: ['src/a.js', 'src/bad.js', 'src/ok.js'],
      ignored: ['ign.js'],
      problems: [
        { code: 'format', severity: 'error', message: 'is not formatted as Prettier would', path: 'src/a.js' },
        { code: 'syntax', severity: 'error', message: 'Unexpected token', path: 'src/bad.js', range: { startLine: 1, startColumn: 11 } },
      ],
      reproduce: './node_modules/.bin/prettier --check -- src/a.js src/bad.js',
    });
  });

  test.each([
    {
      name: 'with a configuration that does not load',
      body: 'echo \'[error] Invalid configuration for file "a.js":\' >&2; exit 2',
      error: /no report/,
    },
    { name: 'that crashed in a plugin', body: "echo '[error] a.js: TypeError: x is not a function' >&2; exit 2", error: /no report/ },
    { name: 'that says it found something and names nothing', body: 'exit 1', error: /an exit code its report does not explain/ },
    { name: 'that lists a file and ends with 0', body: 'echo a.js', error: /an exit code its report does not explain/ },
    { name: 'that lists a file nobody asked about', body: 'echo b.js; exit 1', error: /said something that is no report/ },
    { name: 'that says nothing about ignored files', body: 'exit 0', error: /could not say whether it ignores a\.js/ },
  ])('$name is no answer', async ({ body, error }) => {
    await expect(lint(body, ['a.js'])).rejects.toThrow(error);
  });

  test('is asked for its log without the colours it has in CI', async () => {
    const body = `case "$*" in *--no-color*) echo "[debug] resolve config from '$PWD/a.js'" >&2;; *) printf "[\\033[34mdebug\\033[39m] resolve config from '$PWD/a.js'\\n" >&2;; esac`;
    expect((await lint(body, ['a.js'])).examined).toEqual(['a.js']);
  });

  test('of version 2 has another name for the log level', async () => {
    const body = `case "$*" in *--loglevel\\ debug*) echo "[debug] resolve config from '$PWD/a.js'" >&2;; *) exit 2;; esac`;
    expect((await lint(body, ['a.js'], '2.8.8')).examined).toEqual(['a.js']);
  });
});
