import { describe, expect, test } from 'vitest';
import { laidOver, type Texts, treesOf } from '../fixtures/trees-of.ts';
import { effectOf, PROTO_KINDS, type ProtoKind } from '../kinds.ts';
import { protobufSightings } from './protobuf-sightings.ts';

async function broken(base: Texts, head: Texts): Promise<string[]> {
  const sightings = await protobufSightings(treesOf(base, head));
  return sightings.map(
    ({ rule, code, range, severity = 'error' }) =>
      `${severity} ${rule === 'protobuf-break' ? code?.split(' ')[0] : rule}:${range?.startLine ?? ''}`,
  );
}

const file = (text: string) => ({ 'a.proto': `syntax = "proto3"; package pets.v1;\n${text}` });
const old = (text: string) => ({ 'a.proto': `package pets.v1;\n${text}` });
const fields = (text: string) => file(`message Pet {\n${text}\n}\nmessage Cat {}\nenum Kind { KIND_NONE = 0; }`);
const values = (text: string) => file(`enum Kind {\nKIND_NONE = 0;\n${text}\n}`);
const rpc = (text: string) => file(`service Pets {\n${text}\n}\nmessage A {}\nmessage B {}`);

const EXTENDED = 'message A { extensions 5; } extend A { optional int32 b = 5; }';

/** What is said, and on which line. */
const CHANGES: readonly (readonly [kind: ProtoKind, line: number | null, base: Texts, head: Texts])[] = [
  ['proto-removed', null, fields(''), {}],
  ['package-changed', 1, fields('Cat a = 1;'), { 'a.proto': fields('Cat a = 1;')['a.proto'].replace('v1', 'v2') }],
  ['message-removed', 2, file('message A {} message B {}'), file('message B {}')],
  ['message-removed', 2, file('message A { message C {} } message B {}'), file('message B {}')],
  ['enum-removed', 2, file('message A { enum C { D = 0; } }'), file('message A {}')],
  ['service-removed', 2, rpc(''), file('message A {} message B {}')],
  ['extension-removed', 2, old('message A { extensions 5; } extend A { optional int32 b = 5; }'), old('message A { extensions 5; }')],
  ['field-removed', 2, fields('int32 a = 1;'), fields('')],
  ['field-removed', 2, fields('int32 a = 1;'), fields('reserved 1;')],
  ['field-removed', 2, fields('int32 a = 1;'), fields('reserved "a";')],
  ['field-removed-reserved', 2, fields('int32 a = 1;'), fields('reserved 1; reserved "a";')],
  ['field-renumbered', 3, fields('int32 a = 1;'), fields('int32 a = 2;')],
  ['field-renamed', 3, fields('int32 a = 1;'), fields('int32 b = 1;')],
  ['field-reused', 3, fields('int32 a = 1;'), fields('string b = 1;')],
  ['field-retyped', 3, fields('int32 a = 1;'), fields('string a = 1;')],
  ['field-retyped', 3, fields('int32 a = 1;'), fields('sint32 a = 1;')],
  ['field-retyped', 3, fields('Cat a = 1;'), fields('Pet a = 1;')],
  ['field-retyped', 3, fields('far.Cat a = 1;'), fields('far.Dog a = 1;')],
  ['field-retyped', 3, fields('map<string, Cat> a = 1;'), fields('map<int32, Cat> a = 1;')],
  ['field-retyped', 3, fields('bytes a = 1;'), fields('string a = 1;')],
  ['field-retyped', 3, fields('Cat a = 1;'), fields('Cat a = 1 [features.message_encoding = DELIMITED];')],
  ['field-retyped', 3, fields('Kind a = 1; enum Other { OTHER_NONE = 0; }'), fields('Other a = 1; enum Other { OTHER_NONE = 0; }')],
  ['field-retyped', 3, fields('string a = 1;'), fields('bytes a = 1;')],
  ['field-retyped-alike', 3, fields('Kind a = 1; enum Other { KIND_NONE = 0; }'), fields('Other a = 1; enum Other { KIND_NONE = 0; }')],
  ['field-retyped-alike', 3, fields('int32 a = 1;'), fields('uint32 a = 1;')],
  ['field-retyped', 3, fields('int32 a = 1;'), fields('int64 a = 1;')],
  ['field-retyped', 3, fields('sint32 a = 1;'), fields('sint64 a = 1;')],
  ['field-retyped', 3, fields('Kind a = 1;'), fields('int32 a = 1;')],
  ['cardinality-changed', 3, fields('int32 a = 1;'), fields('repeated int32 a = 1;')],
  ['cardinality-changed', 2, old('message A { optional int32 a = 1; }'), old('message A { required int32 a = 1; }')],
  ['presence-changed', 3, fields('int32 a = 1;'), fields('optional int32 a = 1;')],
  ['oneof-changed', 3, fields('int32 a = 1;'), fields('oneof b { int32 a = 1; }')],
  ['json-name-changed', 3, fields('int32 a = 1;'), fields('int32 a = 1 [json_name = "b"];')],
  ['default-changed', 2, old('message A { optional int32 a = 1; }'), old('message A { optional int32 a = 1 [default = 2]; }')],
  ['generated-type-changed', 3, fields('int64 a = 1;'), fields('int64 a = 1 [jstype = JS_STRING];')],
  ['default-changed', 2, old('enum A { B = 1; C = 2; }'), old('enum A { C = 2; B = 1; }')],
  ['required-field-added', 2, old('message A {}'), old('message A { required int32 a = 1; }')],
  ['required-field-removed', 2, old('message A { required int32 a = 1; }'), old('message A { reserved 1; reserved "a"; }')],
  ['reserved-reused', 3, fields('reserved 1;'), fields('int32 a = 1;')],
  ['reserved-reused', 4, values('reserved "KIND_A";'), values('KIND_A = 1;')],
  ['reserved-removed', 2, fields('reserved 1 to 5, 8;'), fields('reserved 1 to 3, 5 to 8;')],
  ['reserved-removed', 2, values('reserved "KIND_A";'), values('')],
  ['extension-range-removed', 2, old('message A { extensions 100 to max; }'), old('message A { extensions 100 to 200; }')],
  ['message-set-changed', 2, old('message A {}'), old('message A { option message_set_wire_format = true; }')],
  ['value-removed', 2, values('KIND_A = 1;'), values('reserved 1;')],
  ['value-removed-reserved', 2, values('KIND_A = 1;'), values('reserved 1; reserved "KIND_A";')],
  ['value-renumbered', 4, values('KIND_A = 1;'), values('KIND_A = 2;')],
  ['value-renamed', 4, values('KIND_A = 1;'), values('KIND_B = 1;')],
  ['value-renamed', 4, values('option allow_alias = true; KIND_A = 1; KIND_B = 1;'), values('KIND_B = 1;')],
  ['rpc-removed', 2, rpc('rpc Get(A) returns (B);'), rpc('')],
  ['rpc-request-changed', 3, rpc('rpc Get(A) returns (B);'), rpc('rpc Get(B) returns (B);')],
  ['rpc-response-changed', 3, rpc('rpc Get(A) returns (B);'), rpc('rpc Get(A) returns (A);')],
  ['rpc-streaming-changed', 3, rpc('rpc Get(A) returns (B);'), rpc('rpc Get(A) returns (stream B);')],
  ['rpc-option-changed', 3, rpc('rpc Get(A) returns (B);'), rpc('rpc Get(A) returns (B) { option (google.api.http) = { get: "/a" }; }')],
  [
    'rpc-route-removed',
    3,
    rpc('rpc Get(A) returns (B) { option (google.api.http) = { get: "/a/{id}" }; }'),
    rpc('rpc Get(A) returns (B) { option (google.api.http) = { get: "/b/{id}" }; }'),
  ],
  [
    'rpc-route-removed',
    3,
    rpc('rpc Get(A) returns (B) { option (google.api.http) = { post: "/a" body: "*" }; }'),
    rpc('rpc Get(A) returns (B) { option (google.api.http) = { put: "/a" body: "*" }; }'),
  ],
  [
    'rpc-option-changed',
    3,
    rpc('rpc Get(A) returns (B) { option (google.api.http) = { get: "/a/{id}" }; }'),
    rpc('rpc Get(A) returns (B) { option (google.api.http) = { get: "/a/{name}" additional_bindings { get: "/b" } }; }'),
  ],
  ['syntax-changed', 1, old('message A {}'), file('message A {}')],
  ['code-moved', 2, file('option go_package = "a";'), file('option go_package = "b";')],
  ['code-moved', 2, file('option go_package = "a";\nmessage A {}'), file('message A {}')],
];

const KEPT: readonly (readonly [name: string, base: Texts, head: Texts])[] = [
  ['more of everything', rpc(''), rpc('rpc Get(A) returns (B) {}\n}\nmessage C { int32 a = 1; }\nenum D { E = 0; }\nservice F {')],
  ['other words', fields('int32 a = 1;'), fields('// a\nint32 a = 0x1 [deprecated = true, json_name = "a"];')],
  ['a number that two fields have', fields('int32 a = 1; string b = 1;'), fields('string b = 1; int32 a = 1; Cat c = 2;')],
  ['a field more in a oneof', fields('oneof b { int32 a = 1; }'), fields('oneof b { int32 a = 1; Cat c = 2; }')],
  [
    'a message that moves to another file',
    file('message A {} message B { A a = 1; }'),
    { ...file('message B { A a = 1; }'), 'b.proto': file('message A {}')['a.proto'] },
  ],
  ['a file that moves', file('message A {}'), { 'b.proto': `${file('message A {}')['a.proto']}\n` }],
  ['another way to say what is extended', old(EXTENDED), old(EXTENDED.replace('extend A', 'extend .pets.v1.A'))],
  ['another way to say which type', fields('Cat a = 1;'), fields('.pets.v1.Cat a = 1;')],
  ['whether a message is there', fields('Cat a = 1;'), fields('optional Cat a = 1;')],
  ['what was reserved in parts', fields('reserved 1 to 3; reserved 4;'), fields('reserved 1 to 2, 3 to 9;')],
  ['what nobody could read', { 'a.proto': 'message {' }, { 'a.proto': 'message A {}' }],
  ['what others publish', { 'third_party/a.proto': 'message A {}' }, { 'third_party/a.proto': '' }],
  ['the next version in place of an addition', fields(''), { ...fields(''), 'b.proto': 'package pets.v2; message Pet {}' }],
];

describe('protobuf', () => {
  test.each(CHANGES)('%s on line %s', async (kind, line, base, head) => {
    const severity = effectOf(kind, 'sent') === 'breaking' ? 'error' : 'warning';
    expect(await broken(base, head)).toEqual([`${severity} ${kind}:${line ?? ''}`]);
  });

  test.each(KEPT)('nothing: %s', async (_, base, head) => {
    expect(await broken(base, head)).toEqual([]);
  });

  test('every kind has an example', () => {
    const shown = new Set<string>(CHANGES.map(([kind]) => kind));
    expect(Object.keys(PROTO_KINDS).filter((kind) => !shown.has(kind))).toEqual([]);
  });

  test.each([
    ['pets.v1beta1', 'warning'],
    ['pets.v1development', 'warning'],
    ['pets.experimental.cats', 'warning'],
    ['pets.v1', 'error'],
    ['alphabet', 'error'],
  ])('what breaks in the package %s is a %s', async (name, severity) => {
    const text = (field: string) => ({ 'a.proto': `package ${name}; message A { ${field} }` });
    expect(await broken(text('optional int32 a = 1;'), text(''))).toEqual([`${severity} field-removed:1`]);
  });

  test('what nobody can read any more', async () => {
    expect(await broken(file('message A {}'), { 'a.proto': 'message {' })).toEqual(['error contract-unreadable:1']);
  });

  test('a message that hides the one that another file defines', async () => {
    const text = (more: string) => ({ ...file(`message A { Cat a = 1; ${more} }`), 'b.proto': 'package pets.v1; message Cat {}' });
    expect(await broken(text(''), text('message Cat { int32 b = 1; }'))).toEqual(['error field-retyped:2']);
  });

  test('thousands of reserved names and numbers', async () => {
    const text = (more: string) =>
      old(`message A { reserved ${Array.from({ length: 60_000 }, (_, index) => 2 * index + 1).join()}; ${more} }`);
    expect(await broken(text(''), text('reserved "b";'))).toEqual([]);
  }, 10_000);

  test('two files that define the same name are compared each with itself', async () => {
    const base = { 'a/a.proto': 'message A { optional int32 a = 1; }', 'b/a.proto': 'message A { optional string b = 1; }' };
    const head = laidOver(base, { 'a/a.proto': 'message A { optional int32 a = 1; optional int32 c = 2; }', 'b/a.proto': 'message A {}' });
    expect(await broken(base, head)).toEqual(['error field-removed:1']);
  });

  test.each([
    ['Cat', 'pets.v1.Cat', []],
    ['Cat', 'dogs.v1.Cat', ['error field-retyped:2']],
    ['pets.v1.Cat', 'v1.Cat', []],
  ])('%s becomes %s, which other files define', async (was, is, found) => {
    const text = (type: string) => ({
      ...file(`message A { ${type} a = 1; }`),
      'b.proto': 'package pets.v1; message Cat {}',
      'c.proto': 'package dogs.v1; message Cat {}',
    });
    expect(await broken(text(was), text(is))).toEqual(found);
  });
});
