import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { readDependencyGraph } from '../../formats/dependency-graph/read-dependency-graph.ts';
import type { Lock } from './dependency-files.ts';
import { sbomOf } from './sbom.ts';

const schema = (name: string): object =>
  JSON.parse(readFileSync(new URL(`fixtures/cyclonedx/${name}.schema.json`, import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false, validateFormats: false, schemas: [schema('spdx'), schema('jsf-0.82')] });
const isBom = ajv.compile(schema('bom-1.6'));

function lockOf(path: string, text: string): Lock {
  const read = readDependencyGraph(path, text);
  if (!read.ok) throw new Error(read.reason);
  return { path, folder: '', text, graph: read.graph };
}

const SHA512 = Buffer.alloc(64, 7);
const LOCKS = [
  lockOf(
    'package-lock.json',
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { '@a/b': '1' } },
        'node_modules/@a/b': {
          version: '1.0.0',
          integrity: `sha512-${SHA512.toString('base64')}`,
          license: '(MIT OR Apache-2.0)',
          hasInstallScript: true,
          dependencies: { c: '1' },
        },
        'node_modules/c': { version: '1.0.0', resolved: 'git+https://example.com/c.git#c0ffee', license: 'SEE LICENSE IN LICENSE' },
      },
    }),
  ),
  lockOf('go.sum', 'github.com/a/b v1.0.0 h1:abc=\ngithub.com/a/b v1.0.0/go.mod h1:def=\n'),
  lockOf('requirements.txt', 'flask==3.0.0\nclick\n'),
  lockOf('gradle.lockfile', 'a.b:c:1.0=compileClasspath\n'),
];

describe('the SBOM', () => {
  const text = sbomOf(LOCKS, { tree: 'a'.repeat(40), unread: ['bun.lockb'] });
  const bom = JSON.parse(text);

  test('is CycloneDX 1.6 by the standard’s own schema', () => {
    expect([isBom(bom), isBom.errors]).toEqual([true, null]);
    expect(isBom({ ...bom, components: [{ ...bom.components[0], type: 'thing' }] })).toBe(false);
  });

  test('names every package, where it comes from and who uses it', () => {
    const [first, second] = bom.components;
    expect([first.name, first.purl, first.hashes, first.licenses]).toEqual([
      '@a/b',
      'pkg:npm/%40a/b@1.0.0',
      [{ alg: 'SHA-512', content: SHA512.toString('hex') }],
      [{ expression: '(MIT OR Apache-2.0)' }],
    ]);
    expect([second.purl, second.licenses]).toEqual([undefined, [{ license: { name: 'SEE LICENSE IN LICENSE' } }]]);
    expect(bom.components.slice(2).map(({ purl }: { readonly purl: string }) => purl)).toEqual([
      'pkg:golang/github.com/a/b@v1.0.0',
      'pkg:pypi/flask@3.0.0',
      'pkg:pypi/click',
      'pkg:maven/a.b/c@1.0',
    ]);
    expect(bom.dependencies.slice(0, 2)).toEqual([
      { ref: 'repository', dependsOn: ['package-lock.json#node_modules/@a/b'] },
      { ref: 'package-lock.json#node_modules/@a/b', dependsOn: ['package-lock.json#node_modules/c'] },
    ]);
    expect(bom.metadata.properties).toEqual([{ name: 'jidoka:unread', value: 'bun.lockb' }]);
  });

  test('has a licence of many words as a name, and what stands twice in a lockfile once', () => {
    const twice = lockOf('requirements.txt', 'click==8.0 ; python_version < "3.9"\nclick==8.0 ; python_version >= "3.9"\n');
    const named = lockOf(
      'package-lock.json',
      JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0', license: 'Apache License' } } }),
    );
    const own = JSON.parse(sbomOf([twice, named], { tree: 'a'.repeat(40), unread: [] }));
    expect([isBom(own), isBom.errors]).toEqual([true, null]);
    expect(own.components.map(({ licenses }: { readonly licenses?: unknown }) => licenses)).toEqual([
      undefined,
      [{ license: { name: 'Apache License' } }],
    ]);
  });

  test('is the same text for the same lockfiles', () => {
    expect(sbomOf(LOCKS, { tree: 'a'.repeat(40), unread: ['bun.lockb'] })).toBe(text);
  });
});
