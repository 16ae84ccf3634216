import { describe, expect, test } from 'vitest';
import { found } from '../../../test/rig/dependency-findings.ts';
import type { Files } from '../../../test/rig/repository.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const ms = (version: string) => ({
  version,
  resolved: `https://registry.npmjs.org/ms/-/ms-${version}.tgz`,
  integrity: 'sha512-aa==',
});
const NPM = (manifest: object, root: object, places: object): Files => ({
  'package.json': json({ name: 'app', ...manifest }),
  'package-lock.json': json({ name: 'app', lockfileVersion: 3, packages: { '': root, ...places } }),
  'use.js': "import 'ms';\n",
});
const asked = { ms: '^2.0.0' };
const GIT = 'evil @ git+https://host.test/evil.git\n';

describe('requirements', () => {
  test.each<[string, Files, Files, string[]]>([
    [
      'that another file includes',
      { 'requirements.txt': '-r deps/base.in\n', 'deps/base.in': 'click==8.1.7\n' },
      { 'deps/base.in': GIT },
      ['source-not-registry: error deps/base.in:1'],
    ],
    [
      'that an included file includes',
      { 'requirements.txt': '-r a.in\n', 'a.in': '--requirement="b.in"\n', 'b.in': '\n' },
      { 'b.in': GIT },
      ['source-not-registry: error b.in:1'],
    ],
    [
      'that limit others',
      { 'requirements.txt': '-c limits\nclick\n', limits: '\n' },
      { limits: GIT },
      ['source-not-registry: error limits:1'],
    ],
    [
      'that are included from now on',
      { 'requirements.txt': 'click\n', 'base.in': GIT },
      { 'requirements.txt': 'click\n-r base.in\n' },
      ['source-not-registry: error base.in:1'],
    ],
    ['that nothing includes', { 'requirements.txt': 'click\n', 'base.in': '\n' }, { 'base.in': GIT }, []],
    [
      'that include themselves',
      { 'requirements.txt': '-r a.in\n', 'a.in': '-r a.in\n-r requirements.txt\n' },
      { 'a.in': '-r a.in\n-r none.in\n' },
      [],
    ],
    [
      'from an index in quotes',
      { 'requirements.txt': '\n' },
      { 'requirements.txt': '--extra-index-url "https://host.test/simple"\nclick==8.1.7\n' },
      ['source-not-registry: error requirements.txt:1'],
    ],
    [
      'from one behind another option',
      { 'requirements.txt': '\n' },
      { 'requirements.txt': '--pre --extra-index-url=https://host.test/simple\nclick==8.1.7\n' },
      ['source-not-registry: error requirements.txt:1'],
    ],
    [
      'from one whose option is cut short',
      { 'requirements.txt': '\n' },
      { 'requirements.txt': '--extra https://host.test/simple\nclick==8.1.7\n' },
      ['source-not-registry: error requirements.txt:1'],
    ],
    [
      'that are editable, in quotes',
      { 'requirements.txt': '\n' },
      { 'requirements.txt': '--edit "git+https://host.test/evil.git#egg=evil"\n' },
      ['source-not-registry: error requirements.txt:1'],
    ],
    [
      'from PyPI',
      { 'requirements.txt': '\n' },
      { 'requirements.txt': "-i 'https://pypi.org/simple'\n--require-hashes\nclick==8.1.7 --hash=sha256:ae74\n" },
      [],
    ],
  ])('%s', async (_, base, head, expected) =>
    expect((await found(base, { ...base, ...head })).filter((one) => !one.startsWith('new-'))).toEqual(expected),
  );
});

describe('what is optional', () => {
  test.each<[string, Files, string[]]>([
    [
      'in another version',
      NPM({ optionalDependencies: asked }, { optionalDependencies: asked }, { 'node_modules/ms': ms('1.0.0') }),
      ['lockfile-disagrees: error package.json:4'],
    ],
    ['that no lockfile holds', NPM({ optionalDependencies: asked }, {}, {}), ['lockfile-disagrees: error package.json:4']],
    ['that npm could not have', NPM({ optionalDependencies: asked }, { optionalDependencies: asked }, {}), []],
    ['that is locked', NPM({ optionalDependencies: asked }, { optionalDependencies: asked }, { 'node_modules/ms': ms('2.1.3') }), []],
    [
      'and asked for otherwise too',
      NPM(
        { optionalDependencies: asked, devDependencies: { ms: '^1.0.0' } },
        { optionalDependencies: asked },
        { 'node_modules/ms': ms('2.1.3') },
      ),
      [],
    ],
  ])('%s', async (_, head, expected) => {
    const base = NPM({}, {}, {});
    expect((await found(base, head)).filter((one) => !one.startsWith('new-'))).toEqual(expected);
  });
});
