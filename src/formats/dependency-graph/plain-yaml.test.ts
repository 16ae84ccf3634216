import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseLockYaml, readPlain } from './plain-yaml.ts';

const PLAIN = `# a comment
lockfileVersion: '9.0'
importers:

  .:
    dependencies:
      '@a/b':
        specifier: ^1.0.0
        version: 1.0.0(c@2.0.0)
packages:
  '@a/b@1.0.0':
    resolution: {integrity: sha512-aa==, tarball: https://example.com/b.tgz}
    engines: {node: '>=10', '0': node >= 0.8}
    cpu: [x64, arm64]
    requiresBuild: true
    version: 1.5
    empty: {}
    none: []
    nothing:
    list:
    - one
    - two
`;

test('what package managers write is read as the whole parser reads it', () => {
  expect(readPlain(PLAIN)).toEqual(parse(PLAIN));
  expect(parseLockYaml(PLAIN)).toEqual(parse(PLAIN));
});

test.each([
  ['a text over several lines', 'a: >-\n  b\n  c\n'],
  ['an anchor', 'a: &x b\nc: *x\n'],
  ['a key twice', 'a: b\na: c\n'],
  ['a line too deep', 'a: b\n  c: d\n'],
  ['a bracket that nobody closes', 'a: {\nb: c\n'],
  ['an escape', 'a: "b\\n"\n'],
  ['a number of a rarer form', 'a: 0x10\n'],
  ['a tab', 'a:\tb\n'],
  ['a prototype', '__proto__:\n  a: b\n'],
  ['several documents', 'a: b\n---\nc: d\n'],
  ['nothing', ''],
])('%s is left to the whole parser', (_, text) => {
  expect(readPlain(text)).toBeUndefined();
});
