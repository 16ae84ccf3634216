import { describe, expect, test } from 'vitest';
import { caveatsOf, found } from '../../../test/rig/dependency-findings.ts';
import type { Files } from '../../../test/rig/repository.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const ASKS = (more: object = {}, range = '^2.0.0') => json({ name: 'app', dependencies: { ms: range }, ...more });
const USES = { 'use.js': "import 'ms';\n" };

const NPM_LOCK = (version = '2.1.3', more: object = {}) =>
  json({
    name: 'app',
    lockfileVersion: 3,
    packages: { '': { name: 'app', dependencies: { ms: '^2.0.0' } }, 'node_modules/ms': { version, integrity: 'sha512-aa==' }, ...more },
  });
const PNPM_LOCK = ({ specifier = '^2.0.0', version = '2.1.3', more = '' } = {}) =>
  `lockfileVersion: '9.0'\n\n${more}importers:\n\n  .:\n    dependencies:\n      ms:\n        specifier: ${specifier}\n        version: ${version}\n\npackages:\n\n  ms@${version}:\n    resolution: {integrity: sha512-aa==}\n`;
const OVERRIDDEN = (range: string, key = 'ms') => `overrides:\n  ${key}: ${range}\n\n`;
const BUN_LOCK = (overrides: object = {}) =>
  json({
    lockfileVersion: 1,
    workspaces: { '': { name: 'app', dependencies: { ms: '^2.0.0' } } },
    overrides,
    packages: { ms: ['ms@2.1.3', '', {}, 'sha512-aa=='] },
  });
const BERRY_LOCK = (pattern = 'ms@npm:^2.0.0', version = '2.1.3') =>
  `__metadata:\n  version: 8\n\n"app@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "app@workspace:."\n  dependencies:\n    ms: "npm:^2.0.0"\n  languageName: unknown\n  linkType: soft\n\n"${pattern}":\n  version: ${version}\n  resolution: "ms@npm:${version}"\n  checksum: 10c0/aa\n  languageName: node\n  linkType: hard\n`;
const CLASSIC_LOCK = (patterns = 'ms@^2.0.0', version = '2.1.3') =>
  `${patterns}:\n  version "${version}"\n  resolved "https://registry.yarnpkg.com/ms/-/ms-${version}.tgz#aa"\n  integrity sha512-aa==\n`;

const NPM: Files = { ...USES, 'package.json': ASKS(), 'package-lock.json': NPM_LOCK() };
const PNPM: Files = { ...USES, 'package.json': ASKS(), 'pnpm-lock.yaml': PNPM_LOCK() };
const BUN: Files = { ...USES, 'package.json': ASKS(), 'bun.lock': BUN_LOCK() };
const BERRY: Files = { ...USES, 'package.json': ASKS(), 'yarn.lock': BERRY_LOCK() };
const CLASSIC: Files = { ...USES, 'package.json': ASKS(), 'yarn.lock': CLASSIC_LOCK() };

const LINE_7 = ['lockfile-disagrees: error package.json:7'];
const LINE_4 = 'lockfile-disagrees: error package.json:4';
const WORKSPACE = 'pnpm-workspace.yaml';

const FORK = 'git+https://github.com/a/ms.git#fixed';
const FORKED = json({
  name: 'app',
  lockfileVersion: 3,
  packages: {
    '': { name: 'app', dependencies: { ms: '^2.0.0' } },
    'node_modules/ms': { version: '2.1.3', resolved: 'git+ssh://git@github.com/a/ms.git#aa' },
  },
});
const OF_FORK = ['source-not-registry: error package-lock.json:13'];

/** Each: base, change, what has to be said. */
type Case = [string, Files, Files, string[]];

describe('an override that the lockfile does not follow', () => {
  test.each<Case>([
    ['npm', NPM, { 'package.json': ASKS({ overrides: { ms: '2.2.0' } }) }, LINE_7],
    [
      'npm, as an object',
      NPM,
      { 'package.json': ASKS({ overrides: { ms: { '.': '2.2.0' } } }) },
      ['lockfile-disagrees: error package.json:8'],
    ],
    ['npm, of what another package uses', NPM, { 'package.json': ASKS({ overrides: { other: { ms: '2.2.0' } } }) }, []],
    ['npm, followed', NPM, { 'package.json': ASKS({ overrides: { ms: '2.1.3' } }) }, []],
    ['npm, a reference', NPM, { 'package.json': ASKS({ overrides: { ms: '$ms' } }) }, []],
    ['npm, a reference with a scope', NPM, { 'package.json': ASKS({ overrides: { ms: '$@a/ms' } }) }, []],
    ['npm, another repository', NPM, { 'package.json': ASKS({ overrides: { ms: FORK } }) }, LINE_7],
    [
      'npm, another repository, followed',
      NPM,
      { 'package.json': ASKS({ overrides: { ms: 'a/ms' } }), 'package-lock.json': FORKED },
      OF_FORK,
    ],
    ['npm, of what is not locked', NPM, { 'package.json': ASKS({ overrides: { other: '2.2.0' } }) }, []],
    ['npm, resolutions, which it does not read', NPM, { 'package.json': ASKS({ resolutions: { ms: '2.2.0' } }) }, []],
    ['pnpm', PNPM, { 'package.json': ASKS({ pnpm: { overrides: { ms: '2.2.0' } } }) }, ['lockfile-disagrees: error package.json:8']],
    ['pnpm, in its settings', PNPM, { [WORKSPACE]: 'overrides:\n  other@1: 2.2.0\n' }, [`lockfile-disagrees: error ${WORKSPACE}:2`]],
    [
      'pnpm, in its settings, moved',
      { ...PNPM, [WORKSPACE]: 'overrides:\n  other: 2.2.0\n', 'pnpm-lock.yaml': PNPM_LOCK({ more: OVERRIDDEN('2.2.0', 'other') }) },
      { [WORKSPACE]: 'overrides:\n  other: 2.3.0\n' },
      [`lockfile-disagrees: error ${WORKSPACE}:2`],
    ],
    [
      'pnpm, gone',
      { ...PNPM, [WORKSPACE]: 'overrides:\n  other: 2.2.0\n', 'pnpm-lock.yaml': PNPM_LOCK({ more: OVERRIDDEN('2.2.0', 'other') }) },
      { [WORKSPACE]: 'packages: []\n' },
      ['lockfile-disagrees: error pnpm-lock.yaml:1'],
    ],
    [
      'pnpm, followed',
      PNPM,
      { [WORKSPACE]: 'overrides:\n  other: 2.2.0\n', 'pnpm-lock.yaml': PNPM_LOCK({ more: OVERRIDDEN('2.2.0', 'other') }) },
      [],
    ],
    [
      'pnpm, a range of a catalog',
      PNPM,
      { [WORKSPACE]: "overrides:\n  other: 'catalog:'\n", 'pnpm-lock.yaml': PNPM_LOCK({ more: OVERRIDDEN('2.2.0', 'other') }) },
      [],
    ],
    [
      'pnpm, resolutions that are followed beside a new override',
      {
        ...PNPM,
        'package.json': ASKS({ resolutions: { other: '2.2.0' } }),
        'pnpm-lock.yaml': PNPM_LOCK({ more: OVERRIDDEN('2.2.0', 'other') }),
      },
      {
        'package.json': ASKS({ resolutions: { other: '2.2.0' }, pnpm: { overrides: { more: '1.0.0' } } }),
        'pnpm-lock.yaml': PNPM_LOCK({ more: 'overrides:\n  more: 1.0.0\n  other: 2.2.0\n\n' }),
      },
      [],
    ],
    [
      'pnpm, resolutions that are no longer followed beside an override',
      {
        ...PNPM,
        'package.json': ASKS({ resolutions: { other: '2.2.0' }, pnpm: { overrides: { more: '1.0.0' } } }),
        'pnpm-lock.yaml': PNPM_LOCK({ more: 'overrides:\n  more: 1.0.0\n  other: 2.2.0\n\n' }),
      },
      { 'package.json': ASKS({ resolutions: { other: '2.3.0' }, pnpm: { overrides: { more: '1.0.0' } } }) },
      LINE_7,
    ],
    [
      'pnpm, resolutions that an override stands in place of',
      PNPM,
      {
        'package.json': ASKS({ resolutions: { more: '2.2.0', other: '2.2.0' }, pnpm: { overrides: { more: '1.0.0' } } }),
        'pnpm-lock.yaml': PNPM_LOCK({ more: OVERRIDDEN('1.0.0', 'more') }),
      },
      [],
    ],
    ['bun', BUN, { 'package.json': ASKS({ overrides: { other: '2.2.0' } }) }, LINE_7],
    ['bun, followed', BUN, { 'package.json': ASKS({ overrides: { other: '2.2.0' } }), 'bun.lock': BUN_LOCK({ other: '2.2.0' }) }, []],
    ['yarn', BERRY, { 'package.json': ASKS({ resolutions: { ms: '2.2.0' } }) }, LINE_7],
    [
      'yarn, followed',
      BERRY,
      { 'package.json': ASKS({ resolutions: { ms: '2.2.0' } }), 'yarn.lock': BERRY_LOCK('ms@npm:2.2.0', '2.2.0') },
      [],
    ],
    ['yarn, another repository', BERRY, { 'package.json': ASKS({ resolutions: { ms: FORK } }) }, LINE_7],
    ['yarn 1', CLASSIC, { 'package.json': ASKS({ resolutions: { '**/ms': '2.2.0' } }) }, LINE_7],
    ['yarn 1, another repository', CLASSIC, { 'package.json': ASKS({ resolutions: { ms: FORK } }) }, LINE_7],
    [
      'yarn 1, followed',
      CLASSIC,
      { 'package.json': ASKS({ resolutions: { ms: '1.0.0' } }), 'yarn.lock': CLASSIC_LOCK('ms@1.0.0, ms@^2.0.0', '1.0.0') },
      ['version-downgraded: warning yarn.lock:1'],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

describe('an override that has nothing to do with what disagrees', () => {
  const OLDER = 'version-downgraded: warning';
  test.each<Case>([
    [
      'npm, below another package',
      NPM,
      { 'package.json': ASKS({ overrides: { other: { ms: '1.0.0' } } }), 'package-lock.json': NPM_LOCK('1.0.0') },
      [LINE_4, `${OLDER} package-lock.json:11`],
    ],
    [
      'npm, of the package itself',
      NPM,
      { 'package.json': ASKS({ overrides: { app: { ms: '1.0.0' } } }), 'package-lock.json': NPM_LOCK('1.0.0') },
      [`${OLDER} package-lock.json:11`],
    ],
    [
      'pnpm, below another package',
      PNPM,
      {
        'package.json': ASKS({ pnpm: { overrides: { 'other@1>ms': '1.0.0' } } }),
        'pnpm-lock.yaml': PNPM_LOCK({ version: '1.0.0', more: OVERRIDDEN('1.0.0', "'other@1>ms'") }),
      },
      [LINE_4, `${OLDER} pnpm-lock.yaml:16`],
    ],
    [
      'pnpm, what another package is said to ask for',
      PNPM,
      {
        'package.json': ASKS({ pnpm: { packageExtensions: { ms: { dependencies: { other: '1' } } } } }),
        'pnpm-lock.yaml': PNPM_LOCK({ version: '1.0.0' }),
      },
      [LINE_4, `${OLDER} pnpm-lock.yaml:13`],
    ],
    [
      'pnpm, for another version than the one that is locked',
      PNPM,
      {
        'package.json': ASKS({ pnpm: { overrides: { ms: '2.2.0' } } }),
        'pnpm-lock.yaml': PNPM_LOCK({ version: '1.0.0', more: OVERRIDDEN('2.2.0') }),
      },
      [LINE_4, `${OLDER} pnpm-lock.yaml:16`],
    ],
    [
      'pnpm, the one that is locked',
      PNPM,
      {
        'package.json': ASKS({ pnpm: { overrides: { ms: '1.0.0' } } }),
        'pnpm-lock.yaml': PNPM_LOCK({ specifier: '1.0.0', version: '1.0.0', more: OVERRIDDEN('1.0.0') }),
      },
      [`${OLDER} pnpm-lock.yaml:16`],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

describe('a package of the tree that no workspace is', () => {
  const ELSEWHERE = { 'vendor/near/package.json': json({ name: 'near' }), 'use-near.js': "import 'near';\n" };
  const TWO = (more: object = {}) => json({ name: 'app', dependencies: { ms: '^2.0.0', near: '^1.0.0' }, ...more });
  test.each<Case>([
    ['npm', NPM, { ...ELSEWHERE, 'package.json': TWO() }, ['lockfile-disagrees: error package.json:5']],
    ['yarn 1', CLASSIC, { ...ELSEWHERE, 'package.json': TWO() }, ['lockfile-disagrees: error package.json:5']],
    ['yarn 1, a workspace', CLASSIC, { ...ELSEWHERE, 'package.json': TWO({ workspaces: ['./vendor/*'] }) }, []],
    [
      'npm, a workspace',
      NPM,
      {
        ...ELSEWHERE,
        'package.json': TWO({ workspaces: ['vendor/*'] }),
        'package-lock.json': NPM_LOCK('2.1.3', { 'vendor/near': {}, 'node_modules/near': { resolved: 'vendor/near', link: true } }),
      },
      [],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

describe('a catalog that the lockfile of pnpm keeps to itself', () => {
  const CATALOG = PNPM_LOCK({ specifier: "'catalog:'" });
  const BASE = { ...USES, 'package.json': ASKS({}, 'catalog:'), [WORKSPACE]: 'catalog:\n  ms: ^2.0.0\n', 'pnpm-lock.yaml': CATALOG };
  test.each<[string, Files, string[]]>([
    ['a version out of the range', { [WORKSPACE]: 'catalog:\n  ms: ^3.0.0\n' }, [`lockfile-disagrees: error ${WORKSPACE}:2`]],
    ['a version in the range', { [WORKSPACE]: 'catalog:\n  ms: ^2.1.0\n' }, []],
  ])('%s', async (_, changed, expected) => {
    expect(await found(BASE, changed)).toEqual(expected);
  });
});

describe('a project of Python that leaves something to its build', () => {
  const UV = `version = 1\n\n[[package]]\nname = "app"\nversion = "0.1.0"\nsource = { editable = "." }\n\n[package.optional-dependencies]\nweb = [{ name = "click" }]\n\n[package.metadata]\nrequires-dist = [{ name = "click", marker = "extra == 'web'", specifier = ">=8" }]\n\n[[package]]\nname = "click"\nversion = "8.1.7"\nsource = { registry = "https://pypi.org/simple" }\nwheels = [\n    { url = "https://files.pythonhosted.org/packages/00/click-8.1.7-py3-none-any.whl", hash = "sha256:ae74" },\n]\n`;
  const PROJECT = (dynamic: string, ...asked: string[]) =>
    `[project]\nname = "app"\n${dynamic}\n[project.optional-dependencies]\nweb = [\n${asked.map((one) => `  "${one}",\n`).join('')}]\n`;
  const DYNAMIC = 'dynamic = ["dependencies"]';
  const BASE = { 'pyproject.toml': PROJECT('', 'click>=8'), 'uv.lock': UV };
  test.each<Case>([
    [
      'as base does',
      { ...BASE, 'pyproject.toml': PROJECT(DYNAMIC, 'click>=8') },
      { 'pyproject.toml': PROJECT(DYNAMIC, 'click>=9') },
      ['lockfile-disagrees: error pyproject.toml:6'],
    ],
    ['anew', BASE, { 'pyproject.toml': PROJECT(DYNAMIC, 'click>=9') }, ['lockfile-disagrees: error pyproject.toml:6']],
    ['and writes down what is locked', BASE, { 'pyproject.toml': PROJECT(DYNAMIC, 'click>=8') }, []],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });

  test('it is said', async () => {
    expect(await caveatsOf(BASE, { 'pyproject.toml': PROJECT(DYNAMIC, 'click>=8') })).toEqual([
      'pyproject.toml leaves to its build what it asks for: that is not held against uv.lock',
    ]);
    expect(await caveatsOf(BASE, { 'pyproject.toml': PROJECT('', 'click>=8.0') })).toEqual([]);
  });
});

test.each([
  [{ licences: { allow: ['MIT'] } }, ["licences that nothing says of these or of base's: not evaluated: ms@2.2.0"]],
  [{ licences: { allow: ['MIT'], known: { ms: 'MIT' } } }, []],
  [{}, []],
])('a newer version of what no lockfile says a licence of: %j', async (options, expected) => {
  const newer = { 'pnpm-lock.yaml': PNPM_LOCK({ version: '2.2.0' }) };
  expect(await found(PNPM, newer, options)).toEqual([]);
  expect(await caveatsOf(PNPM, newer, options)).toEqual(expected);
});
