import { describe, expect, test } from 'vitest';
import { checkoutWith, recorded, signal } from '../fixtures/checkout-with.ts';
import { ruff } from './ruff.ts';

/** ruff 0.16.9, shortened; before 0.5 it had no `severity`, and no code for what does not parse. */
const FOUND = (root: string) => [
  {
    cell: null,
    code: 'F401',
    end_location: { column: 10, row: 1 },
    filename: `${root}/a.py`,
    fix: { applicability: 'safe', edits: [], message: 'Remove unused import: `os`' },
    location: { column: 8, row: 1 },
    message: '`os` imported but unused',
    noqa_row: 1,
    severity: 'error',
    url: 'https://docs.astral.sh/ruff/rules/unused-import',
  },
  {
    code: null,
    end_location: { column: 8, row: 1 },
    filename: `${root}/bad.py`,
    fix: null,
    location: { column: 7, row: 1 },
    message: 'SyntaxError: Expected a parameter',
  },
];

const lint = async (body: string, files: readonly string[]) => {
  using checkout = checkoutWith({ 'bin/ruff': recorded('ruff 0.16.9', body), ...Object.fromEntries(files.map((path) => [path, ''])) });
  return await ruff().lint({ checkout, files, signal });
};
/** It is asked which files it looks at, then what it finds in them. */
const answers = (files: readonly string[], report: string, exitCode = 0) => `case "$*" in
  *--show-files*) for file in ${files.join(' ')}; do echo "$PWD/$file"; done; exit 0;;
  'check --output-format=json --no-fix --quiet --force-exclude --no-cache -- '*) ;;
  *) echo "asked otherwise: $*" >&2; exit 2;;
esac
sed "s#ROOT#$PWD#g" <<'RECORDED'
${report}
RECORDED
exit ${exitCode}`;

describe('ruff', () => {
  test('says what it found, and what it leaves out', async () => {
    const body = answers(['a.py', 'bad.py'], JSON.stringify(FOUND('ROOT')), 1);
    expect(await lint(body, ['a.py', 'bad.py', 'left-out.py'])).toEqual({
      tool: { name: 'ruff', version: '0.16.9' },
      examined: ['a.py', 'bad.py'],
      ignored: ['left-out.py'],
      problems: [
        {
          code: 'F401',
          severity: 'error',
          message: '`os` imported but unused',
          path: 'a.py',
          range: { startLine: 1, startColumn: 8, endLine: 1, endColumn: 10 },
        },
        {
          code: 'syntax',
          severity: 'error',
          message: 'SyntaxError: Expected a parameter',
          path: 'bad.py',
          range: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 8 },
        },
      ],
      reproduce: 'ruff check -- a.py bad.py',
    });
  });

  const gone = [{ ...FOUND('ROOT')[0], code: 'E902', message: 'No such file or directory (os error 2)' }];
  test.each([
    ['a configuration that does not load', 'echo "ruff failed" >&2; exit 2', /did not say which files/],
    ['nothing, with an exit code that says something', answers(['a.py'], '[]', 1), /its report does not explain/],
    ['something, with exit code 0', answers(['a.py'], JSON.stringify(FOUND('ROOT').slice(0, 1))), /its report does not explain/],
    ['no JSON', answers(['a.py'], 'All checks passed!'), /gave no report/],
    ['a file elsewhere', answers(['a.py'], JSON.stringify(FOUND('/etc').slice(0, 1)), 1), /gave no report/],
    ['a file that it could not read', answers(['a.py'], JSON.stringify(gone), 1), /gave no report/],
  ])('%s is no answer', async (_, body, error) => {
    await expect(lint(body, ['a.py'])).rejects.toThrow(error);
  });

  test('that is not installed says how to', async () => {
    using checkout = checkoutWith({ 'bin/ruff': '#!/nowhere\n', 'a.py': '' });
    await expect(ruff().lint({ checkout, files: ['a.py'], signal })).rejects.toThrow(/ruff could not be started/);
  });
});
