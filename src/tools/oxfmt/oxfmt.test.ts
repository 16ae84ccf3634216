import { symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkoutWith, recorded, signal } from '../fixtures/checkout-with.ts';
import { oxfmt } from './oxfmt.ts';

describe('a run', () => {
  test('with a file of every kind', async () => {
    using checkout = checkoutWith({
      '.oxfmtrc.json': '{ "ignorePatterns": ["ign.js"] }',
      'src/[id].js': 'const a=1;\n',
      'src/bad.js': 'const = 1;\n',
      'src/ok.js': 'const a = 1;\n',
      'ign.js': 'const a=1;\n',
      'node_modules/.bin/.keep': '',
    });
    const program = join(dirname(createRequire(import.meta.url).resolve('oxfmt/package.json')), 'bin', 'oxfmt');
    symlinkSync(program, join(checkout.dir, 'node_modules/.bin/oxfmt'));
    const { tool, ...report } = await oxfmt().lint({ checkout, files: ['src/[id].js', 'src/bad.js', 'src/ok.js', 'ign.js'], signal });
    expect(tool.name).toBe('oxfmt');
    expect(report).toEqual({
      examined: ['src/[id].js', 'src/bad.js', 'src/ok.js'],
      ignored: ['ign.js'],
      problems: [
        { code: 'format', severity: 'error', message: 'is not formatted as oxfmt would', path: 'src/[id].js' },
        { code: 'syntax', severity: 'error', message: 'Unexpected token', path: 'src/bad.js', range: { startLine: 1, startColumn: 7 } },
      ],
      reproduce: "./node_modules/.bin/oxfmt --check -- 'src/[id].js' src/bad.js",
    });
    expect(await oxfmt().formatted?.({ checkout, path: 'src/[id].js', signal })).toBe('const a = 1;\n');
  });

  test.each([
    { name: 'with a configuration that does not load', body: 'echo "Failed to load configuration file." >&2; exit 1', error: /no report/ },
    { name: 'that crashed', body: 'echo panicked >&2; exit 101', error: /gave no report/ },
    { name: 'that refused a file without saying why', body: 'exit 2', error: /gave no report/ },
    { name: 'that says nothing', body: 'exit 0', error: /no report/ },
    {
      name: 'that says it found something and names nothing',
      body: 'echo "Finished in 1ms on 1 files using 2 threads."; exit 1',
      error: /no report/,
    },
    {
      name: 'that lists a file and ends with 0',
      body: 'echo "a.js (1ms)"; echo "Finished in 1ms on 1 files using 2 threads."',
      error: /no report/,
    },
    {
      name: 'that lists a file nobody asked about',
      body: 'echo "b.js (1ms)"; echo "Finished in 1ms on 1 files using 2 threads."; exit 1',
      error: /no report/,
    },
    {
      name: 'that looked at no file',
      body: 'echo "Finished in 1ms on 0 files using 2 threads."',
      error: /looked at 0 files instead of one/,
    },
  ])('$name is no answer', async ({ body, error }) => {
    using checkout = checkoutWith({ 'node_modules/.bin/oxfmt': recorded('0.60.0', body) });
    await expect(oxfmt().lint({ checkout, files: ['a.js'], signal })).rejects.toThrow(error);
  });
});

test('prose and data are looked at where a script gives them to it', () => {
  const handled = (formats: readonly string[]) => ['a.ts', 'readme.md', 'a.py'].filter((path) => oxfmt(formats).handles(path));
  expect([handled([]), handled(['**'])]).toEqual([['a.ts'], ['a.ts', 'readme.md']]);
});
