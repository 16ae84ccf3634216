import { describe, expect, test } from 'vitest';
import { found } from '../../../test/rig/dependency-findings.ts';
import type { Files } from '../../../test/rig/repository.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const MANIFEST = (runtime: object, development: object = {}, more: object = {}) => ({
  'package.json': json({ name: 'app', dependencies: runtime, devDependencies: development, ...more }),
});
const USED = { 'src/a.ts': "\nimport { x } from 'ms';\nx();\n" };
const lock = (version: string) =>
  json({
    lockfileVersion: 3,
    packages: {
      '': {},
      'node_modules/ms': { version, resolved: `https://registry.npmjs.org/ms/-/ms-${version}.tgz`, integrity: 'sha512-aa==' },
    },
  });

/** Each: base, change, what has to be said. */
type Case = [string, Files, Files, string[]];

describe('a package that is asked for twice', () => {
  const both = MANIFEST({ ms: '^2.0.0' }, { ms: '^1.0.0' });
  test.each<Case>([
    ['for development, too', MANIFEST({ ms: '^2.0.0' }), both, ['request-contradicts: error package.json:7']],
    ['at run time, too', MANIFEST({}, { ms: '^1.0.0' }), both, ['request-contradicts: error package.json:4']],
    ['in the same range', MANIFEST({ ms: '^2.0.0' }), MANIFEST({ ms: '^2.0.0' }, { ms: '^2.0.0' }), []],
    ['as a peer', MANIFEST({}, { ms: '^2.0.0' }), MANIFEST({}, { ms: '^2.0.0' }, { peerDependencies: { ms: '>=1' } }), []],
    ['as base does', both, MANIFEST({ ms: '^2.0.1' }, { ms: '^1.0.0' }), []],
  ])('%s', async (_, before, changed, expected) => {
    expect(await found({ ...USED, ...before }, changed)).toEqual(expected);
  });
});

describe('a version that nothing holds any more', () => {
  const base = MANIFEST({ ms: '^2.0.0' });
  test.each<Case>([
    ['any', base, MANIFEST({ ms: '*' }), ['version-unbounded: error package.json:4']],
    ['the latest', base, MANIFEST({ ms: 'latest' }), ['version-unbounded: error package.json:4']],
    ['any in a lockfile', { ...base, 'package-lock.json': lock('2.0.0') }, MANIFEST({ ms: '*' }), []],
    ['any beside a lockfile that nobody can read', { ...base, 'bun.lockb': '#!/usr/bin/env bun\n' }, MANIFEST({ ms: '*' }), []],
    [
      'any beside a lockfile of Python that nobody can read',
      { ...base, 'uv.lock': '[' },
      MANIFEST({ ms: '*' }),
      ['version-unbounded: error package.json:4'],
    ],
    ['any for development', MANIFEST({}, { ms: '^2.0.0' }), MANIFEST({}, { ms: '*' }), []],
    ['any as at base', MANIFEST({ ms: '*' }), MANIFEST({ ms: '*' }, {}, { version: '1.0.0' }), []],
    ['a wider range', base, MANIFEST({ ms: '>=2.0.0' }), []],
    ['a package of the repository', { ...base, 'ms/package.json': json({ name: 'ms' }) }, MANIFEST({ ms: '*' }), []],
    [
      'of Python',
      { 'requirements.txt': 'a==1\nb[x]==2\n' },
      { 'requirements.txt': 'a==1\nb[x]\n' },
      ['version-unbounded: error requirements.txt:2'],
    ],
    ['of Python, a range', { 'requirements.txt': 'a==1\n' }, { 'requirements.txt': 'a>=1\n' }, []],
    ['of Python, never held', { 'requirements.txt': 'a==1\nb\n' }, { 'requirements.txt': 'a==2\nb\nc\n' }, []],
    ['of Python, for development', { 'requirements-dev.txt': 'a==1\n' }, { 'requirements-dev.txt': 'a\n' }, []],
    ['of Python, with constraints', { 'requirements.txt': 'a==1\n' }, { 'requirements.txt': '-c c.txt\na\n', 'c.txt': 'a==1\n' }, []],
    [
      'of Python, pinned in another file',
      { 'requirements.txt': 'a==1\n' },
      { 'requirements.txt': 'a\n', 'requirements-locked.txt': 'a==1\n' },
      [],
    ],
  ])('%s', async (_, before, changed, expected) => {
    expect(await found({ ...USED, ...before }, changed)).toEqual(expected);
  });
});

describe('a library that moves to development', () => {
  const [base, moved] = [MANIFEST({ ms: '^2.0.0' }), MANIFEST({}, { ms: '^2.0.0' })];
  test.each<Case>([
    ['and is imported', base, moved, ['import-not-installed: error package.json:5']],
    [
      'and is imported in a bundle',
      base,
      MANIFEST({}, { ms: '^2.0.0', vite: '^8.0.0' }),
      ['dependency-unused: warning package.json:6', 'import-not-installed: warning package.json:5'],
    ],
    ['and is imported in tests', { ...base, 'src/a.ts': '', 'test/a.ts': "import 'ms';\n" }, moved, []],
    ['and is imported for its types', { ...base, 'src/a.ts': "import type { X } from 'ms';\n" }, moved, []],
    ['and is a peer', base, MANIFEST({}, { ms: '^2.0.0' }, { peerDependencies: { ms: '>=1' } }), []],
    ['where it was', moved, MANIFEST({}, { ms: '^2.0.1' }), []],
    [
      'and another package imports it',
      { ...base, 'src/a.ts': '', 'b/package.json': json({ name: 'b' }), 'b/a.ts': "import 'ms';\n" },
      moved,
      [],
    ],
  ])('%s', async (_, before, changed, expected) => {
    expect(await found({ ...USED, ...before }, changed)).toEqual(expected);
  });
});

describe('a package of Python that nothing asks for any more', () => {
  const base: Files = { 'requirements.txt': 'Flask==3.0\nflask-login==1.0\n', 'app.py': '"""x"""\n\nfrom flask import g\n' };
  const gone: Files = { 'requirements.txt': 'flask-login==1.0\n' };
  test.each<Case>([
    ['and is imported', base, gone, ['import-undeclared: error requirements.txt:']],
    [
      'and is imported in tests',
      { ...base, 'app.py': '', 'tests/test_a.py': 'import os, flask\n' },
      gone,
      ['import-undeclared: warning requirements.txt:'],
    ],
    [
      'and is imported where it may be missing',
      { ...base, 'app.py': 'try:\n    import flask\nexcept ImportError:\n    flask = None\n' },
      gone,
      [],
    ],
    ['and is only named', { ...base, 'app.py': '"""\nimport flask\n"""\nimport flask_login\n' }, gone, []],
    ['but a package of the repository is called so', { ...base, 'flask/__init__.py': '' }, gone, []],
    ['but another file asks for it', { ...base, 'requirements-base.txt': 'flask>=3\n' }, gone, []],
    ['but a setup.py asks for it', { ...base, 'setup.py': "setup(install_requires=['Flask'])\n" }, gone, []],
    [
      'of a pyproject.toml',
      { 'pyproject.toml': '[project]\nname = "a"\ndependencies = ["flask", "click"]\n', 'a/b.py': 'import flask.json\n' },
      { 'pyproject.toml': '[project]\nname = "a"\ndependencies = ["click"]\n' },
      ['import-undeclared: error pyproject.toml:'],
    ],
  ])('%s', async (_, before, changed, expected) => {
    expect(await found(before, changed)).toEqual(expected);
  });
});
