import { describe, expect, test } from 'vitest';
import { checkoutWith, printing, recorded, signal } from '../fixtures/checkout-with.ts';
import { flake8 } from './flake8.ts';

/** flake8 7.4.1, with `count` and `statistics` in its configuration. */
const REPORT = `a.py\t1\t1\tF401\t'os' imported but unused
./bad.py\t1\t8\tE999\tSyntaxError: invalid syntax
1     F401 'os' imported but unused
0.274      seconds elapsed
6          total logical lines processed
21         logical lines processed per second
2          total files processed
7          files processed per second
2`;

const lint = async (body: string, files: readonly string[]) => {
  using checkout = checkoutWith({ 'bin/flake8': recorded('7.4.1 (mccabe: 0.7.0, pyflakes: 4.0.0) CPython 3.11.2 on Linux', body) });
  return await flake8().lint({ checkout, files, signal });
};

describe('flake8', () => {
  test('says what it found', async () => {
    expect(await lint(`${printing(REPORT)}\nexit 1`, ['a.py', 'bad.py'])).toEqual({
      tool: { name: 'flake8', version: '7.4.1' },
      examined: ['a.py', 'bad.py'],
      ignored: [],
      problems: [
        { code: 'F401', severity: 'error', message: "'os' imported but unused", path: 'a.py', range: { startLine: 1, startColumn: 1 } },
        {
          code: 'E999',
          severity: 'error',
          message: 'SyntaxError: invalid syntax',
          path: 'bad.py',
          range: { startLine: 1, startColumn: 8 },
        },
      ],
      reproduce: 'flake8 -- a.py bad.py',
    });
  });

  test('finds out by halving which files are left out', async () => {
    const body = `count=0; for file; do case "$file" in *left*) ;; *.py) count=$((count+1));; esac; done; echo "$count          total files processed"`;
    const { examined, ignored } = await lint(body, ['a.py', 'left.py', 'b.py']);
    expect([examined, ignored]).toEqual([['a.py', 'b.py'], ['left.py']]);
  });

  const one = '1          total files processed';
  test.each([
    ['nothing', 'exit 0'],
    ['a count alone, with exit code 1', `echo '${one}'; exit 1`],
    ['a file that nobody asked about', `${printing(`b.py\t1\t1\tF401\tx\n${one}`)}\nexit 1`],
    ['a file that is not there', `${printing(`a.py\t0\t1\tE902\tFileNotFoundError: [Errno 2] No such file\n${one}`)}\nexit 1`],
    ['more files than it was given', "echo '2          total files processed'"],
    ['a broken configuration', 'echo "There was a critical error" >&2; exit 1'],
  ])('%s is no answer', async (_, body) => {
    await expect(lint(body, ['a.py'])).rejects.toThrow(/flake8 (gave no report|ended with|looked at)/);
  });
});
