import { describe, expect, test } from 'vitest';
import { found } from '../../../test/rig/dependency-findings.ts';
import type { Files } from '../../../test/rig/repository.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const HASH = 'sha512-aa==';
const USES = { 'use.js': "import 'a';\n", 'own/package.json': json({ name: 'own' }) };
const MANIFEST = json({ name: 'app', dependencies: { a: '^1.0.0' } });
const JS = { ...USES, 'package.json': MANIFEST };

const NPM = (b: object = { version: '1.0.0', integrity: HASH }): Files => ({
  ...JS,
  'package-lock.json': json({
    name: 'app',
    lockfileVersion: 3,
    packages: {
      '': { name: 'app', dependencies: { a: '^1.0.0' } },
      'node_modules/a': { version: '1.0.0', integrity: HASH, dependencies: { b: '^1.0.0' } },
      'node_modules/b': b,
    },
  }),
});
const PNPM = (b = '1.0.0', more = `resolution: {integrity: ${HASH}}`): Files => ({
  ...JS,
  'pnpm-lock.yaml': `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      a:\n        specifier: ^1.0.0\n        version: 1.0.0\n\npackages:\n\n  a@1.0.0:\n    resolution: {integrity: ${HASH}}\n\n  b@1.0.0:\n    ${more}\n\nsnapshots:\n\n  a@1.0.0:\n    dependencies:\n      b: ${b}\n\n  b@1.0.0: {}\n`,
});
const BERRY = (b = 'b@npm:1.0.0', more = '  checksum: 10c0/cc\n'): Files => ({
  ...JS,
  'yarn.lock': `__metadata:\n  version: 8\n\n"a@npm:^1.0.0":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n  dependencies:\n    b: "npm:^1.0.0"\n  checksum: 10c0/bb\n\n"app@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "app@workspace:."\n  dependencies:\n    a: "npm:^1.0.0"\n\n"b@npm:^1.0.0":\n  version: 1.0.0\n  resolution: "${b}"\n${more}`,
});
const BUN = (b: readonly unknown[] = ['b@1.0.0', '', {}, HASH]): Files => ({
  ...JS,
  'bun.lock': json({
    lockfileVersion: 1,
    workspaces: { '': { name: 'app', dependencies: { a: '^1.0.0' } } },
    packages: { a: ['a@1.0.0', '', { dependencies: { b: '^1.0.0' } }, HASH], b },
  }),
});
const CARGO = (itoa = 'source = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "4a5f"\n'): Files => ({
  'Cargo.toml': '[package]\nname = "app"\nversion = "1.0.0"\n\n[dependencies]\nitoa = "1"\n',
  'Cargo.lock': `version = 3\n\n[[package]]\nname = "app"\nversion = "1.0.0"\ndependencies = [\n "itoa",\n]\n\n[[package]]\nname = "itoa"\nversion = "1.0.0"\n${itoa}`,
});
const UV = ({ source = '{ registry = "https://pypi.org/simple" }', file = 'click-8.1.7-py3-none-any.whl' } = {}): Files => ({
  'pyproject.toml': '[project]\nname = "app"\nversion = "0.1.0"\ndependencies = [\n  "click>=8",\n]\n',
  'own/pyproject.toml': '[project]\nversion = "8.1.7"\nname = "click"\n',
  'uv.lock': `version = 1\n\n[[package]]\nname = "app"\nversion = "0.1.0"\nsource = { editable = "." }\n\n[package.metadata]\nrequires-dist = [{ name = "click", specifier = ">=8" }]\n\n[[package]]\nname = "click"\nversion = "8.1.7"\nsource = ${source}\nwheels = [\n    { url = "https://files.pythonhosted.org/packages/00/${file}", hash = "sha256:aa" },\n]\n`,
});
const withSettings = (settings: string): Files => {
  const { 'pyproject.toml': manifest = '', ...others } = UV({ source: '{ editable = "own" }' });
  return { ...others, 'pyproject.toml': `${manifest}\n${settings}` };
};
const POETRY = ({ version = '8.1.7', more = '', asked = '^8.0' } = {}): Files => ({
  'pyproject.toml': `[tool.poetry.dependencies]\npython = "^3.10"\nclick = "${asked}"\n`,
  'poetry.lock': `[[package]]\nname = "click"\nversion = "${version}"\nfiles = [\n    {file = "click-8.1.7-py3-none-any.whl", hash = "sha256:aa"},\n${more}]\n\n[metadata]\n`,
});
const SUM = 'd.e/f v1.0.0 h1:aaa=\nd.e/f v1.0.0/go.mod h1:bbb=\n';
const GO = (sum = SUM): Files => ({ 'go.mod': 'module a.b/c\n\nrequire d.e/f v1.0.0\n', 'go.sum': sum });

/** Each: base, change, what has to be said. */
type Case = [string, Files, Files, string[]];
const STOPS = (path: string, line: number) => [`source-not-registry: error ${path}:${line}`];

describe('a package that was fetched, from a folder', () => {
  test.for<Case>([
    ['npm', NPM(), NPM({ resolved: '../evil', link: true }), STOPS('package-lock.json', 18)],
    ['npm, of another name', NPM(), NPM({ resolved: 'own', link: true }), STOPS('package-lock.json', 18)],
    [
      'npm, of the name, which npm ci takes',
      NPM(),
      { ...NPM({ resolved: 'own', link: true }), 'own/package.json': json({ name: 'b' }) },
      STOPS('package-lock.json', 18),
    ],
    [
      'npm, a workspace',
      NPM(),
      {
        ...NPM({ resolved: 'own', link: true }),
        'own/package.json': json({ name: 'b' }),
        'package.json': json({ name: 'app', dependencies: { a: '^1.0.0' }, workspaces: ['own'] }),
      },
      [],
    ],
    [
      'npm, as base has it',
      NPM({ resolved: '../evil', link: true }),
      { ...NPM({ resolved: '../evil', link: true }), 'package.json': `${MANIFEST}\n` },
      [],
    ],
    ['pnpm', PNPM(), PNPM('link:../evil'), STOPS('pnpm-lock.yaml', 23)],
    ['pnpm, of another name', PNPM(), PNPM('link:own'), STOPS('pnpm-lock.yaml', 23)],
    ['pnpm, a directory', PNPM(), PNPM('1.0.0', 'resolution: {directory: ../evil, type: directory}'), STOPS('pnpm-lock.yaml', 16)],
    ['yarn 4, a link', BERRY(), BERRY('b@link:../evil::locator=app', ''), STOPS('yarn.lock', 17)],
    ['yarn 4, a workspace', BERRY(), BERRY('b@workspace:own', ''), STOPS('yarn.lock', 17)],
    ['bun, a link', BUN(), BUN(['b@link:../evil', {}]), STOPS('bun.lock', 22)],
    ['bun, a workspace', BUN(), BUN(['b@workspace:own']), STOPS('bun.lock', 22)],
    ['bun, the root', BUN(), BUN(['b@root:', {}]), STOPS('bun.lock', 22)],
    ['cargo, without a source', CARGO(), CARGO(''), STOPS('Cargo.lock', 11)],
    ['cargo, of the name', CARGO(), { ...CARGO(''), 'itoa/Cargo.toml': '[package]\nname = "itoa"\nversion = "1.0.0"\n' }, []],
    ['uv', UV(), UV({ source: '{ directory = "../evil" }' }), STOPS('uv.lock', 12)],
    ['uv, of the name, which uv sync --frozen takes', UV(), UV({ source: '{ editable = "own" }' }), STOPS('uv.lock', 12)],
    ['uv, by a source', UV(), withSettings('[tool.uv.sources]\nclick = { path = "own", editable = true }\n'), []],
    ['uv, a member', UV(), withSettings('[tool.uv.workspace]\nmembers = ["own"]\n'), []],
  ])('%s', async ([, base, changed, expected]) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

const CLASSIC = (b = '1.0.0', more = '') => ({
  ...JS,
  'package.json': json({ name: 'app', dependencies: { a: '^1.0.0' }, ...(more === '' ? {} : { resolutions: { b: more } }) }),
  'yarn.lock': `a@^1.0.0:\n  version "1.0.0"\n  resolved "https://registry.yarnpkg.com/a/-/a-1.0.0.tgz#aa"\n  integrity ${HASH}\n  dependencies:\n    b "^1.0.0"\n\nb@^1.0.0:\n  version "${b}"\n  resolved "https://registry.yarnpkg.com/b/-/b-${b}.tgz#bb"\n  integrity ${HASH}\n`,
});

describe('what a package uses, in a version that it does not ask for', () => {
  test.for<Case>([
    ['yarn 1', CLASSIC(), CLASSIC('2.0.0'), ['lockfile-disagrees: error yarn.lock:8']],
    ['yarn 1, within', CLASSIC(), CLASSIC('1.2.0'), []],
    ['yarn 1, by a resolution', CLASSIC(), CLASSIC('2.0.0', '2.0.0'), []],
    ['yarn 1, as base has it', CLASSIC('2.0.0'), { ...CLASSIC('2.0.0'), 'yarn.lock': `${CLASSIC('2.0.0')['yarn.lock']}\n` }, []],
    ['yarn 4', BERRY(), BERRY('b@npm:2.0.0'), ['lockfile-disagrees: error yarn.lock:17']],
    ['npm', NPM(), NPM({ version: '2.0.0', integrity: HASH }), ['lockfile-disagrees: warning package-lock.json:18']],
    [
      'uv',
      UV(),
      { 'uv.lock': (UV()['uv.lock'] ?? '').replaceAll('8.1.7', '7.1.2') },
      ['lockfile-disagrees: error uv.lock:12', 'version-downgraded: warning uv.lock:12'],
    ],
  ])('%s', async ([, base, changed, expected]) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

/** Without what stands there of `b`, or of what it is called there. */
const without = (files: Files, lock: string, entry: RegExp): Files => ({ ...files, [lock]: (files[lock] ?? '').replace(entry, '') });
const USING = (range: string) => ({
  'poetry.lock': (POETRY()['poetry.lock'] ?? '').replace('[metadata]', `[package.dependencies]\ncolorama = ${range}\n\n[metadata]`),
});
const OF_USE = (asked: string) =>
  (UV()['uv.lock'] ?? '').replace(
    'source = { editable = "." }\n',
    `source = { editable = "." }\ndependencies = [\n    { name = "${asked}" },\n]\n`,
  );

describe('what a lockfile says is used, and does not hold', () => {
  test.for<Case>([
    [
      'npm',
      NPM(),
      without(NPM(), 'package-lock.json', /,\n {4}"node_modules\/b": \{[^}]*\}/),
      ['lockfile-disagrees: error package-lock.json:15'],
    ],
    ['pnpm', PNPM(), without(PNPM(), 'pnpm-lock.yaml', / {2}b@1\.0\.0:\n {4}res.*\n/), ['lockfile-disagrees: error pnpm-lock.yaml:21']],
    [
      'pnpm, what is asked for',
      PNPM(),
      without(PNPM(), 'pnpm-lock.yaml', / {2}a@1\.0\.0:\n {4}res.*\n/),
      ['lockfile-disagrees: error pnpm-lock.yaml:7'],
    ],
    [
      'pnpm, below what nothing uses',
      PNPM(),
      {
        'pnpm-lock.yaml': `${PNPM()['pnpm-lock.yaml']?.replace('packages:\n', `packages:\n\n  c@1.0.0:\n    resolution: {integrity: ${HASH}}\n`)}\n  c@1.0.0:\n    dependencies:\n      d: 1.0.0\n`,
      },
      [],
    ],
    ['yarn 4', BERRY(), without(BERRY(), 'yarn.lock', /"b@npm:\^1[\s\S]*/), ['lockfile-disagrees: error yarn.lock:8']],
    [
      'yarn 4, what is asked for',
      BERRY(),
      without(BERRY(), 'yarn.lock', /"a@npm:\^1[\s\S]*?\n\n/),
      ['lockfile-disagrees: error yarn.lock:8'],
    ],
    ['yarn 1', CLASSIC(), without(CLASSIC(), 'yarn.lock', /\nb@[\s\S]*/), ['lockfile-disagrees: error yarn.lock:6']],
    ['bun', BUN(), without(BUN(), 'bun.lock', /,\s*"b": \[[\s\S]*?\]/), ['lockfile-disagrees: error bun.lock:17']],
    ['poetry', POETRY(), USING('"*"'), ['lockfile-disagrees: error poetry.lock:9']],
    ['poetry, on another system', POETRY(), USING('{version = "*", markers = "platform_system == \'Windows\'"}'), []],
    ['cargo', CARGO(), without(CARGO(), 'Cargo.lock', /\[\[package\]\]\nname = "itoa"[\s\S]*/), ['lockfile-disagrees: error Cargo.lock:']],
    ['uv', { ...UV(), 'uv.lock': OF_USE('click') }, { 'uv.lock': OF_USE('clock') }, ['lockfile-disagrees: error uv.lock:8']],
  ])('%s', async ([, base, changed, expected]) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

describe('another content under the same name and version', () => {
  test.for<Case>([
    [
      'yarn 4 resolves another version',
      BERRY(),
      { 'yarn.lock': (BERRY()['yarn.lock'] ?? '').replaceAll('a@npm:1.0.0', 'a@npm:0.9.0') },
      ['lockfile-disagrees: error yarn.lock:4', 'version-downgraded: warning yarn.lock:4'],
    ],
    ['one more hash of go', GO(), GO(`d.e/f v1.0.0 h1:eee=\n${SUM}`), ['integrity-changed: error go.sum:1']],
    ['no hash of the archive of go', GO(), GO('d.e/f v1.0.0/go.mod h1:bbb=\n'), ['integrity-missing: error go.sum:1']],
    [
      'one more hash of poetry',
      POETRY(),
      POETRY({ more: '    {file = "click-8.1.7-py3-none-any.whl", hash = "sha256:ee"},\n' }),
      ['integrity-changed: error poetry.lock:2'],
    ],
    ['one more file of poetry', POETRY(), POETRY({ more: '    {file = "click-8.1.7.tar.gz", hash = "sha256:ee"},\n' }), []],
    [
      'a version of poetry out of the range',
      POETRY(),
      POETRY({ version: '7.0.0' }),
      ['lockfile-disagrees: error poetry.lock:2', 'version-downgraded: warning poetry.lock:2'],
    ],
    ['a range that only Python reads', POETRY({ asked: '>7.0' }), POETRY({ version: '8.1.8', asked: '>7.0' }), []],
    ['the wheel of another package', UV(), UV({ file: 'evil-1.0.0-py3-none-any.whl' }), ['lockfile-disagrees: error uv.lock:16']],
  ])('%s', async ([, base, changed, expected]) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});
