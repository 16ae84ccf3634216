import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUF_FOLDER } from '../../../test/rig/buf.ts';
import type { Files } from '../../../test/rig/repository.ts';
import { changeBetween, treeOfFiles } from '../../../test/rig/trees.ts';
import { sandboxIn } from '../../../test/rig/sandbox.ts';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import type { DefinitionQuestion } from '../tool.ts';
import { askDefinitions } from './ask-definitions.ts';

interface Given {
  readonly base: Files;
  readonly head: Files;
  readonly question?: DefinitionQuestion;
  readonly mayRunCode?: boolean;
  /** In the place of the real one: what a shell does of that name; null for none at all. */
  readonly program?: string | null;
}

async function ask({ base, head, question = 'protobuf-breaks', mayRunCode = true, program }: Given) {
  using folder = temporaryFolder();
  if (typeof program === 'string') {
    writeFileSync(join(folder.path, 'buf'), `#!/bin/sh\n${program}\n`);
    chmodSync(join(folder.path, 'buf'), 0o755);
  }
  const PATH = `${program === undefined ? BUF_FOLDER : folder.path}:/usr/bin:/bin`;
  const kept: string[] = [];
  const place = {
    sandbox: sandboxIn(join(folder.path, 'state'), { callerEnv: { PATH } }),
    mayRunCode,
    keep: async (text: string) => `${kept.push(text)}`,
  };
  const [before, after] = [treeOfFiles(base), treeOfFiles({ ...base, ...head })];
  const request = { base: before, head: after, change: changeBetween(before, after), signal: new AbortController().signal };
  const { tool, problems, caveats } = await askDefinitions(place)(question, request);
  return {
    tool,
    caveats,
    said: problems.map(
      ({ about, side, path, range, code, isMild }) =>
        `${about} ${side} ${path}:${range?.startLine ?? ''} ${code}${isMild === true ? ' mild' : ''}`,
    ),
  };
}

const SETTINGS = (breaking: string, more = '') =>
  `version: v2\nmodules:\n  - path: proto\n${more}${breaking === '' ? '' : `breaking:\n  use: [${breaking}]\n`}`;
const PETS = (fields: string, more = '') => `syntax = "proto3";\npackage pets.v1;\n${more}message Pet {\n${fields}}\n`;
const NAME = '  string name = 1;\n';

describe.skipIf(BUF_FOLDER === null)('the real buf', () => {
  test.each<[string, Files, Files, readonly string[]]>([
    [
      'a rule that only it has',
      { 'buf.yaml': SETTINGS('FILE') },
      { 'proto/a.proto': PETS(NAME, 'option go_package = "x";\n') },
      ['break head proto/a.proto:3 FILE_SAME_GO_PACKAGE'],
    ],
    [
      'a field of another type',
      { 'buf.yaml': SETTINGS('WIRE') },
      { 'proto/a.proto': PETS('  int32 name = 1;\n') },
      ['break head proto/a.proto:4 FIELD_WIRE_COMPATIBLE_TYPE'],
    ],
    ['what base asks for', { 'buf.yaml': SETTINGS('WIRE') }, { 'proto/a.proto': PETS(NAME, 'option go_package = "x";\n') }, []],
    [
      'what nobody asked for',
      { 'buf.yaml': SETTINGS('') },
      { 'proto/a.proto': PETS(NAME, 'option go_package = "x";\n') },
      ['break head proto/a.proto:3 FILE_SAME_GO_PACKAGE mild'],
    ],
    [
      'a policy that the change weakens',
      { 'buf.yaml': SETTINGS('FILE') },
      { 'buf.yaml': `${SETTINGS('WIRE')}  ignore: [proto/a.proto]\n`, 'proto/a.proto': PETS('  int32 name = 1;\n') },
      ['break head proto/a.proto:4 FIELD_SAME_TYPE'],
    ],
    [
      'a policy that the change takes away',
      { 'buf.yaml': SETTINGS('FILE') },
      { 'buf.yaml': null, 'proto/a.proto': PETS('  int32 name = 1;\n') },
      ['break head proto/a.proto:4 FIELD_SAME_TYPE'],
    ],
    [
      'a file that is gone',
      { 'buf.yaml': SETTINGS('FILE'), 'proto/b.proto': 'syntax = "proto3";\n' },
      { 'proto/a.proto': null },
      ['break head proto/a.proto: FILE_NO_DELETE'],
    ],
    [
      'a judged tree that does not compile',
      { 'buf.yaml': SETTINGS('FILE') },
      { 'proto/a.proto': PETS('  Dog name = 1;\n') },
      ['compile head proto/a.proto:4 COMPILE'],
    ],
    [
      'modules that are elsewhere now',
      { 'buf.yaml': SETTINGS('FILE'), 'proto/b.proto': 'syntax = "proto3";\n' },
      { 'buf.yaml': SETTINGS('FILE').replace('proto', 'api'), 'proto/a.proto': null, 'proto/b.proto': null, 'api/a.proto': PETS(NAME) },
      ['compile head buf.yaml: unable'],
    ],
    [
      'a workspace of version 1',
      { 'buf.work.yaml': 'version: v1\ndirectories: [proto]\n', 'proto/buf.yaml': 'version: v1\nbreaking:\n  use: [FILE]\n' },
      { 'proto/a.proto': PETS('  int32 name = 1;\n') },
      ['break head proto/a.proto:4 FIELD_SAME_TYPE'],
    ],
    [
      'a module below the tree',
      { 'proto/buf.yaml': 'version: v1\nbreaking:\n  use: [FILE]\n' },
      { 'proto/a.proto': PETS('  int32 name = 1;\n') },
      ['break head proto/a.proto:4 FIELD_SAME_TYPE'],
    ],
    ['no settings', {}, { 'proto/a.proto': PETS('  int32 name = 1;\n'), 'buf.yaml': SETTINGS('FILE') }, []],
  ])('breaks: %s', async (_, base, head, said) => {
    expect((await ask({ base: { 'proto/a.proto': PETS(NAME), ...base }, head })).said).toEqual(said);
  });

  const VALIDATED = PETS(
    '  string name = 1 [(buf.validate.field).required = true];\n',
    'import "buf/validate/validate.proto";\noption go_package = "pets;petsv1";\n',
  );

  test('what is not here is said, and the others are judged for all that', async () => {
    const { said, caveats } = await ask({
      base: {
        'buf.yaml': SETTINGS('FILE', 'deps:\n  - buf.build/bufbuild/protovalidate\n'),
        'buf.lock': `version: v2\ndeps:\n  - name: buf.build/bufbuild/protovalidate\n    commit: ${'a'.repeat(32)}\n    digest: b5:${'a'.repeat(128)}\n`,
        'proto/a.proto': VALIDATED,
        'proto/b.proto': PETS(NAME).replace('Pet', 'Dog'),
        'proto/c.proto': 'syntax = "proto3";\npackage pets.v1;\nimport "a.proto";\nmessage Owner {\n  Pet pet = 1;\n}\n',
      },
      head: { 'proto/a.proto': VALIDATED.replace('name', 'title'), 'proto/b.proto': PETS('  int32 name = 1;\n').replace('Pet', 'Dog') },
    });
    expect(said).toEqual(['break head proto/b.proto:4 FIELD_SAME_TYPE']);
    expect(caveats).toEqual([
      'buf was not asked about 2 of the 3 files of buf.yaml, as what they import is not here: proto/a.proto, proto/c.proto',
    ]);
  });

  test('what moved into a file that is not judged is not gone for certain', async () => {
    const { said } = await ask({
      base: {
        'buf.yaml': SETTINGS('PACKAGE', 'deps:\n  - buf.build/bufbuild/protovalidate\n'),
        'proto/a.proto': PETS(NAME, 'message Dog {}\n'),
      },
      head: { 'proto/a.proto': PETS(NAME), 'proto/b.proto': VALIDATED.replace('Pet', 'Dog') },
    });
    expect(said).toEqual(['break head proto/a.proto:1 PACKAGE_MESSAGE_NO_DELETE mild']);
  });

  test.each<[string, Files, Files, readonly string[]]>([
    ['a type that nobody defines', {}, { 'proto/a.proto': PETS('  Dog name = 1;\n') }, ['compile head proto/a.proto:4 COMPILE']],
    ['an import of nothing', {}, { 'proto/a.proto': PETS(NAME, 'import "dogs.proto";\n') }, ['compile head proto/a.proto:3 COMPILE']],
    ['one beside settings that change', {}, { 'buf.yaml': SETTINGS('WIRE'), 'proto/a.proto': PETS(NAME, 'import "dogs.proto";\n') }, []],
    ['no style that nobody asks for', {}, { 'proto/a.proto': PETS('  string Name = 1;\n') }, []],
    [
      'the style that base asks for, of what the change touches',
      {
        'buf.yaml': `${SETTINGS('FILE')}lint:\n  use: [BASIC]\n  except: [PACKAGE_DIRECTORY_MATCH]\n`,
        'proto/b.proto': PETS('  string Old = 1;\n').replace('Pet', 'Dog'),
      },
      { 'buf.yaml': SETTINGS('FILE'), 'proto/a.proto': PETS('  string Name = 1;\n') },
      ['style head proto/a.proto:4 FIELD_LOWER_SNAKE_CASE'],
    ],
  ])('valid: %s', async (_, base, head, said) => {
    const before = { 'buf.yaml': SETTINGS('FILE'), 'proto/a.proto': PETS(NAME), ...base };
    expect((await ask({ question: 'protobuf-valid', base: before, head })).said).toEqual(said);
  });

  test('names itself, and keeps what it said', async () => {
    const { tool } = await ask({ base: { 'buf.yaml': SETTINGS('FILE'), 'a.proto': '' }, head: { 'a.proto': '//' } });
    expect(tool).toEqual({ name: 'buf', version: '1.75.0', digest: '1' });
  });
});

const CHANGED: Pick<Given, 'base' | 'head'> = {
  base: { '.github/workflows/buf.yaml': 'name: buf\n', 'buf.yaml': SETTINGS('FILE'), 'proto/a.proto': PETS(NAME) },
  head: { 'proto/a.proto': PETS('  int32 name = 1;\n') },
};

test('what is not on the machine is said', async () => {
  expect((await ask({ ...CHANGED, program: null })).caveats).toEqual(['buf was not asked by buf.yaml: there is none on the PATH']);
  expect((await ask({ ...CHANGED, program: null, mayRunCode: false })).caveats).toEqual([
    'buf was not asked by buf.yaml: an audit starts no program',
  ]);
});

const FOUND = '{"path":"planted-1/canary.proto","start_line":4,"type":"FIELD_SAME_TYPE","message":"m"}';
/** Finds what is planted, then answers like this. */
const AFTER = (answer: string) => `case "$*" in --version) echo 9.9.9;; *planted*) echo '${FOUND}'; exit 100;; *) ${answer};; esac`;

test.each([
  ['overlooks the planted fault', 'case "$1" in --version) echo 9.9.9;; esac', /did not find the planted fault/],
  ['says no version', 'exit 0', /did not say its version/],
  ['finds something and names nothing', AFTER('exit 100'), /a code its words do not explain/],
  ['names something and finds nothing', AFTER(`echo '${FOUND}'`), /a code its words do not explain/],
  ['says what is no annotation', AFTER("echo '{}'; exit 100"), /no annotation/],
  ['ends as no buf does', AFTER('exit 2'), /no answer that is known/],
  ['is killed', AFTER('kill -9 $$'), /was killed/],
])('one that %s is no answer', async (_, program, message) => {
  await expect(ask({ ...CHANGED, program })).rejects.toThrow(message);
});

test('what it cannot do at base either is said, and that it fails on the judged tree alone is a fault', async () => {
  const both = await ask({ ...CHANGED, program: AFTER("echo 'Failure: no such plugin' >&2; exit 1") });
  expect([both.said, both.caveats]).toEqual([[], ['buf was not asked by buf.yaml: Failure: no such plugin']]);
  const head = await ask({ ...CHANGED, program: AFTER('case "$2" in *head) echo \'Failure: x\' >&2; exit 1;; esac') });
  expect(head.said).toEqual(['compile head buf.yaml: unable']);
});
