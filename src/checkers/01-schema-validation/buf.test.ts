import { describe } from 'vitest';
import { BUF_FOLDER } from '../../../test/rig/buf.ts';
import { type Case, testChecker } from '../test-checker.ts';

const SETTINGS = 'version: v2\nmodules:\n  - path: proto\nlint:\n  use: [BASIC]\n  except: [PACKAGE_DIRECTORY_MATCH]\n';
const PETS = (field: string) => `syntax = "proto3";\npackage pets.v1;\nmessage Pet {\n  ${field} = 1;\n}\n`;
const BASE = {
  'buf.yaml': SETTINGS,
  'proto/pets.proto': PETS('string name'),
  'proto/dogs.proto': PETS('string Old').replace('Pet', 'Dog'),
};

const clean: readonly Case[] = [
  { name: 'buf has nothing to say', base: BASE, head: { 'proto/pets.proto': PETS('string title') } },
  {
    name: 'what it said before',
    base: BASE,
    head: { 'proto/dogs.proto': `// Dogs.\n${PETS('string Old').replace('Pet', 'Dog')}` },
    expect: { findings: [{ rule: 'definition-style', path: 'proto/dogs.proto', line: 5, state: 'unchanged' }] },
  },
  {
    name: 'files that import what is not here',
    base: { ...BASE, 'buf.yaml': SETTINGS.replace('lint:', 'deps: [buf.build/a/b]\nlint:') },
    head: { 'proto/pets.proto': `${PETS('string Name')}import "b/b.proto";\n` },
    expect: { reason: /buf was not asked about 1 of the 2 files of buf\.yaml, as what they import is not here: proto\/pets\.proto/ },
  },
];

const flagged: readonly Case[] = [
  {
    name: 'a name that the style of its buf.yaml refuses, although the change takes that away',
    base: BASE,
    head: { 'buf.yaml': SETTINGS.replace('BASIC', 'MINIMAL'), 'proto/pets.proto': PETS('string Name') },
    expect: { findings: [{ rule: 'definition-style', path: 'proto/pets.proto', line: 4 }] },
  },
  {
    name: 'an import of nothing, which only buf can know to be nothing',
    base: BASE,
    head: { 'proto/pets.proto': `${PETS('string name')}import "elsewhere/a.proto";\n` },
    expect: { findings: [{ rule: 'schema-violation', path: 'proto/pets.proto', line: 6 }] },
  },
];

describe.skipIf(BUF_FOLDER === null)('with the real buf', () => {
  testChecker(import.meta.url, { clean, flagged, programs: BUF_FOLDER ?? '' });
});
