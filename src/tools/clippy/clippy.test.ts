import { describe, expect, test } from 'vitest';
import { checkoutWith, printing, signal } from '../fixtures/checkout-with.ts';
import { hasProgram } from '../fixtures/has-program.ts';
import { clippy } from './clippy.ts';

const MANIFEST = (name: string) => `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n`;
const RETURNS = 'pub fn one() -> u8 {\n    return 1;\n}\n';

const lint = async (files: Readonly<Record<string, string>>, args?: readonly string[]) => {
  using checkout = checkoutWith({ 'Cargo.toml': MANIFEST('a'), ...files });
  const asked = Object.keys(files).filter((path) => path.endsWith('.rs'));
  const { examined, ignored, problems, reproduce } = await clippy(args).lint({ checkout, files: asked, signal });
  const said = problems.map(({ code, path, range, severity }) => `${severity} ${code} ${path}:${range?.startLine}`);
  return { examined, ignored, problems: said.toSorted(), reproduce };
};

describe.skipIf(!hasProgram('cargo', 'clippy', '--version'))('clippy', { timeout: 60_000 }, () => {
  // `eq_op` is denied unless one says otherwise: the tests of that crate, and the other crate, compile only where it is not.
  test('looks at every crate, also where one is denied, and says which files are in none', async () => {
    const files = {
      'Cargo.toml': `${MANIFEST('a')}[dependencies]\nb = { path = "b" }\n[workspace]\nmembers = ["b"]\n`,
      'src/lib.rs': `mod deep;\npub use b::same;\n${RETURNS}`,
      'src/deep.rs': '',
      'src/forgotten.rs': RETURNS,
      'b/Cargo.toml': MANIFEST('b'),
      'b/src/lib.rs': `#[cfg(windows)]\nmod other;\npub fn same(a: u8) -> bool {\n    a == a\n}\n${RETURNS}`,
      'b/src/other.rs': RETURNS,
      'tests/it/main.rs': '#[path = "a b.rs"]\nmod named;\n',
      'tests/it/a b.rs': '#[test]\nfn works() {\n    assert!(a::same(1));\n}\n',
    };
    expect(await lint(files)).toEqual({
      examined: ['src/lib.rs', 'src/deep.rs', 'b/src/lib.rs', 'tests/it/main.rs', 'tests/it/a b.rs'],
      ignored: ['src/forgotten.rs', 'b/src/other.rs'],
      problems: [
        'error clippy::eq_op b/src/lib.rs:4',
        'error clippy::needless_return src/lib.rs:4',
        'warning clippy::needless_return b/src/lib.rs:7',
      ],
      reproduce: 'cargo clippy --workspace --all-targets',
    });
  });

  test('does as the CI asks', async () => {
    const files = { 'src/lib.rs': RETURNS, 'tests/it.rs': 'fn no_test() {}\n' };
    expect(await lint(files, ['--', '-D', 'warnings', '-A', 'clippy::redundant_clone'])).toEqual({
      examined: ['src/lib.rs'],
      ignored: ['tests/it.rs'],
      problems: ['error clippy::needless_return src/lib.rs:2'],
      reproduce: 'cargo clippy -- -D warnings -A clippy::redundant_clone',
    });
  });

  test.each([
    [
      'a crate that does not compile',
      { 'src/lib.rs': 'pub fn one() -> u8 {\n    "1"\n}\n' },
      /does not compile: src\/lib\.rs:2: mismatched/,
    ],
    ['a crate that does not parse', { 'src/lib.rs': 'fn one( {\n' }, /does not compile/],
    [
      'a dependency that is not there',
      { 'Cargo.toml': `${MANIFEST('a')}[dependencies]\nb = "1"\n`, 'src/lib.rs': '' },
      /not on this machine/,
    ],
  ])('%s is no answer', async (_, files, error) => {
    await expect(lint(files)).rejects.toThrow(error);
  });
});

/** As clippy 0.1.95 printed it, shortened. */
const FOUND = [
  '{"reason":"compiler-message","message":{"level":"warning","message":"unneeded `return` statement","code":{"code":"clippy::needless_return","explanation":null},"spans":[{"file_name":"src/lib.rs","is_primary":true,"line_start":2,"line_end":2,"column_start":5,"column_end":13}],"children":[],"rendered":""}}',
  '{"reason":"compiler-artifact","fresh":false}',
];
const END = (success: boolean) => `{"reason":"build-finished","success":${success}}`;
const VERSION = 'if [ "$2" = --version ]; then echo \'clippy 0.1.95 (59807616e1 2026-04-14)\'; exit 0; fi';

test.each([
  ['nothing with exit code 0', ':', /gave no report \(exit code 0\): it printed nothing/],
  ['a report that was cut off', printing(FOUND.join('\n')), /gave no report/],
  ['a report that contradicts the exit code', `${printing([...FOUND, END(true)].join('\n'))}\nexit 101`, /gave no report/],
  ['a failure without a reason', `${printing([...FOUND, END(false)].join('\n'))}\nexit 101`, /failed without a reason/],
  ['another format', printing(['{"reason":"compiler-message","message":{}}', END(true)].join('\n')), /gave no report/],
  ['a report of no file', printing([...FOUND, END(true)].join('\n')), /clippy looked at no file/],
])('%s is no answer', async (_, body, error) => {
  await expect(lint({ 'bin/cargo': `#!/bin/sh\n${VERSION}\n${body}\n`, 'src/lib.rs': '' })).rejects.toThrow(error);
});

test('a Cargo without clippy says how to get it', async () => {
  const files = { 'bin/cargo': '#!/bin/sh\necho "error: no such command: \'clippy\'" >&2\nexit 101\n', 'src/lib.rs': '' };
  await expect(lint(files)).rejects.toMatchObject({ code: 'TOOL_ABSENT', hint: 'rustup component add clippy' });
});
