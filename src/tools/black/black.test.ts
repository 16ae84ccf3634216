import { describe, expect, test } from 'vitest';
import { checkoutWith, recorded, signal } from '../fixtures/checkout-with.ts';
import { black } from './black.ts';

const said = (stderr: string, exitCode: number) => `cat <<SAID >&2\n${stderr}\nSAID\nexit ${exitCode}`;

/** black 26.5.1, shortened. */
const REPORT = `Identified \\\`$PWD\\\` as project root containing a pyproject.toml.
Found input source directory: "$PWD"
$PWD/skipped.py ignored: matches the --extend-exclude regular expression
$PWD/ok.py wasn't modified on disk since last run.
error: cannot format $PWD/bad.py: Cannot parse: 1:6
    def f(:
         ^
ParseError: bad input
$PWD/sub/n.py already well formatted, good job.
would reformat $PWD/a b.py

Oh no! 💥 💔 💥
1 file would be reformatted, 2 files would be left unchanged, 1 file would fail to reformat.`;

const lint = async (body: string, files: readonly string[]) => {
  using checkout = checkoutWith({ 'bin/black': recorded('black, 26.5.1 (compiled: yes)', body) });
  return await black().lint({ checkout, files, signal });
};

describe('black', () => {
  test('says what is not formatted, what does not parse, and what it leaves out', async () => {
    const files = ['a b.py', 'ok.py', 'bad.py', 'skipped.py', 'sub/n.py'];
    const { tool, examined, ignored, problems } = await lint(said(REPORT, 123), files);
    expect([tool, examined, ignored]).toEqual([
      { name: 'black', version: '26.5.1' },
      ['a b.py', 'ok.py', 'bad.py', 'sub/n.py'],
      ['skipped.py'],
    ]);
    expect(problems.map(({ code, path, range }) => [code, path, range?.startLine])).toEqual([
      ['syntax', 'bad.py', 1],
      ['format', 'a b.py', undefined],
    ]);
  });

  test('is asked for these files alone, wherever its configuration looks', async () => {
    const asked = lint('echo "$*" >&2; exit 9', ['a b.py', 'sub/é-1.py']);
    await expect(asked).rejects.toThrow(String.raw`--include ^/(a\ b\.py|sub/\é\-1\.py)$ .`);
  });

  test('leaves everything out', async () => {
    expect((await lint(said('No Python files are present to be formatted. Nothing to do 😴', 0), ['a.py'])).ignored).toEqual(['a.py']);
  });

  test.each([
    ['nothing', said('', 0)],
    ['a summary alone', said('1 file would be left unchanged.', 0)],
    ['words of another version', said('$PWD/a.py is fine.\n1 file would be left unchanged.', 0)],
    ['a file to reformat, with exit code 0', said('would reformat $PWD/a.py\n1 file would be reformatted.', 0)],
    ['an error inside', said('error: cannot format $PWD/a.py: INTERNAL ERROR\n1 file would fail to reformat.', 123)],
    ['a broken configuration', said('Error: Invalid config keys detected: x', 2)],
  ])('%s: no answer', async (_, body) => {
    await expect(lint(body, ['a.py'])).rejects.toThrow(/black gave no answer/);
  });
});
