import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Tree } from '../domain/tree.ts';
import { lockfileFaults } from './lockfile-faults.ts';

type Files = Readonly<Record<string, string>>;

const treeOf = (files: Files): Tree => ({
  id: '0',
  paths: Object.keys(files).toSorted(),
  has: (path) => Object.hasOwn(files, path),
  entry: (path) =>
    Object.hasOwn(files, path)
      ? {
          mode: '100644',
          objectId: createHash('sha1')
            .update(files[path] ?? '')
            .digest('hex'),
        }
      : undefined,
  read: async (path) => files[path] ?? null,
});

const REGISTRY = 'https://registry.npmjs.org';
const locked = (packages: Readonly<Record<string, object>>) => JSON.stringify({ lockfileVersion: 3, packages });
const A = { version: '1.0.0', resolved: `${REGISTRY}/a/-/a-1.0.0.tgz`, integrity: 'sha512-a' };
const BASE = { 'package-lock.json': locked({ 'node_modules/a': A }) };

async function found(base: Files, head: Files, { allowed = '', own = '' } = {}) {
  const faults = await lockfileFaults({
    base: treeOf(base),
    head: treeOf(head),
    isAllowed: (path) => path === allowed,
    ownSettings: async () => own,
  });
  return faults.map(({ path, message }) => `${path}: ${message}`);
}

const relocked = (packages: Readonly<Record<string, object>>) => ({ 'package-lock.json': locked(packages) });

describe('what would be installed otherwise', () => {
  test.each<[string, Readonly<Record<string, object>>, string]>([
    [
      'other content',
      { 'node_modules/a': { ...A, integrity: 'sha512-b' } },
      'a@1.0.0 has other content than at the base commit: integrity was sha512-a and is sha512-b',
    ],
    [
      'other content at another place',
      { 'node_modules/a': A, 'node_modules/b/node_modules/a': { ...A, integrity: 'sha512-b' } },
      'a@1.0.0 has other content than at the base commit: integrity was sha512-a and is sha512-b',
    ],
    [
      'a hash that is gone',
      { 'node_modules/a': { version: '1.0.0', resolved: A.resolved } },
      'a@1.0.0 has other content than at the base commit: integrity was sha512-a and is none',
    ],
    [
      'a weaker hash',
      { 'node_modules/a': { ...A, integrity: 'sha1-a' } },
      'a@1.0.0 has other content than at the base commit: integrity was sha512-a and is sha1-a',
    ],
    [
      'another host',
      { 'node_modules/a': { ...A, resolved: 'https://evil.example/a/-/a-1.0.0.tgz' } },
      'a@1.0.0 came from registry.npmjs.org and comes from evil.example now',
    ],
    [
      'a new package of another host',
      { 'node_modules/a': A, 'node_modules/b': { version: '1.0.0', resolved: 'https://evil.example/b/-/b-1.0.0.tgz' } },
      "b@1.0.0 comes from evil.example, which neither the base commit's lockfile nor a registry setting names",
    ],
    [
      'a new package of a git host',
      { 'node_modules/a': A, 'node_modules/b': { version: '1.0.0', resolved: 'git+ssh://git@evil.example/b.git#c0ffee' } },
      "b@1.0.0 comes from evil.example, which neither the base commit's lockfile nor a registry setting names",
    ],
    [
      'a new version fetched as another package',
      { 'node_modules/a': { version: '1.0.1', resolved: `${REGISTRY}/@x%2fevil/-/evil-1.0.1.tgz` } },
      `a@1.0.1 is fetched as @x/evil: ${REGISTRY}/@x%2fevil/-/evil-1.0.1.tgz`,
    ],
  ])('%s', async (_, packages, message) => {
    expect(await found(BASE, relocked(packages))).toEqual([`package-lock.json: ${message}`]);
  });

  test('a first lockfile is held to the registries that are known', async () => {
    const evil = relocked({ 'node_modules/b': { version: '1.0.0', resolved: 'https://evil.example/b.tgz' } });
    expect(await found({}, evil)).toEqual([
      "package-lock.json: b@1.0.0 comes from evil.example, which neither the base commit's lockfile nor a registry setting names",
    ]);
  });

  test("another manager's lockfile is compared with what was locked before", async () => {
    const head = { ...BASE, 'pnpm-lock.yaml': "lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: {integrity: sha512-b}\n" };
    expect(await found(BASE, head)).toEqual([
      'pnpm-lock.yaml: a@1.0.0 has other content than at the base commit: integrity was sha512-a and is sha512-b',
    ]);
  });

  test('a lockfile that cannot be read', async () => {
    expect(await found(BASE, { 'package-lock.json': '{' })).toEqual([
      'package-lock.json: package-lock.json cannot be read, so nothing tells what it would install',
    ]);
  });
});

describe('nothing is wrong with', () => {
  const B = { version: '1.0.0', resolved: 'https://own.example/npm/b/-/b-1.0.0.tgz', integrity: 'sha512-b' };
  test.each<[string, Files, Files, { allowed?: string; own?: string }?]>([
    ['a lockfile that stays', BASE, { ...BASE, 'a.js': '' }],
    [
      'an update from the same registry',
      BASE,
      relocked({ 'node_modules/a': { ...A, version: '1.0.1', resolved: `${REGISTRY}/a/-/a-1.0.1.tgz`, integrity: 'sha512-n' } }),
    ],
    ['a package that is gone', BASE, relocked({})],
    ['a URL that is left out', BASE, relocked({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } })],
    ['one more hash', BASE, relocked({ 'node_modules/a': { ...A, integrity: 'sha1-x sha512-a' } })],
    ['a stronger hash for sha1', relocked({ 'node_modules/a': { ...A, integrity: 'sha1-x' } }), BASE],
    [
      'a host that base names for a package',
      relocked({ 'node_modules/b': B }),
      relocked({ 'node_modules/b': B, 'node_modules/c': { version: '1.0.0', resolved: 'https://own.example/npm/c/-/c-1.0.0.tgz' } }),
    ],
    [
      "a host of base's settings",
      { ...BASE, '.npmrc': '@own:registry=https://own.example/npm/\n' },
      relocked({ 'node_modules/a': A, 'node_modules/b': B }),
    ],
    [
      "a host of the person's settings",
      BASE,
      relocked({ 'node_modules/a': A, 'node_modules/b': B }),
      { own: 'registry=https://own.example/npm/\n' },
    ],
    ['what the order allows', BASE, relocked({ 'node_modules/a': { ...A, integrity: 'sha512-b' } }), { allowed: 'package-lock.json' }],
    ['an alias fetched under its own name', BASE, relocked({ 'node_modules/x': { ...A, name: 'a' } })],
    ["yarn's checksum of another packing", { 'yarn.lock': berry('8/aa') }, { 'yarn.lock': berry('10c0/bb') }],
  ])('%s', async (_, base, head, options) => {
    expect(await found(base, head, options)).toEqual([]);
  });
});

function berry(checksum: string): string {
  return `__metadata:\n  version: 8\n"a@npm:1.0.0":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n  checksum: ${checksum}\n`;
}
