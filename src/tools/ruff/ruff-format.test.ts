import { describe, expect, test } from 'vitest';
import { checkoutWith, printing, recorded, signal } from '../fixtures/checkout-with.ts';
import { ruffFormat } from './ruff-format.ts';

/** ruff 0.16.9; before 0.9 its diff is the same. */
const DIFF = `--- a.py
+++ a.py
@@ -1,4 +1,5 @@
 import os
 
-def f( a ):
+
+def f(a):
     return a
`;
const said = (stdout: string, stderr: string, exitCode: number) => `${printing(stdout)}
cat >&2 <<'SAID'
${stderr}
SAID
exit ${exitCode}`;

const lint = async (body: string, files: readonly string[]) => {
  using checkout = checkoutWith({ 'bin/ruff': recorded('ruff 0.16.9', body) });
  const { examined, ignored, problems } = await ruffFormat().lint({ checkout, files, signal });
  return { examined, ignored, problems: problems.map(({ code, path, range }) => [code, path, range?.startLine]) };
};

describe('ruff format', () => {
  test('says what is not formatted, and what does not parse', async () => {
    const stderr =
      'error: Failed to parse bad.py:1:7: Expected a parameter or the end of the parameter list\n1 file would be reformatted, 1 file already formatted';
    expect(await lint(said(DIFF, stderr, 2), ['a.py', 'ok.py', 'bad.py'])).toEqual({
      examined: ['a.py', 'ok.py', 'bad.py'],
      ignored: [],
      problems: [
        ['syntax', 'bad.py', 1],
        ['format', 'a.py', undefined],
      ],
    });
  });

  test('finds out by halving which files are left out', async () => {
    const body = `count=0; for file; do case "$file" in *left*) ;; *.py) count=$((count+1));; esac; done
if test $count = 0; then echo 'warning: No Python files found under the given path(s)' >&2; else echo "$count files already formatted" >&2; fi`;
    expect(await lint(body, ['a.py', 'left.py', 'b.py'])).toEqual({ examined: ['a.py', 'b.py'], ignored: ['left.py'], problems: [] });
  });

  test('says how a file should be', async () => {
    using checkout = checkoutWith({ 'bin/ruff': recorded('ruff 0.16.9', 'echo "$*"; cat'), 'a.py': 'x\n' });
    expect(await ruffFormat().formatted?.({ checkout, path: 'a.py', signal })).toBe('format --no-cache --stdin-filename=a.py -\nx\n');
  });

  test.each([
    ['nothing', said('', '', 0)],
    ['a diff with exit code 0', said(DIFF, '1 file would be reformatted', 0)],
    ['no diff with exit code 1', said('', '1 file would be reformatted', 1)],
    ['a diff of another file', said(DIFF.replaceAll('a.py', 'b.py'), '1 file would be reformatted', 1)],
    ['a file that is not there', said('', 'error: Failed to format a.py: No such file or directory (os error 2)', 2)],
    ['a broken configuration', said('', 'ruff failed\n  Cause: Failed to parse pyproject.toml', 2)],
  ])('%s is no answer', async (_, body) => {
    await expect(lint(body, ['a.py'])).rejects.toThrow(/ruff format (gave no answer|looked at 0 files)/);
  });
});
