import { describe, expect, test } from 'vitest';
import { found } from '../../../test/rig/dependency-findings.ts';
import type { Files } from '../../../test/rig/repository.ts';

const GO_MOD = (...modules: string[]) => `module a.b/app\n\ngo 1.22\n\nrequire (\n${modules.map((one) => `\t${one} v1.0.0\n`).join('')})\n`;
const SUM = ['c.d/e', 'c.d/f'].map((one) => `${one} v1.0.0 h1:aa=\n${one} v1.0.0/go.mod h1:bb=\n`).join('');
const GO = (source: string): Files => ({ 'go.mod': GO_MOD('c.d/e', 'c.d/f'), 'go.sum': SUM, 'x/main.go': source });
const IMPORTS = 'package x\n\nimport (\n\t"fmt"\n\tother "c.d/e/sub"\n)\n';

const CARGO_TOML = (...crates: string[]) =>
  `[package]\nname = "app"\nversion = "1.0.0"\n\n[dependencies]\n${crates.map((one) => `${one} = "1"\n`).join('')}`;
const RUST = (source: string): Files => ({ 'Cargo.toml': CARGO_TOML('serde-json', 'itoa'), 'src/main.rs': source });

const PYPROJECT = (delivered: readonly string[], developing: readonly string[] = []) =>
  `[project]\nname = "app"\ndependencies = [\n${delivered.map((one) => `    "${one}>=1",\n`).join('')}]\n\n[dependency-groups]\ndev = [\n${developing.map((one) => `    "${one}>=1",\n`).join('')}]\n`;
const package_ = (name: string, ...uses: string[]) =>
  `[[package]]\nname = "${name}"\nversion = "1.0.0"\nsource = { registry = "https://pypi.org/simple" }\ndependencies = [${uses.map((one) => `{ name = "${one}" }`).join(', ')}]\n`;
const UV = (delivered: readonly string[], uses: readonly string[], developing: readonly string[] = []): Files => ({
  'pyproject.toml': PYPROJECT(delivered, developing),
  'uv.lock': `version = 1\n\n[[package]]\nname = "app"\nsource = { editable = "." }\n[package.metadata]\nrequires-dist = [${delivered.map((one) => `{ name = "${one}", specifier = ">=1" }`).join(', ')}]\n[package.metadata.requires-dev]\ndev = [${developing.map((one) => `{ name = "${one}", specifier = ">=1" }`).join(', ')}]\n\n${package_('big', ...uses)}\n${package_('small')}`,
});
const USES = { 'app/main.py': 'import big\nimport small\n' };

const STOPS = (path: string) => [`import-undeclared: error ${path}:`];

/** Each: base, change, what has to be said. */
type Case = [string, Files, Files, string[]];

describe('what a manifest no longer asks for, and sources still import', () => {
  test.for<Case>([
    ['go', GO(IMPORTS), { 'go.mod': GO_MOD('c.d/f') }, STOPS('go.mod')],
    ['go, by one import alone', GO('package x\n\nimport "c.d/e"\n'), { 'go.mod': GO_MOD('c.d/f') }, STOPS('go.mod')],
    ['go, no import', GO('package x\n\nimport "c.d/f"\n\nconst other = "c.d/e"\n'), { 'go.mod': GO_MOD('c.d/f') }, []],
    ['go, of a module with a longer name', GO('package x\n\nimport "c.d/e2"\n'), { 'go.mod': GO_MOD('c.d/f') }, []],
    ['go, in a program that is never built', GO(`//go:build ignore\n\n${IMPORTS}`), { 'go.mod': GO_MOD('c.d/f') }, []],
    ['go, in another module', { ...GO(IMPORTS), 'x/go.mod': GO_MOD('c.d/e'), 'x/go.sum': SUM }, { 'go.mod': GO_MOD('c.d/f') }, []],
    ['go, in a workspace', { ...GO(IMPORTS), 'go.work': 'use .\n' }, { 'go.mod': GO_MOD('c.d/f') }, []],
    [
      'go, in a module that is taken apart',
      GO(IMPORTS),
      { 'go.mod': GO_MOD('c.d/e/sub', 'c.d/f'), 'go.sum': `${SUM}c.d/e/sub v1.0.0 h1:cc=\nc.d/e/sub v1.0.0/go.mod h1:dd=\n` },
      [],
    ],
    ['rust', RUST('use serde_json::Value;\n'), { 'Cargo.toml': CARGO_TOML('itoa') }, STOPS('Cargo.toml')],
    [
      'rust, what is called as its crate',
      RUST('use serde_json::{Value, serde_json};\n'),
      { 'Cargo.toml': CARGO_TOML('itoa') },
      STOPS('Cargo.toml'),
    ],
    ['rust, in a comment', RUST('/*\nuse serde_json::Value;\n*/\n'), { 'Cargo.toml': CARGO_TOML('itoa') }, []],
    ['rust, a module of its own', RUST('mod serde_json;\nuse serde_json::Value;\n'), { 'Cargo.toml': CARGO_TOML('itoa') }, []],
    ['rust, by way of another crate', RUST('use itoa::serde_json;\nuse serde_json::Value;\n'), { 'Cargo.toml': CARGO_TOML('itoa') }, []],
    ['rust, behind a condition', RUST('#[cfg(feature = "json")]\nuse serde_json::Value;\n'), { 'Cargo.toml': CARGO_TOML('itoa') }, []],
    [
      'rust, for tests',
      RUST('use serde_json::Value;\n'),
      { 'Cargo.toml': `${CARGO_TOML('itoa')}\n[dev-dependencies]\nserde-json = "1"\n` },
      [],
    ],
    ['python', { ...USES, ...UV(['big', 'small'], []) }, UV(['big'], []), STOPS('pyproject.toml')],
    ['python, now to develop alone', { ...USES, ...UV(['big', 'small'], []) }, UV(['big'], [], ['small']), STOPS('pyproject.toml')],
    ['python, brought along', { ...USES, ...UV(['big', 'small'], ['small']) }, UV(['big'], ['small']), []],
    [
      'python, of a tool that tests import',
      { 'tests/test_a.py': 'import small\n', ...UV(['big', 'small'], []) },
      UV(['big'], [], ['small']),
      [],
    ],
  ])('%s', async ([, base, changed, expected]) => {
    expect((await found(base, changed)).filter((one) => !one.startsWith('new-dependency'))).toEqual(expected);
  });
});
