import { expect, test } from 'vitest';
import { nativeLinters } from './native-linters.ts';

test.each<[string, Record<string, string>, string[]]>([
  ['a Go module', { 'go.mod': '' }, ['gofmt null']],
  ['one whose Makefile vets', { 'go.mod': '', Makefile: 'test:\n\tgo vet ./...\n' }, ['gofmt null', 'go vet null']],
  [
    'one whose CI runs golangci-lint as it comes',
    { 'go.mod': '', '.github/workflows/ci.yml': '- uses: golangci/golangci-lint-action@v6\n' },
    ['gofmt null', 'go vet null'],
  ],
  [
    'one that says what golangci-lint asks',
    { 'go.mod': '', '.golangci.yml': '', '.github/workflows/ci.yml': '- uses: golangci/golangci-lint-action@v6\n' },
    ['gofmt null'],
  ],
  ['a crate', { 'Cargo.toml': '' }, []],
  [
    'one that is formatted in its CI',
    { 'Cargo.toml': '', '.github/workflows/ci.yml': '- run: cargo +nightly fmt --check\n' },
    ['rustfmt null'],
  ],
  ['one with settings', { 'Cargo.toml': '', '.rustfmt.toml': '' }, ['rustfmt .rustfmt.toml']],
  ['a crate with settings of clippy', { 'Cargo.toml': '', 'clippy.toml': '' }, ['clippy clippy.toml']],
  ['one with lints of it', { 'Cargo.toml': '[lints.clippy]\nall = "deny"\n' }, ['clippy Cargo.toml']],
  [
    'a workspace with lints of it',
    { 'Cargo.toml': '[workspace.lints]\nrust.unused = "warn"\nclippy.all = "deny"\n' },
    ['clippy Cargo.toml'],
  ],
  ['one whose lints are of rustc', { 'Cargo.toml': '[lints.rust]\nunused = "warn"\n[features]\nclippy = []\n' }, []],
  ['one that warns in its code', { 'Cargo.toml': '', 'src/lib.rs': '//! A.\n#![warn(\n    clippy::all,\n)]\n' }, ['clippy src/lib.rs']],
  ['one that only allows', { 'Cargo.toml': '', 'src/lib.rs': '#![allow(clippy::all)]\n' }, []],
])('%s', async (_, files, expected) => {
  const { linters } = await nativeLinters({ paths: Object.keys(files), read: async (path) => files[path] ?? null });
  expect(linters.map(({ name, config }) => `${name} ${config}`)).toEqual(expected);
});

test.each([
  ['[lints]\n', ' \n'],
  ['', '#![warn(\n'],
  ['cargo clippy', ' # RUSTFLAGS '],
])('%j and %j without end are read in no time', async (start, rest) => {
  const read = async () => start + rest.repeat(50_000);
  const from = performance.now();
  await nativeLinters({ paths: ['Cargo.toml', '.travis.yml', 'src/lib.rs'], read });
  expect(performance.now() - from).toBeLessThan(1000);
});

test.each<[string, string, string | undefined]>([
  ['no flags', '- run: cargo clippy\n', ''],
  [
    'flags and lints',
    '- run: cargo +nightly clippy --all-targets --color always -- -Dwarnings -A clippy::all --cap-lints allow\n',
    '--all-targets -- -D warnings -A clippy::all',
  ],
  ['another command behind', '- run: cargo clippy --lib && cargo test --all-features\n', '--lib'],
  ['a shell that goes on', '- run: |\n    cargo clippy \\\n      --features=a,b \\\n      --exclude c\n', '--features a,b --exclude c'],
  ['what only the shell knows', '- run: cargo clippy --features ${{ matrix.features }} --tests --target-dir /tmp -p "$(pwd)"\n', '--tests'],
  ['the fullest of several', '- run: cargo clippy --lib\n- run: "cargo clippy --lib --tests"\n', '--lib --tests'],
  ['an action', '- uses: actions-rs/cargo@v1\n  with:\n    command: clippy\n    args: --all -- -D warnings\n', '--all -- -D warnings'],
  ['warnings denied by the environment', 'env:\n  RUSTFLAGS: -Dwarnings\n- run: cargo clippy --tests\n', '--tests -- -D warnings'],
  ['a comment, a name, a version', '# cargo clippy --lib\n- name: cargo clippy --lib\n- run: cargo clippy --version\n', undefined],
])('clippy by %s', async (_, text, expected) => {
  const files: Readonly<Record<string, string>> = { 'Cargo.toml': '', '.github/workflows/ci.yml': text };
  const { linters } = await nativeLinters({ paths: Object.keys(files), read: async (path) => files[path] ?? null });
  expect(linters.map(({ args }) => args?.join(' '))).toEqual(expected === undefined ? [] : [expected]);
});
