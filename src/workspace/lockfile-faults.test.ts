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

const PACKAGES = "lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: {integrity: sha512-a}\n";
/** As pnpm 12 writes it: its own packages first. */
const TWO_DOCUMENTS = `---\n${PACKAGES.replace('a@1.0.0', 'pnpm@1.0.0').replace('sha512-a', 'sha512-pnpm')}---\n${PACKAGES}`;

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
      'one more hash, each of which is enough',
      { 'node_modules/a': { ...A, integrity: 'sha512-b sha512-a' } },
      'a@1.0.0 has other content than at the base commit: integrity was sha512-a and is sha512-b sha512-a',
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

  const MIRRORED = { version: '1.0.0', resolved: 'https://mirror.example/a/-/a-1.0.0.tgz' };
  const OF_SHA1 = { ...MIRRORED, integrity: 'sha1-a' };
  test.each<[string, object, object, string[]]>([
    ['by the same hash', { ...MIRRORED, integrity: 'sha512-a' }, A, []],
    ['by no hash', MIRRORED, A, ['a@1.0.0 came from mirror.example and comes from registry.npmjs.org now']],
    ['by a hash that says nothing of the other', OF_SHA1, A, ['a@1.0.0 came from mirror.example and comes from registry.npmjs.org now']],
    ['away from there', A, OF_SHA1, ['a@1.0.0 has other content than at the base commit: integrity was sha512-a and is sha1-a']],
  ])('from a mirror to where managers fetch from: %s', async (_, before, after, messages) => {
    const base = { ...BASE, ...relocked({ 'node_modules/a': before }) };
    expect(await found(base, relocked({ 'node_modules/a': after }))).toEqual(messages.map((one) => `package-lock.json: ${one}`));
  });

  test("another manager's lockfile is compared with what was locked before", async () => {
    const head = { ...BASE, 'pnpm-lock.yaml': "lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: {integrity: sha512-b}\n" };
    expect(await found(BASE, head)).toEqual([
      'pnpm-lock.yaml: a@1.0.0 has other content than at the base commit: integrity was sha512-a and is sha512-b',
    ]);
  });

  const LEFT = 'left@1.0.0';
  const packaged = (name: string) => ({
    version: '1.0.0',
    resolved: `${REGISTRY}/${name}/-/${name}-1.0.0.tgz`,
    integrity: `sha512-${name}`,
  });
  const pnpm = (name: string, version: string) =>
    `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      left: {specifier: 1.0.0, version: ${version}}\npackages:\n  ${name}@1.0.0:\n    resolution: {integrity: sha512-${name}}\n`;
  const ofBerry = (name: string) =>
    `__metadata:\n  version: 8\n"left@npm:1.0.0":\n  version: 1.0.0\n  resolution: "${name}@npm:1.0.0"\n  checksum: 8/${name}\n`;
  test.each<[string, string, string]>([
    [
      'package-lock.json',
      locked({ 'node_modules/left': packaged('left') }),
      locked({ 'node_modules/left': { name: 'evil', ...packaged('evil') } }),
    ],
    ['pnpm-lock.yaml', pnpm('left', '1.0.0'), pnpm('evil', 'evil@1.0.0')],
    ['bun.lock', `{"packages":{"left":["${LEFT}","",{},"sha512-a"]}}`, '{"packages":{"left":["evil@1.0.0","",{},"sha512-b"]}}'],
    ['yarn.lock', ofBerry('left'), ofBerry('evil')],
  ])('another package under the name of one, in %s', async (path, base, head) => {
    const faults = [`${path}: evil@1.0.0 is installed as left, which no manifest says`];
    expect(await found({ [path]: base }, { [path]: head })).toEqual(faults);
    // Said by somebody else for himself.
    const asked = {
      'package.json': '{"dependencies":{"left":"1.0.0"}}',
      'tools/package.json': '{"dependencies":{"left":"npm:evil@1.0.0"}}',
    };
    expect(await found({ [path]: base }, { [path]: head, ...asked })).toEqual(faults);
    expect(await found({}, { [path]: head, 'package.json': '{"dependencies":{"left":"^1.0.0"}}' })).toEqual(faults);
  });

  test('another package beside the name of one, in a classic yarn.lock', async () => {
    const entry = (head: string, name: string) =>
      `${head}:\n  version "1.0.0"\n  resolved "${REGISTRY}/${name}/-/${name}-1.0.0.tgz"\n  integrity sha512-${name}\n`;
    expect(await found({ 'yarn.lock': entry(LEFT, 'left') }, { 'yarn.lock': entry(`"aside@npm:evil@1.0.0", ${LEFT}`, 'evil') })).toEqual([
      'yarn.lock: left@1.0.0 has other content than at the base commit: integrity was sha512-left and is sha512-evil',
    ]);
  });

  test.each(['pnpm', 'a'])('other content of %s in a lockfile of two documents', async (name) => {
    const head = { 'pnpm-lock.yaml': TWO_DOCUMENTS.replace(`sha512-${name}}`, 'sha512-b}') };
    expect(await found({ 'pnpm-lock.yaml': TWO_DOCUMENTS }, head)).toEqual([
      `pnpm-lock.yaml: ${name}@1.0.0 has other content than at the base commit: integrity was sha512-${name} and is sha512-b`,
    ]);
  });

  test('a lockfile of two documents, of which one cannot be read', async () => {
    for (const broken of [
      TWO_DOCUMENTS.replace('packages:', 'packages: ['),
      TWO_DOCUMENTS.replace(/packages:(?![^]*packages:)/, 'packages: ['),
    ])
      expect(await found({ 'pnpm-lock.yaml': TWO_DOCUMENTS }, { 'pnpm-lock.yaml': broken })).toEqual([
        'pnpm-lock.yaml: pnpm-lock.yaml cannot be read, so nothing tells what it would install',
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
    [
      'a document about the package manager, before that of the packages',
      { 'pnpm-lock.yaml': PACKAGES },
      { 'pnpm-lock.yaml': TWO_DOCUMENTS },
    ],
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
    [
      'an alias that a package asks for, or base has already',
      relocked({ 'node_modules/x': { ...A, name: 'a' } }),
      relocked({
        'node_modules/x': { ...A, name: 'a', version: '2.0.0', integrity: 'sha512-2', resolved: undefined },
        'node_modules/a-cjs': { ...A, name: 'a' },
      }),
    ],
    ...Object.entries({
      'a manifest': { 'web/package.json': '{"dependencies":{"x":"npm:a@^1.0.0"},"peerDependencies":{"x":">=1"}}' },
      'overrides over a plain version': { 'package.json': '{"dependencies":{"x":"^9.0.0"},"overrides":{"y":{"x":"npm:a@^1.0.0"}}}' },
      'overrides of pnpm': {
        'package.json': '{"dependencies":{"x":"^9.0.0"}}',
        'pnpm-workspace.yaml': 'overrides:\n  "y@1>x@^9": npm:a@^1.0.0\n',
      },
      'a catalogue': { 'package.json': '{"dependencies":{"x":"catalog:"}}', 'pnpm-workspace.yaml': 'catalog:\n  x: npm:a@^1.0.0\n' },
    }).map(([by, files]): [string, Files, Files] => [
      `a new alias by ${by}`,
      relocked({ 'node_modules/x': { ...A, version: '9.0.0' } }),
      { ...files, ...relocked({ 'node_modules/x': { ...A, name: 'a' } }) },
    ]),
    ["yarn's checksum of another packing", { 'yarn.lock': berry('8/aa') }, { 'yarn.lock': berry('10c0/bb') }],
  ])('%s', async (_, base, head, options) => {
    expect(await found(base, head, options)).toEqual([]);
  });
});

function berry(checksum: string): string {
  return `__metadata:\n  version: 8\n"a@npm:1.0.0":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n  checksum: ${checksum}\n`;
}
