import { expect, test } from 'vitest';
import { parseProto } from './parse-proto.ts';
import type { ProtoFile } from './proto-file.ts';

function read(text: string): ProtoFile {
  const { file, problem } = parseProto(text);
  if (file === null) throw new Error(`${problem.at.line}:${problem.at.column} ${problem.message}`);
  return file;
}

const PETS = `// A file as people write them.
syntax = "proto3";
package acme.pets.v1;

import "google/protobuf/timestamp.proto";
import public "acme/owner.proto";
option go_package = "acme/" "pets;pets";
option (acme.style) = { name: "a" list: [1, 2] nested < on: true > };

/* Several
   lines. */
message Pet {
  reserved 2, 15, 9 to 11, 1000 to max;
  reserved "foo", 'bar';
  string name = 1 [(validate.rules).string = { min_len: 1, pattern: "}" }, deprecated = true];
  repeated .acme.Owner owners = 0x10;
  map<string, Pet> friends = 4;
  oneof kind {
    Cat cat = 5;
    string message = 6;
  }
  optional Kind reserved_kind = 7;
  enum Kind {
    option allow_alias = true;
    KIND_UNSPECIFIED = 0;
    KIND_NONE = -1 [deprecated = true];
    option = 3;
    reserved 4 to max;
  }
  message Cat {}
};

service Pets {
  rpc List (stream ListRequest) returns (stream .acme.pets.v1.ListResponse) { option idempotency_level = NO_SIDE_EFFECTS; }
  rpc Get(Pet) returns (Pet);
}
`;

test('a file of proto3', () => {
  const file = read(PETS);
  expect([file.syntax, file.package]).toEqual(['proto3', 'acme.pets.v1']);
  expect(file.imports.map(({ path, isPublic }) => [path, isPublic])).toEqual([
    ['google/protobuf/timestamp.proto', false],
    ['acme/owner.proto', true],
  ]);
  expect(file.options.map(({ name, value }) => [name, value])).toEqual([
    ['go_package', 'acme/pets;pets'],
    ['(acme.style)', '{ name : "a" list : [ 1 , 2 ] nested < on : true > }'],
  ]);
});

test('a message with all that may be in one', () => {
  const [pet] = read(PETS).messages;
  expect(pet?.at).toEqual({ line: 12, column: 9 });
  expect(pet?.fields.map(({ label, keyType, type, name, number, oneof }) => [label, keyType, type, name, number, oneof])).toEqual([
    [null, null, 'string', 'name', 1, null],
    ['repeated', null, '.acme.Owner', 'owners', 16, null],
    [null, 'string', 'Pet', 'friends', 4, null],
    [null, null, 'Cat', 'cat', 5, 'kind'],
    [null, null, 'string', 'message', 6, 'kind'],
    ['optional', null, 'Kind', 'reserved_kind', 7, null],
  ]);
  expect(pet?.fields[0]?.options.map(({ name, value }) => [name, value])).toEqual([
    ['(validate.rules).string', '{ min_len : 1 , pattern : "}" }'],
    ['deprecated', 'true'],
  ]);
  expect(pet?.reserved.ranges.map(({ from, to }) => [from, to])).toEqual([
    [2, 2],
    [15, 15],
    [9, 11],
    [1000, Infinity],
  ]);
  expect(pet?.reserved.names.map(({ name }) => name)).toEqual(['foo', 'bar']);
  expect(pet?.enums[0]?.values.map(({ name, number }) => [name, number])).toEqual([
    ['KIND_UNSPECIFIED', 0],
    ['KIND_NONE', -1],
    ['option', 3],
  ]);
  expect(pet?.messages.map(({ name }) => name)).toEqual(['Cat']);
});

test('a service', () => {
  const [service] = read(PETS).services;
  expect(service?.methods.map(({ name, input, output }) => [name, input.type, input.isStream, output.type, output.isStream])).toEqual([
    ['List', 'ListRequest', true, '.acme.pets.v1.ListResponse', true],
    ['Get', 'Pet', false, 'Pet', false],
  ]);
});

test('proto2: groups, extensions, defaults', () => {
  const file = read(`message A {
  required int32 a = 1 [default = -1];
  optional group Result = 2 { required string url = 1; }
  optional string group = 3;
  extensions 100 to 199, 500 to max [verification = UNVERIFIED];
}
extend A { optional bytes raw = 100; repeated group More = 101 {} }
`);
  expect(file.syntax).toEqual('proto2');
  const [message] = file.messages;
  expect(message?.fields.map(({ name, type, isGroup, label }) => [name, type, isGroup, label])).toEqual([
    ['a', 'int32', false, 'required'],
    ['result', 'Result', true, 'optional'],
    ['group', 'string', false, 'optional'],
  ]);
  expect(message?.extensionRanges.map(({ from, to }) => [from, to])).toEqual([
    [100, 199],
    [500, Infinity],
  ]);
  expect(file.extends.map(({ type, fields }) => [type, fields.map(({ name }) => name)])).toEqual([['A', ['raw', 'more']]]);
  expect(file.messages.map(({ name }) => name)).toEqual(['A', 'More']);
});

test('editions', () => {
  const file = read('edition = "2023";\nlocal message A { reserved b, c; }\n');
  expect(file.syntax).toEqual('editions');
  expect(file.messages[0]?.reserved.names.map(({ name }) => name)).toEqual(['b', 'c']);
});

test.each([
  ['syntax = "proto4";', '1:10 expected the syntax proto2 or proto3, found "proto4"'],
  ['message A {\n  int32 a = 1\n}', '3:1 expected ";", found "}"'],
  ['message A {\n  int32 a;\n}', '2:10 expected "=", found ";"'],
  ['message A {\n  int32 a = b;\n}', '2:13 expected a number, found "b"'],
  ['message A {\n  int32 a = 08;\n}', '2:13 expected a number, found "08"'],
  ['message A {', '1:12 expected the type of a field, found the end of the file'],
  ['import "a.proto";\nsyntax = "proto3";', '2:1 expected a definition, found "syntax"'],
  ['import "a\n.proto";', '1:8 a text is not closed on its line'],
  ['/* a', '1:1 a comment is not closed'],
  ['option a = { b: [1 };', '1:20 expected the brackets to close as they were opened, found "}"'],
  ['message A { int32 a = 10to; }', '1:23 "1" is nothing that a .proto file may have here'],
  ['<<<<<<< HEAD\n', '1:1 expected a definition, found "<"'],
  ['message A {'.repeat(200), '1:1112 expected at most 100 of "}" in each other, found "message"'],
])('what does not parse: %.40s', (text, expected) => {
  const { problem } = parseProto(text);
  expect(problem === null ? null : `${problem.at.line}:${problem.at.column} ${problem.message}`).toEqual(expected);
});
