import { expect, test } from 'vitest';
import { found } from '../../../test/rig/dependency-findings.ts';
import type { Files } from '../../../test/rig/repository.ts';

const PROJECT = '[project]\nname = "a"\n';
const PYTHON = (more = ''): Files => ({ 'pyproject.toml': `${PROJECT}${more}` });
const UV = (url: string) => `[[tool.uv.index]]\nurl = "${url}"\n`;
const CRATE = '[package]\nname = "a"\nversion = "1.0.0"\n';
const RUST = (more = ''): Files => ({ 'Cargo.toml': `${CRATE}${more}`, 'b/Cargo.toml': '[package]\nname = "b"\nversion = "1.0.0"\n' });
const GO = (more = ''): Files => ({
  'go.mod': `module a.b/c\n\nrequire d.e/f v1.0.0\n${more === '' ? '' : `require ${more} v1.0.0\n`}`,
  'go.sum': ['d.e/f', ...(more === '' ? [] : [more])].map((one) => `${one} v1.0.0 h1:a=\n${one} v1.0.0/go.mod h1:b=\n`).join(''),
});
const PINS = (...lines: readonly string[]): Files => ({ 'requirements.txt': `${lines.join('\n')}\n` });
const APP = (scripts: object, devDependencies: object = {}): Files => ({
  'package.json': `${JSON.stringify({ name: 'app', scripts, devDependencies }, null, 2)}\n`,
});
const BUILT = { build: 'cross-env CI=1 rollup -c && tsc' };
const TOOLS = { rollup: '^4.0.0', typescript: '^5.0.0' };

test.each<[name: string, base: Files, changed: Files, said: readonly string[]]>([
  ['an index of uv', PYTHON(), PYTHON(UV('https://pypi.acme.net/simple')), ['source-not-registry: error pyproject.toml:4']],
  [
    'an extra index of uv',
    PYTHON(),
    PYTHON('[tool.uv]\nextra-index-url = ["https://pypi.acme.net/simple"]\n'),
    ['source-not-registry: error pyproject.toml:4'],
  ],
  [
    'a source of poetry',
    PYTHON(),
    PYTHON('[[tool.poetry.source]]\nname = "a"\nurl = "https://pypi.acme.net/simple"\n'),
    ['source-not-registry: error pyproject.toml:5'],
  ],
  [
    'a source of pdm',
    PYTHON(),
    PYTHON('[[tool.pdm.source]]\nname = "a"\nurl = "https://pypi.acme.net/simple"\n'),
    ['source-not-registry: error pyproject.toml:5'],
  ],
  ['the index of everybody', PYTHON(), PYTHON(UV('https://pypi.org/simple')), []],
  ['another folder of an index that base names', PYTHON(UV('https://a.net/one')), PYTHON(UV('https://a.net/two')), []],
  [
    'a crate in place of another',
    RUST(),
    RUST('[patch.crates-io]\nc = { git = "https://github.com/a/c", branch = "d" }\n'),
    ['source-not-registry: error Cargo.toml:5'],
  ],
  ['a crate of a folder outside', RUST(), RUST('[patch.crates-io]\nc = { path = "../c" }\n'), ['source-not-registry: error Cargo.toml:5']],
  [
    'a crate that is replaced',
    RUST(),
    RUST('[replace]\n"c:1.0.0" = { git = "https://github.com/a/c" }\n'),
    ['source-not-registry: error Cargo.toml:5'],
  ],
  ['a crate of the repository', RUST(), RUST('[patch.crates-io]\nb = { path = "b" }\n'), []],
  [
    'a patch that base has',
    RUST('[patch.crates-io]\nc = { git = "https://github.com/a/c" }\n'),
    RUST('[patch.crates-io]\nc = { git = "https://github.com/a/c", branch = "d" }\n'),
    [],
  ],
  ['an owner one letter off', GO(), GO('github.com/sirupsem/logrus'), ['name-near-popular: error go.mod:4']],
  ['a host one letter off', GO(), GO('githup.com/spf13/viper'), ['name-near-popular: error go.mod:4']],
  ['another name of the same owner', GO(), GO('github.com/tidwall/sjson'), []],
  ['letters exchanged, with a version', GO(), GO('github.com/strechtr/testify'), []],
  ['neighbours exchanged', GO(), GO('github.com/strecthr/testify/v2'), ['name-near-popular: error go.mod:4']],
  ['a well-known name', GO(), GO('github.com/spf13/cobra'), []],
  ['a fork of somebody', GO(), GO('github.com/acme/cobra'), []],
  ['two versions', PINS('b==1.0.1'), PINS('b==1.0.1', 'B==1.0.2'), ['request-contradicts: error requirements.txt:2']],
  ['the same version twice', PINS('b==1.0'), PINS('b==1.0', 'b==1.0.0'), []],
  ['two versions for other machines', PINS('b==1.0'), PINS("b==1.0 ; python_version < '3'", "b==2.0 ; python_version >= '3'"), []],
  ['two bounds', PINS('b>=1'), PINS('b>=1', 'b<3'), []],
  ['a tool that a script starts', APP(BUILT, TOOLS), APP(BUILT, { typescript: '^5.0.0' }), ['import-undeclared: error package.json:4']],
  ['a command that is called otherwise', APP(BUILT, TOOLS), APP(BUILT, { rollup: '^4.0.0' }), ['import-undeclared: error package.json:4']],
  ['a tool that goes with its script', APP(BUILT, TOOLS), APP({ build: 'tsc' }, { typescript: '^5.0.0' }), []],
  ['a tool that is only a word', APP({ build: 'node build.js rollup' }, TOOLS), APP({ build: 'node build.js rollup' }), []],
])('%s', async (_, base, changed, said) => {
  const lines = await found(base, changed);
  expect(lines.filter((line) => !/^(?:new-dependency|integrity|version-)/.test(line))).toEqual(said);
});
