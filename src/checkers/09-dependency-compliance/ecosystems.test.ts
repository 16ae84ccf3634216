import { describe, expect, test } from 'vitest';
import type { Files } from '../../../test/rig/repository.ts';
import { changeBetween, treeOfFiles } from '../../../test/rig/trees.ts';
import checker from './checker.ts';

/** What the checker reports of the judged tree and not of base: `rule path:line code`. */
async function found(base: Files, changed: Files, options: object = {}): Promise<string[]> {
  const [before, after] = [treeOfFiles(base), treeOfFiles({ ...base, ...changed })];
  const said = { base: [] as string[], head: [] as string[] };
  await checker.check({
    change: changeBetween(before, after),
    base: before,
    head: after,
    options: checker.options.parse(options),
    signal: new AbortController().signal,
    report: (rule, { side = 'head', path, range, severity }) => {
      const line = `${severity ?? checker.rules[rule].severity} ${rule} ${path}:${range?.startLine ?? ''}`;
      if ((severity ?? checker.rules[rule].severity) !== 'note') said[side].push(line);
    },
    measure() {},
    inScope() {},
    examined() {},
    ignored() {},
    used() {},
    notApplicable: () => {
      throw new Error('not applicable');
    },
  });
  return said.head.filter((line) => !said.base.includes(line));
}

const SOURCE = 'registry+https://github.com/rust-lang/crates.io-index';
const CARGO_LOCK = (version: string, own = '0.1.0') =>
  `version = 3\n\n[[package]]\nname = "app"\nversion = "${own}"\ndependencies = [\n "itoa",\n]\n\n[[package]]\nname = "itoa"\nversion = "${version}"\nsource = "${SOURCE}"\nchecksum = "4a5f13"\n`;
const CARGO = (asked: string, more = '') => `[package]\nname = "app"\nversion = "0.1.0"\n\n[dependencies]\nitoa = ${asked}\n${more}`;

const GO_MOD = (...required: string[]) =>
  `module example.com/app\n\ngo 1.22\n\nrequire (\n${required.map((one) => `\t${one}\n`).join('')})\n`;
const GO_SUM = 'github.com/a/b v1.0.0 h1:abc=\ngithub.com/a/b v1.0.0/go.mod h1:def=\n';

const UV = (specifier: string) =>
  `version = 1\n\n[[package]]\nname = "app"\nversion = "0.1.0"\nsource = { editable = "." }\ndependencies = [\n    { name = "click" },\n]\n\n[package.metadata]\nrequires-dist = [{ name = "click", specifier = "${specifier}" }]\n\n[[package]]\nname = "click"\nversion = "8.1.7"\nsource = { registry = "https://pypi.org/simple" }\nwheels = [\n    { url = "https://files.pythonhosted.org/packages/00/click-8.1.7-py3-none-any.whl", hash = "sha256:ae74" },\n]\n`;
const PYPROJECT = (...asked: string[]) => `[project]\nname = "app"\ndependencies = [\n${asked.map((one) => `    "${one}",\n`).join('')}]\n`;

const POETRY = `[[package]]\nname = "click"\nversion = "8.1.7"\nfiles = [\n    {file = "click-8.1.7-py3-none-any.whl", hash = "sha256:ae74"},\n]\n\n[metadata]\nlock-version = "2.0"\n`;

describe('the lockfile of another language agrees with its manifest', () => {
  test.each<[string, Files, Files, string[]]>([
    ['cargo, together', { 'Cargo.toml': CARGO('"1.0"'), 'Cargo.lock': CARGO_LOCK('1.0.1') }, { 'Cargo.toml': CARGO('"1.0.1"') }, []],
    [
      'cargo, a range',
      { 'Cargo.toml': CARGO('"1.0"'), 'Cargo.lock': CARGO_LOCK('1.0.1') },
      { 'Cargo.toml': CARGO('{ version = "2" }') },
      ['error lockfile-disagrees Cargo.toml:6'],
    ],
    [
      'cargo, one more',
      { 'Cargo.toml': CARGO('"1.0"'), 'Cargo.lock': CARGO_LOCK('1.0.1') },
      { 'Cargo.toml': CARGO('"1.0"', 'memchr = "2"\n') },
      ['error lockfile-disagrees Cargo.toml:7'],
    ],
    [
      'cargo, the crate itself',
      { 'Cargo.toml': CARGO('"1.0"'), 'Cargo.lock': CARGO_LOCK('1.0.1') },
      { 'Cargo.lock': CARGO_LOCK('1.0.1', '0.0.9') },
      ['error lockfile-disagrees Cargo.toml:3'],
    ],
    [
      'cargo, renamed and by path',
      { 'Cargo.toml': CARGO('"1.0"'), 'Cargo.lock': CARGO_LOCK('1.0.1') },
      { 'Cargo.toml': CARGO('"1.0"', 'other = { package = "itoa", version = "1" }\nnear = { path = "near" }\n') },
      [],
    ],
    ['go, together', { 'go.mod': GO_MOD(), 'go.sum': '' }, { 'go.mod': GO_MOD('github.com/a/b v1.0.0'), 'go.sum': GO_SUM }, []],
    [
      'go, no hash',
      { 'go.mod': GO_MOD('github.com/a/b v1.0.0'), 'go.sum': GO_SUM },
      { 'go.mod': GO_MOD('github.com/a/b v1.1.0') },
      ['error lockfile-disagrees go.mod:6'],
    ],
    [
      'go, replaced',
      { 'go.mod': GO_MOD('github.com/a/b v1.0.0'), 'go.sum': GO_SUM },
      { 'go.mod': `${GO_MOD('github.com/a/b v1.1.0')}replace github.com/a/b => ../b\n` },
      [],
    ],
    [
      'uv, together',
      { 'pyproject.toml': PYPROJECT('click>=8'), 'uv.lock': UV('>=8') },
      { 'pyproject.toml': PYPROJECT('click >= 8.1'), 'uv.lock': UV('>=8.1') },
      [],
    ],
    [
      'uv, a range',
      { 'pyproject.toml': PYPROJECT('click>=8'), 'uv.lock': UV('>=8') },
      { 'pyproject.toml': PYPROJECT('click>=9') },
      ['error lockfile-disagrees pyproject.toml:4'],
    ],
    [
      'uv, one more',
      { 'pyproject.toml': PYPROJECT('click>=8'), 'uv.lock': UV('>=8') },
      { 'pyproject.toml': PYPROJECT('click>=8', 'Flask[async]') },
      ['error lockfile-disagrees pyproject.toml:5'],
    ],
    [
      'poetry, one more',
      { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.9"\nclick = "^8"\n', 'poetry.lock': POETRY },
      { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.9"\nclick = "^8"\nFlask = "^3"\n' },
      ['error lockfile-disagrees pyproject.toml:4'],
    ],
    [
      'broken TOML',
      { 'pyproject.toml': PYPROJECT('click>=8'), 'uv.lock': UV('>=8') },
      { 'uv.lock': 'version = 1\n[[package]\n' },
      ['error lockfile-unreadable uv.lock:2'],
    ],
    [
      'broken manifest',
      { 'Cargo.toml': CARGO('"1.0"'), 'Cargo.lock': CARGO_LOCK('1.0.1') },
      { 'Cargo.toml': '[package]\nname = app\n' },
      ['error manifest-unreadable Cargo.toml:2'],
    ],
    [
      'a line of go.sum that is none',
      { 'go.mod': GO_MOD(), 'go.sum': '' },
      { 'go.sum': '<<<<<<< ours\n' },
      ['error lockfile-unreadable go.sum:1'],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});
