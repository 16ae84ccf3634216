import { expect, test } from 'vitest';
import { nativeLinters } from './native-linters.ts';

test.each<[string, Record<string, string>, string[]]>([
  ['a Go module', { 'go.mod': '' }, ['gofmt null']],
  ['one whose Makefile vets', { 'go.mod': '', Makefile: 'test:\n\tgo vet ./...\n' }, ['gofmt null', 'go vet null']],
  ['a crate', { 'Cargo.toml': '' }, []],
  [
    'one that is formatted in its CI',
    { 'Cargo.toml': '', '.github/workflows/ci.yml': '- run: cargo +nightly fmt --check\n' },
    ['rustfmt null'],
  ],
  ['one with settings', { 'Cargo.toml': '', '.rustfmt.toml': '' }, ['rustfmt .rustfmt.toml']],
])('%s', async (_, files, expected) => {
  const { linters } = await nativeLinters({ paths: Object.keys(files), read: async (path) => files[path] ?? null });
  expect(linters.map(({ name, config }) => `${name} ${config}`)).toEqual(expected);
});
