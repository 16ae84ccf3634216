import { describe, expect, test } from 'vitest';
import type { Files } from '../../../test/rig/repository.ts';
import { treeOfFiles } from '../../../test/rig/trees.ts';
import { readDependencies } from './dependency-files.ts';
import { found, observed } from '../../../test/rig/dependency-findings.ts';

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
      ['lockfile-disagrees: error Cargo.toml:6'],
    ],
    [
      'cargo, one more',
      { 'Cargo.toml': CARGO('"1.0"'), 'Cargo.lock': CARGO_LOCK('1.0.1') },
      { 'Cargo.toml': CARGO('"1.0"', 'memchr = "2"\n') },
      ['lockfile-disagrees: error Cargo.toml:7'],
    ],
    [
      'cargo, the crate itself',
      { 'Cargo.toml': CARGO('"1.0"'), 'Cargo.lock': CARGO_LOCK('1.0.1') },
      { 'Cargo.lock': CARGO_LOCK('1.0.1', '0.0.9') },
      ['lockfile-disagrees: error Cargo.lock:'],
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
      ['lockfile-disagrees: error go.mod:6'],
    ],
    [
      'go, replaced',
      { 'go.mod': GO_MOD('github.com/a/b v1.0.0'), 'go.sum': GO_SUM },
      { 'go.mod': `${GO_MOD('github.com/a/b v1.1.0')}replace github.com/a/b => ./b\n`, 'b/go.mod': '' },
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
      ['lockfile-disagrees: error pyproject.toml:4'],
    ],
    [
      'uv, one more',
      { 'pyproject.toml': PYPROJECT('click>=8'), 'uv.lock': UV('>=8') },
      { 'pyproject.toml': PYPROJECT('click>=8', 'Flask[async]') },
      ['lockfile-disagrees: error pyproject.toml:5'],
    ],
    [
      'poetry, one more',
      { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.9"\nclick = "^8"\n', 'poetry.lock': POETRY },
      { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.9"\nclick = "^8"\nFlask = "^3"\n' },
      ['lockfile-disagrees: error pyproject.toml:4'],
    ],
    [
      'broken TOML',
      { 'pyproject.toml': PYPROJECT('click>=8'), 'uv.lock': UV('>=8') },
      { 'uv.lock': 'version = 1\n[[package]\n' },
      ['lockfile-unreadable: error uv.lock:2'],
    ],
    [
      'broken manifest',
      { 'Cargo.toml': CARGO('"1.0"'), 'Cargo.lock': CARGO_LOCK('1.0.1') },
      { 'Cargo.toml': '[package]\nname = app\n' },
      ['manifest-unreadable: error Cargo.toml:2'],
    ],
    [
      'a line of go.sum that is none',
      { 'go.mod': GO_MOD(), 'go.sum': '' },
      { 'go.sum': '<<<<<<< ours\n' },
      ['lockfile-unreadable: error go.sum:1'],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

const PATCH = '[patch.crates-io]\nitoa = { path = "itoa" }\n';
const PNPM_LOCK = (range: string) =>
  `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      ms:\n        specifier: ${range}\n        version: 2.1.3\n\npackages:\n\n  ms@2.1.3:\n    resolution: {integrity: sha512-aa==}\n`;
const ASKS = (range: string) => `{\n  "dependencies": {\n    "ms": "${range}"\n  }\n}\n`;

/** Each: a base that agrees, a change that does not, what excuses it, and what is said without it. */
const EXCUSES: [string, Files, Files, Files, string[]][] = [
  [
    '[patch] of cargo',
    { 'Cargo.toml': CARGO('"1.0"', PATCH), 'Cargo.lock': CARGO_LOCK('1.0.1') },
    { 'Cargo.toml': CARGO('"2.0"', PATCH) },
    { 'Cargo.toml': CARGO('"1.0"') },
    ['lockfile-disagrees: error Cargo.toml:6', 'source-not-registry: error Cargo.toml:8'],
  ],
  [
    'vendor of go',
    { 'go.mod': GO_MOD('github.com/a/b v1.0.0'), 'go.sum': GO_SUM, 'vendor/modules.txt': '' },
    { 'go.mod': GO_MOD('github.com/a/b v1.1.0'), 'vendor/modules.txt': '# more' },
    { 'vendor/modules.txt': null },
    ['lockfile-disagrees: error go.mod:6'],
  ],
  [
    '.pnpmfile',
    { 'package.json': ASKS('^2.0.0'), 'pnpm-lock.yaml': PNPM_LOCK('^2.0.0'), '.pnpmfile.cjs': '' },
    { 'package.json': ASKS('^3.0.0'), '.pnpmfile.cjs': '//' },
    { '.pnpmfile.cjs': null },
    ['lockfile-disagrees: error package.json:3'],
  ],
];

describe('what rewrites a manifest excuses the lockfile', () => {
  test.each(EXCUSES)('%s of the base commit', async (_, base, changed) => {
    expect(await found(base, changed)).toEqual([]);
  });

  test.each(EXCUSES)('but no %s that comes with the change', async (_, base, changed, without, expected) => {
    expect(await found({ ...base, ...without }, changed)).toEqual(expected);
  });
});

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string | null;
  readonly license?: string;
  readonly hasInstallScript?: true;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** A package.json and a package-lock.json that agree: every name is asked for, unless another one's `dependencies` has it. */
function npm(locked: Readonly<Record<string, Locked>>): Files {
  const inner = new Set(Object.values(locked).flatMap(({ dependencies = {} }) => Object.keys(dependencies)));
  const asked = Object.fromEntries(Object.keys(locked).flatMap((name) => (inner.has(name) ? [] : [[name, '*']])));
  const places = Object.entries(locked).map(([name, { integrity = 'sha512-aa==', version = '1.0.0', ...fields }]) => [
    `node_modules/${name}`,
    {
      version,
      resolved: `https://registry.npmjs.org/${name}/-/${name.replace(/^.*\//, '')}-${version}.tgz`,
      ...(integrity === null ? {} : { integrity }),
      ...fields,
    },
  ]);
  const packages = { '': { dependencies: asked }, ...Object.fromEntries(places) };
  return {
    'use.js': Object.keys(asked)
      .map((name) => `import '${name}';\n`)
      .join(''),
    'package.json': JSON.stringify({ name: 'app', dependencies: asked }, null, 2),
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages }, null, 2),
  };
}

const BASE = npm({ ms: { version: '2.1.3', license: 'MIT' } });
const LICENCES = { licences: { allow: ['MIT', 'Apache-2.0'], known: { named: 'MIT' } } };
const added = (locked: Locked, name = 'some-package') => npm({ ms: { version: '2.1.3', license: 'MIT' }, [name]: locked });

describe('flagged', () => {
  test.each<[string, Files, string[], object?]>([
    ['from git', added({ resolved: 'git+ssh://git@github.com/a/b.git#c0ffee' }), ['source-not-registry: error package.json:5']],
    ['from a server', added({ resolved: 'https://example.com/b.tgz' }), ['source-not-registry: error package.json:5']],
    ['from outside of the tree', added({ resolved: 'file:../b' }), ['source-not-registry: error package.json:5']],
    ['without a hash', added({ integrity: null }), ['integrity-missing: error package-lock.json:18']],
    ['with an install script', added({ hasInstallScript: true }), ['install-script: error package.json:5']],
    ['under another licence', added({ license: 'GPL-3.0-only' }), ['licence-not-allowed: error package.json:5'], LICENCES],
    ['under two licences', added({ license: 'MIT AND GPL-3.0-only' }), ['licence-not-allowed: error package.json:5'], LICENCES],
    ['without a licence', added({}), ['licence-unknown: error package.json:5'], LICENCES],
    ['under no expression', added({ license: 'SEE LICENSE IN LICENSE.md' }), ['licence-unknown: error package.json:5'], LICENCES],
    ['a name near a popular one', added({}, 'expresss'), ['name-near-popular: error package.json:5']],
    ['a scope near a popular one', added({}, '@babell/core'), ['name-near-popular: error package.json:5']],
    ['an older version', npm({ ms: { version: '2.0.0', license: 'MIT' } }), ['version-downgraded: warning package-lock.json:9']],
  ])('%s', async (_, head, expected, own) => {
    expect(await found(BASE, head, own)).toEqual(expected);
  });

  const rust = { 'Cargo.toml': CARGO('"1.0"'), 'Cargo.lock': CARGO_LOCK('1.0.1') };
  test.each<[string, Files, Files, string[]]>([
    [
      'another hash of a crate',
      rust,
      { 'Cargo.lock': CARGO_LOCK('1.0.1').replace('4a5f13', '5a5f13') },
      ['integrity-changed: error Cargo.lock:11'],
    ],
    [
      'another hash in go.sum',
      { 'go.mod': GO_MOD(), 'go.sum': GO_SUM },
      { 'go.sum': GO_SUM.replace('abc', 'abd') },
      ['integrity-changed: error go.sum:1'],
    ],
    [
      'another hash of a file on PyPI',
      { 'uv.lock': UV('>=8') },
      { 'uv.lock': UV('>=8').replace('ae74', 'be74') },
      ['integrity-changed: error uv.lock:15'],
    ],
    [
      'a requirement from git, and one near a popular name',
      { 'requirements.txt': 'flask==3.0.0\n' },
      { 'requirements.txt': 'flask==3.0.0\nrequestss==2.0\nb @ git+https://example.com/b.git\n' },
      ['name-near-popular: error requirements.txt:2', 'source-not-registry: error requirements.txt:3'],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

test('a page for each package whose name is new', async () => {
  const head = npm({
    ms: { version: '2.1.3', license: 'MIT' },
    'some-outer': { license: 'MIT', dependencies: { inner: '1' } },
    inner: { hasInstallScript: true, integrity: null, resolved: 'git+https://example.com/inner.git#c0ffee' },
  });
  const notes = (await observed(BASE, head)).filter(({ severity }) => severity === 'note');
  expect(notes.map(({ line, message }) => `${line} ${message}`)).toEqual([
    'new-dependency: note package-lock.json:16 New: some-outer@1.0.0 (npm): a manifest asks for it; licence MIT; install script no; from the registry (https://registry.npmjs.org/some-outer/-/some-outer-1.0.0.tgz); locked by hash; age, size and maintainers unknown',
    'new-dependency: note package-lock.json:25 New: inner@1.0.0 (npm): comes with some-outer > inner; licence not said; install script yes; from git git+https://example.com/inner.git#c0ffee; no hash; age, size and maintainers unknown',
  ]);
});

const PATCHED = `__metadata:
  version: 8

"@a/b@patch:@a/b@npm%3A4.0.2#~/.yarn/patches/b.patch":
  version: 4.0.2
  resolution: "@a/b@patch:@a/b@npm%3A4.0.2#~/.yarn/patches/b.patch::version=4.0.2&hash=8ff963"
  languageName: node
  linkType: hard
`;

test('what yarn patches comes from the registry, and what it patches from git from git', async () => {
  const head = { 'yarn.lock': PATCHED };
  expect(await found({ 'package.json': '{}' }, head)).toEqual([]);
  const fromGit = { 'yarn.lock': PATCHED.replaceAll('npm%3A4.0.2', 'https%3A//example.com/b.git#commit') };
  expect(await found({ 'package.json': '{}', 'yarn.lock': '__metadata:\n  version: 8\n' }, fromGit)).toEqual([
    'source-not-registry: error yarn.lock:4',
  ]);
});

test.each(['package-lock.json', 'package.json'])('%s that is a symbolic link is not read past', async (path) => {
  const tree = treeOfFiles(BASE);
  const linked = { ...tree, entry: (one: string) => (one === path ? { mode: '120000', objectId: '1' } : tree.entry(one)) };
  expect((await readDependencies(linked, [path])).unreadable).toEqual([{ path, reason: 'it is a symbolic link', line: 1 }]);
});

test('an install script that pnpm says of what it did not look at', async () => {
  const lock = (more: string) =>
    `lockfileVersion: '6.0'\n\npackages:\n\n  /some-package@1.0.0:\n    resolution: {integrity: sha512-aa==}\n    requiresBuild: true\n${more}`;
  const base = { 'pnpm-lock.yaml': "lockfileVersion: '6.0'\n" };
  expect(await found(base, { 'pnpm-lock.yaml': lock('') })).toEqual(['install-script: error pnpm-lock.yaml:5']);
  expect(await found(base, { 'pnpm-lock.yaml': lock('    optional: true\n') })).toEqual([]);
});

describe('clean', () => {
  test.each<[string, Files, object?]>([
    ['a plain new package', added({ license: 'MIT' })],
    ['an allowed choice of licences', added({ license: '(GPL-2.0-only OR Apache-2.0)' }), LICENCES],
    ['a licence that the options know', added({}, 'named'), LICENCES],
    [
      'an address that the options name',
      added({ resolved: 'git+https://github.com/a/b.git#c0ffee' }),
      { sources: ['https://github.com/a/'] },
    ],
    ['a script that the options permit', added({ hasInstallScript: true }), { scripts: ['some-package'] }],
    ['a name that the options know', added({}, 'expresss'), { names: ['expresss'] }],
    ['a name that is near and well known', added({}, 'preact')],
    ['the project itself', { 'requirements.txt': '.[cli,http2]\n-e ./lib[x]\n', 'lib/setup.py': '' }],
    ['a newer version', npm({ ms: { version: '3.0.0', license: 'MIT' } })],
  ])('%s', async (_, head, own) => {
    expect(await found(BASE, head, own)).toEqual([]);
  });

  test('an install script of what base asks for without a lockfile', async () => {
    const docs = (files: Files) => Object.fromEntries(Object.entries(files).map(([path, text]) => [`docs/${path}`, text]));
    const [base, head] = [docs(BASE), docs(added({ hasInstallScript: true }))];
    const asks = { 'package.json': JSON.stringify({ name: 'all', devDependencies: { 'some-package': '^1.0.0' } }) };
    expect(await found({ ...base, ...asks }, head)).toEqual([]);
    // Where a lockfile stands beside it, that says what runs.
    const locked = { ...asks, 'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': {} } }) };
    expect(await found({ ...base, ...locked }, head)).toContain('install-script: error docs/package.json:5');
  });

  test('an install script that the base commit permits', async () => {
    const base = { ...BASE, 'pnpm-workspace.yaml': 'onlyBuiltDependencies:\n  - some-package\n' };
    expect(await found(base, added({ hasInstallScript: true }))).toEqual([]);
  });
});
