import { describe } from 'vitest';
import { BUF_FOLDER } from '../../../test/rig/buf.ts';
import { type Case, testChecker } from '../test-checker.ts';

const SETTINGS = 'version: v2\nmodules:\n  - path: proto\nbreaking:\n  use: [FILE]\n';
const PETS = (field: string) => `syntax = "proto3";\npackage pets.v1;\nmessage Pet {\n  ${field} = 1;\n}\n`;
const BASE = { 'buf.yaml': SETTINGS, 'proto/pets.proto': PETS('string name') };
/** Into another file of the same package. */
const MOVED = {
  'proto/pets.proto': PETS('string name').replace('Pet', 'Dog'),
  'proto/more.proto': PETS('string name'),
};
const GONE = { rule: 'protobuf-break', path: 'proto/pets.proto', line: 1 };

const clean: readonly Case[] = [
  { name: 'what base asks for is not broken', base: { ...BASE, 'buf.yaml': SETTINGS.replace('FILE', 'WIRE') }, head: MOVED },
  {
    name: 'what nobody asked for is a warning',
    base: { ...BASE, 'buf.yaml': 'version: v2\nmodules:\n  - path: proto\n' },
    head: MOVED,
    expect: { findings: [GONE] },
  },
  {
    name: 'what nobody publishes',
    base: { ...BASE, 'proto/testdata/a.proto': PETS('string name').replace('pets', 'test') },
    head: { 'proto/testdata/a.proto': PETS('int32 name').replace('pets', 'test') },
  },
];

const flagged: readonly Case[] = [
  { name: 'a break that only buf knows', base: BASE, head: MOVED, expect: { findings: [GONE] } },
  {
    name: 'one that the change has its buf.yaml ignore',
    base: BASE,
    head: { ...MOVED, 'buf.yaml': `${SETTINGS}  ignore: [proto/pets.proto]\n` },
    expect: { findings: [GONE] },
  },
  {
    name: 'one that both know',
    base: BASE,
    head: { 'proto/pets.proto': PETS('int32 name') },
    expect: {
      findings: [
        { rule: 'protobuf-break', path: 'proto/pets.proto', line: 4 },
        { rule: 'protobuf-break', path: 'proto/pets.proto', line: 4 },
      ],
    },
  },
  {
    name: 'modules that lie where its buf.yaml of base finds none',
    base: BASE,
    head: {
      'buf.yaml': SETTINGS.replace('proto', 'api'),
      'proto/pets.proto': null,
      'api/pets.proto': PETS('string name'),
    },
    expect: { findings: [{ rule: 'contract-unreadable', path: 'buf.yaml' }] },
  },
];

describe.skipIf(BUF_FOLDER === null)('with the real buf', () => {
  testChecker(import.meta.url, { clean, flagged, programs: BUF_FOLDER ?? '' });
});
