import { describe, expect, test } from 'vitest';
import { found } from '../../../test/rig/dependency-findings.ts';
import type { Files } from '../../../test/rig/repository.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const MANIFEST = (asked: object, more: object = {}) => json({ name: 'app', dependencies: asked, ...more });
const REGISTRY = (name: string, version = '1.0.0') => `https://registry.npmjs.org/${name}/-/${name}-${version}.tgz`;
const locked = (name: string, more: object = {}) => ({ version: '1.0.0', resolved: REGISTRY(name), integrity: 'sha512-aa==', ...more });
const LOCK = (places: object) => json({ name: 'app', lockfileVersion: 3, packages: places });

const USES = { 'use.js': "import 'ms';\nimport 'other';\nimport 'expresss';\n" };

const NPM: Files = {
  ...USES,
  'package.json': MANIFEST({ ms: '^1.0.0' }),
  'package-lock.json': LOCK({ '': { dependencies: { ms: '^1.0.0' } }, 'node_modules/ms': locked('ms') }),
};

const PNPM = ({ specifier = '^2.0.0', version = '2.1.3', importer = '.' } = {}) =>
  `lockfileVersion: '9.0'\n\nimporters:\n\n  ${importer}:\n    dependencies:\n      ms:\n        specifier: ${specifier}\n        version: ${version}\n\npackages:\n\n  ms@${version}:\n    resolution: {integrity: sha512-aa==}\n`;

const CATALOG = `${PNPM({ specifier: "'catalog:'" })}\ncatalogs:\n  default:\n    ms:\n      specifier: ^2.0.0\n      version: 2.1.3\n`;

const CRATE = (name: string, more: string) => `[[package]]\nname = "${name}"\nversion = "1.0.0"\n${more}\n`;
const CRATES_IO = 'source = "registry+https://github.com/rust-lang/crates.io-index"\n';
const CARGO: Files = {
  'Cargo.toml': '[package]\nname = "app"\nversion = "1.0.0"\n\n[dependencies]\nitoa = "1"\n',
  'Cargo.lock': `version = 3\n\n${CRATE('app', 'dependencies = [\n "itoa",\n]\n')}${CRATE('itoa', `${CRATES_IO}checksum = "4a5f"\n`)}`,
};

const WHEEL = 'https://files.pythonhosted.org/packages/00/click-8.1.7-py3-none-any.whl';
const UV = ({ app = true, registry = 'https://pypi.org/simple', version = '8.1.7', url = WHEEL, hash = ', hash = "sha256:ae74"' } = {}) =>
  `version = 1\n\n${
    app
      ? '[[package]]\nname = "app"\nversion = "0.1.0"\nsource = { editable = "." }\ndependencies = [{ name = "click" }]\n\n[package.metadata]\nrequires-dist = [{ name = "click", specifier = ">=8" }]\n\n'
      : ''
  }[[package]]\nname = "click"\nversion = "${version}"\nsource = { registry = "${registry}" }\nwheels = [\n    { url = "${url}"${hash} },\n]\n`;
const PYTHON: Files = { 'pyproject.toml': '[project]\nname = "app"\ndependencies = [\n  "click>=8",\n]\n', 'uv.lock': UV() };

/** Each: base, change, what has to be said. */
type Case = [string, Files, Files, string[]];

describe('a lockfile that is gone', () => {
  test.each<Case>([
    ['of npm', NPM, { 'package-lock.json': null }, ['lockfile-deleted: error package-lock.json:']],
    ['of cargo', CARGO, { 'Cargo.lock': null }, ['lockfile-deleted: error Cargo.lock:']],
    [
      'of go',
      { 'go.mod': 'module a.b/c\n\nrequire d.e/f v1.0.0\n', 'go.sum': 'd.e/f v1.0.0 h1:a=\nd.e/f v1.0.0/go.mod h1:b=\n' },
      { 'go.sum': null },
      ['lockfile-deleted: error go.sum:'],
    ],
    ['of uv', PYTHON, { 'uv.lock': null }, ['lockfile-deleted: error uv.lock:']],
    ['for another manager', NPM, { 'package-lock.json': null, 'pnpm-lock.yaml': PNPM({ specifier: '^1.0.0', version: '1.0.0' }) }, []],
    [
      'of a manifest that moves without it',
      NPM,
      { 'package-lock.json': null, 'package.json': null, 'app/package.json': NPM['package.json'] ?? '' },
      ['lockfile-deleted: error package-lock.json:'],
    ],
    [
      'of a manifest that moves with it',
      NPM,
      {
        'package-lock.json': null,
        'package.json': null,
        'app/package.json': NPM['package.json'] ?? '',
        'app/package-lock.json': NPM['package-lock.json'] ?? '',
      },
      [],
    ],
    ['with its manifest', NPM, { 'package-lock.json': null, 'package.json': null }, []],
    ['with everything it locked', NPM, { 'package-lock.json': null, 'package.json': MANIFEST({}), 'use.js': null }, []],
    [
      'of a folder that becomes a workspace',
      { 'a/package.json': NPM['package.json'] ?? '', 'a/package-lock.json': NPM['package-lock.json'] ?? '', 'package.json': MANIFEST({}) },
      {
        'a/package-lock.json': null,
        'package.json': MANIFEST({}, { workspaces: ['a'] }),
        'package-lock.json': LOCK({ '': { workspaces: ['a'] }, a: { dependencies: { ms: '^1.0.0' } }, 'node_modules/ms': locked('ms') }),
      },
      [],
    ],
    [
      'of a folder below a lockfile that does not know it',
      { ...NPM, 'a/package.json': NPM['package.json'] ?? '', 'a/package-lock.json': NPM['package-lock.json'] ?? '' },
      { 'a/package-lock.json': null },
      ['lockfile-deleted: error a/package-lock.json:'],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

describe('hashes that are gone', () => {
  test.each<Case>([
    ['all of uv', PYTHON, { 'uv.lock': UV({ hash: '' }) }, ['integrity-missing: error uv.lock:13']],
    ['all of uv, with another version', PYTHON, { 'uv.lock': UV({ hash: '', version: '8.1.8' }) }, ['integrity-missing: error uv.lock:13']],
    [
      'the one of cargo',
      CARGO,
      { 'Cargo.lock': (CARGO['Cargo.lock'] ?? '').replace('checksum = "4a5f"\n', '') },
      ['integrity-missing: error Cargo.lock:11'],
    ],
    [
      'bundled in nothing',
      NPM,
      {
        'package-lock.json': LOCK({ '': {}, 'node_modules/ms': locked('ms'), 'node_modules/other': { version: '1.0.0', inBundle: true } }),
      },
      ['integrity-missing: error package-lock.json:11'],
    ],
    [
      'bundled in another package',
      NPM,
      {
        'package-lock.json': LOCK({
          '': {},
          'node_modules/ms': locked('ms', { bundleDependencies: ['other'] }),
          'node_modules/ms/node_modules/other': { version: '1.0.0', inBundle: true },
        }),
      },
      [],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

describe('another place than the registry', () => {
  test.each<Case>([
    [
      'an index of uv that base does not know',
      PYTHON,
      { 'uv.lock': UV({ registry: 'https://example.com/simple', version: '9.0.0' }) },
      ['source-not-registry: error uv.lock:15'],
    ],
    [
      'an index of uv that base names',
      { ...PYTHON, 'pyproject.toml': `${PYTHON['pyproject.toml']}\n[[tool.uv.index]]\nurl = "https://example.com/simple"\n` },
      { 'uv.lock': UV({ registry: 'https://example.com/simple', version: '9.0.0' }) },
      [],
    ],
    [
      'a wheel of uv from a server',
      PYTHON,
      { 'uv.lock': UV({ url: 'https://example.com/click-9.0.0.whl', version: '9.0.0' }) },
      ['source-not-registry: error uv.lock:17'],
    ],
    [
      'a registry of cargo',
      CARGO,
      { 'Cargo.lock': `${CARGO['Cargo.lock']}${CRATE('other', 'source = "registry+https://example.com/index"\nchecksum = "00"\n')}` },
      ['source-not-registry: error Cargo.lock:19'],
    ],
    [
      'an index of pip',
      { 'requirements.txt': 'click==8.0\n' },
      { 'requirements.txt': '--extra-index-url https://example.com/simple\nclick==8.0\n' },
      ['source-not-registry: error requirements.txt:1'],
    ],
    [
      'an index of pip that base has',
      { 'requirements.txt': '-i https://example.com/simple\nclick==8.0\n' },
      { 'requirements.txt': '-i https://example.com/simple\nclick==8.1\n' },
      [],
    ],
    [
      'requirements of a server',
      { 'requirements.txt': 'click==8.0\n' },
      { 'requirements.txt': 'click==8.0\n-r https://example.com/more.txt\n' },
      ['source-not-registry: error requirements.txt:2'],
    ],
    [
      'behind a comment in yarn.lock',
      { 'package.json': MANIFEST({}), 'yarn.lock': '' },
      { 'yarn.lock': 'a@^1.0.0:\n  version "1.0.0"\n  resolved "https://example.com/a.tgz" # mirror\n  integrity sha512-aa==\n' },
      ['lockfile-unreadable: error yarn.lock:1'],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });

  const fromGit = (url: string) => ({
    'package-lock.json': LOCK({ '': {}, 'node_modules/ms': locked('ms'), 'node_modules/other': { version: '1.0.0', resolved: url } }),
  });
  test.each([
    ['git+https://github.com/ours/other.git#c0ffee', []],
    ['git+https://github.com/ours/../theirs/other.git#c0ffee', ['source-not-registry: error package-lock.json:13']],
    ['git+https://github.com/ours-not/other.git#c0ffee', ['source-not-registry: error package-lock.json:13']],
  ])('%s, where our own are permitted', async (url, expected) => {
    expect(await found(NPM, fromGit(url), { sources: ['https://github.com/ours'] })).toEqual(expected);
  });

  test.each([
    ['https://codeload.github.com/a/b/tar.gz/c0ffee', 'https://codeload.github.com/a/b/tar.gz/c0ffee1', []],
    ['https://github.com/a/b/archive/refs/tags/v1.tar.gz', 'https://github.com/a/b/archive/refs/tags/v2.tar.gz', []],
    ['https://example.com/?name=a', 'https://example.com/?name=b', ['source-not-registry: error package-lock.json:13']],
  ])('%s, and then %s', async (before, after, expected) => {
    expect(await found({ ...NPM, ...fromGit(before) }, fromGit(after))).toEqual(expected);
  });
});

describe('an address that is asked for, and another place in the lockfile', () => {
  const asked = (range: string, place: object = locked('ms')): Files => ({
    'package.json': MANIFEST({ ms: range }),
    'package-lock.json': LOCK({ '': { dependencies: { ms: range } }, 'node_modules/ms': place }),
  });
  const DISAGREES = ['lockfile-disagrees: error package.json:4'];
  const fromGit = { version: '1.0.0', resolved: 'git+ssh://git@github.com/vercel/ms.git#c0ffee' };
  test.each<[string, Files, string[]]>([
    ['git', asked('git+https://example.com/a/ms.git#c0ffee'), DISAGREES],
    ['git, in the manifest alone', { 'package.json': MANIFEST({ ms: 'git+https://example.com/a/ms.git' }) }, DISAGREES],
    ['GitHub', asked('theirs/ms'), DISAGREES],
    ['an archive', asked('https://example.com/ms.tgz'), DISAGREES],
    ['the archive of the registry', asked(REGISTRY('ms')), []],
    ['a tag', asked('latest'), []],
  ])('%s', async (_, changed, expected) => {
    expect(await found(NPM, changed)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['theirs/ms', DISAGREES],
    ['git+https://github.com/theirs/ms.git#c0ffee', DISAGREES],
    ['github:vercel/ms#main', []],
    ['https://github.com/Vercel/ms', []],
    ['git@github.com:vercel/ms.git', []],
  ])('%s, where the lockfile holds a repository', async (range, expected) => {
    expect(await found(asked('vercel/ms', fromGit), asked(range, fromGit))).toEqual(expected);
  });
});

describe('a manifest or a part of the lockfile that is looked past', () => {
  test.each<Case>([
    [
      'npm without its root',
      NPM,
      { 'package.json': MANIFEST({ ms: '^1.0.0', other: '1' }), 'package-lock.json': LOCK({ a: {}, 'node_modules/ms': locked('ms') }) },
      ['lockfile-disagrees: error package.json:5'],
    ],
    [
      'npm without a version',
      NPM,
      { 'package-lock.json': LOCK({ '': {}, 'node_modules/ms': { resolved: REGISTRY('ms'), integrity: 'sha512-aa==' } }) },
      ['lockfile-disagrees: error package-lock.json:6'],
    ],
    [
      'npm, another package under the name',
      NPM,
      { 'package-lock.json': LOCK({ '': {}, 'node_modules/ms': locked('ms', { name: 'other' }) }) },
      ['lockfile-disagrees: error package-lock.json:6', 'lockfile-disagrees: error package-lock.json:8'],
    ],
    [
      'pnpm without its root',
      { 'package.json': MANIFEST({ ms: '^2.0.0' }), 'pnpm-lock.yaml': PNPM() },
      { 'pnpm-lock.yaml': PNPM({ importer: 'a' }) },
      ['lockfile-disagrees: error pnpm-lock.yaml:13'],
    ],
    [
      'pnpm, a version out of the range',
      { 'package.json': MANIFEST({ ms: '^2.0.0' }), 'pnpm-lock.yaml': PNPM() },
      { 'pnpm-lock.yaml': PNPM({ version: '1.0.0' }) },
      ['lockfile-disagrees: error pnpm-lock.yaml:13', 'version-downgraded: warning pnpm-lock.yaml:13'],
    ],
    [
      'pnpm, a range of the settings',
      { 'package.json': MANIFEST({ ms: 'catalog:' }), 'pnpm-workspace.yaml': 'catalog:\n  ms: ^2.0.0\n', 'pnpm-lock.yaml': CATALOG },
      { 'pnpm-workspace.yaml': 'catalog:\n  ms: ^3.0.0\n' },
      ['lockfile-disagrees: error pnpm-workspace.yaml:2'],
    ],
    [
      'pnpm, a range of the settings that nothing locks',
      { 'package.json': MANIFEST({ ms: 'catalog:' }), 'pnpm-workspace.yaml': 'catalog:\n  ms: ^2.0.0\n', 'pnpm-lock.yaml': CATALOG },
      { 'pnpm-workspace.yaml': 'catalog:\n  ms: ^2.0.0\n  other: ^3.0.0\n' },
      [],
    ],
    [
      'bun without its root',
      { ...USES, 'package.json': MANIFEST({}), 'bun.lock': '{"lockfileVersion":1,"workspaces":{"":{}},"packages":{}}' },
      { 'package.json': MANIFEST({ ms: '1' }), 'bun.lock': '{"lockfileVersion":1,"packages":{}}' },
      ['lockfile-disagrees: error package.json:4'],
    ],
    [
      'cargo without its crate',
      CARGO,
      { 'Cargo.toml': `${CARGO['Cargo.toml']}memchr = "2"\n`, 'Cargo.lock': (CARGO['Cargo.lock'] ?? '').replace('"app"', '"apq"') },
      ['lockfile-disagrees: error Cargo.toml:2'],
    ],
    [
      'cargo, a member',
      { ...CARGO, 'Cargo.toml': `${CARGO['Cargo.toml']}\n[workspace]\nmembers = ["crates/*"]\n` },
      { 'crates/a/Cargo.toml': '[package]\nname = "a"\nversion = "1.0.0"\n' },
      ['lockfile-disagrees: error crates/a/Cargo.toml:2'],
    ],
    ['uv without its project', PYTHON, { 'uv.lock': UV({ app: false }) }, ['lockfile-disagrees: error uv.lock:4']],
    [
      'go, replaced by what is not hashed',
      { 'go.mod': 'module a.b/c\n', 'go.sum': '' },
      { 'go.mod': 'module a.b/c\n\nrequire d.e/f v1.0.0\n\nreplace d.e/f => g.h/i v2.0.0\n' },
      ['lockfile-disagrees: error go.mod:5'],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

describe('what is said more mildly', () => {
  const ASKED = { ...USES, 'package.json': MANIFEST({ ms: '^1.0.0' }) };
  const git = { version: '1.0.0', resolved: 'git+https://example.com/x.git#c0ffee' };
  test.each<Case>([
    [
      'the first lockfile of what base asked for',
      ASKED,
      { 'package-lock.json': LOCK({ '': {}, 'node_modules/ms': git }) },
      ['source-not-registry: warning package-lock.json:8'],
    ],
    [
      'the first lockfile of a dependency that is new',
      ASKED,
      {
        'package.json': MANIFEST({ ms: '^1.0.0', other: '1' }),
        'package-lock.json': LOCK({ '': {}, 'node_modules/ms': locked('ms'), 'node_modules/other': git }),
      },
      ['source-not-registry: error package.json:5'],
    ],
    [
      'a near name that the lockfile does not say is asked for',
      NPM,
      {
        'package.json': MANIFEST({ ms: '^1.0.0', expresss: '1' }),
        'package-lock.json': LOCK({ '': {}, 'node_modules/ms': locked('ms'), 'node_modules/expresss': locked('expresss') }),
      },
      ['name-near-popular: error package.json:5'],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

describe('what must not end the checker', () => {
  test('a package that is called like a property of every object', async () => {
    const head = {
      'package-lock.json': LOCK({
        '': {},
        'node_modules/ms': locked('ms'),
        'node_modules/constructor': locked('constructor', { license: 'MIT' }),
      }),
    };
    expect(await found(NPM, head, { licences: { allow: ['MIT'] } })).toEqual([]);
  });

  test('settings of pnpm that are no YAML', async () => {
    const base = { 'package.json': MANIFEST({ ms: '^2.0.0' }), 'pnpm-lock.yaml': PNPM() };
    expect(await found(base, { 'pnpm-workspace.yaml': 'packages: [\n', 'pnpm-lock.yaml': `${PNPM()}\n` })).toEqual([
      'manifest-unreadable: error pnpm-workspace.yaml:2',
    ]);
    expect(await found({ ...base, 'pnpm-workspace.yaml': 'packages: [\n' }, { 'pnpm-lock.yaml': `${PNPM()}\n` })).toEqual([]);
  });
});
