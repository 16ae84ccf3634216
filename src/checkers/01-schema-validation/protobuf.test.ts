import { type Case, testChecker } from '../test-checker.ts';

const PET = 'syntax = "proto3";\npackage pets.v1;\nmessage Pet { string name = 1; enum Kind { KIND_UNKNOWN = 0; } }\n';
const LIST = `syntax = "proto3";
package pets.v1;
import "pets/v1/pet.proto";
message List {
  repeated Pet pets = 1;
}
`;

const clean: readonly Case[] = [
  {
    name: 'types of this file, of imports, of public imports, of what every compiler has and of others',
    base: {},
    head: {
      'proto/pets/v1/pet.proto': PET,
      'proto/pets/v1/all.proto': 'syntax = "proto3";\npackage pets.v1;\nimport public "pets/v1/pet.proto";\n',
      'proto/shop/shop.proto': `syntax = "proto3";
package shop;
import "pets/v1/all.proto";
import "google/protobuf/timestamp.proto";
import "google/api/annotations.proto";
message Shop {
  map<string, pets.v1.Pet> pets = 1;
  .pets.v1.Pet.Kind kind = 2;
  google.protobuf.Timestamp opened = 3;
  google.api.HttpRule rule = 4;
  Inner inner = 5;
  message Inner { Shop shop = 1; oneof a { string b = 2; } reserved 3; }
}
service Shops { rpc Get(stream Shop) returns (Shop.Inner); }
`,
      'proto/old.proto': `message A { required int32 a = 1; extensions 100 to max; optional group B = 2 {} }
extend A { optional A c = 100; }
enum E { option allow_alias = true; X = 1; Y = 1; }
`,
      'proto/edition.proto': 'edition = "2023";\nmessage A { int32 a = 1; }\n',
      'proto/template.proto': 'syntax = "proto3";\nmessage {{ name }} {}\n',
    },
  },
  {
    name: 'what was wrong before',
    base: { 'a.proto': 'syntax = "proto3";\nmessage A { B b = 1; }\n' },
    head: { 'a.proto': 'syntax = "proto3";\n\nmessage A { B b = 1; }\n' },
    expect: { findings: [{ rule: 'broken-reference', path: 'a.proto', line: 3, state: 'unchanged' }] },
  },
];

const at = (rule: string, path: string, ...lines: readonly number[]) => lines.map((line) => ({ rule, path, line }));

const flagged: readonly Case[] = [
  {
    name: 'what no compiler takes',
    base: {},
    head: {
      'a.proto': `syntax = "proto3";
message A {
  int32 a = 1;
  int32 b = 1;
  string a = 2;
  int32 c = 4;
  int32 d = 5;
  int32 e = 0;
  int32 f = 19500;
  required int32 g = 6;
  map<double, int32> h = 7;
  oneof i { repeated int32 j = 8; }
  oneof k {}
  reserved 4;
  reserved "d";
}
message A {}
enum E { X = 1; }
enum F { Y = 0; Z = 0; }
enum G {}
service S {
  rpc M(A) returns (A);
  rpc M(A) returns (A);
}
`,
      'b.proto': 'message A {\n  int32 a = 1;\n  extensions 5;\n  optional int32 b = 5;\n}\nextend A {\n  map<int32, int32> c = 5;\n}\n',
    },
    expect: {
      findings: [
        ...at('schema-violation', 'a.proto', 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 17, 18, 19, 20, 23),
        ...at('schema-violation', 'b.proto', 2, 4, 7),
      ],
    },
  },
  {
    name: 'what else no compiler takes',
    base: {},
    head: {
      'a.proto': `syntax = "proto3";
import "google/protobuf/any.proto";
import "google/protobuf/any.proto";
message A {
  int32 foo_bar = 1;
  int32 fooBar = 2;
  reserved 8 to 6;
  extensions 9;
}
enum E {
  X = 0;
  Y = 2147483648;
  Z = -2147483648;
}
message B {
  option deprecated_legacy_json_field_conflicts = true;
  int32 a_b = 1;
  int32 aB = 2;
}
`,
      'b.proto': 'message A { extensions 5; }\nextend A {\n  optional int32 a = 5;\n  optional int32 b = 5;\n}\n',
      'c.proto': 'package a;\npackage b;\n',
      'd.proto': '/* {{ x }} */\nmessage {\n',
    },
    expect: {
      findings: [
        ...at('schema-violation', 'a.proto', 3, 6, 7, 8, 12),
        ...at('schema-violation', 'b.proto', 4),
        ...at('unreadable', 'c.proto', 2),
        ...at('unreadable', 'd.proto', 2),
      ],
    },
  },
  {
    name: 'types that are nowhere, or that nobody imports',
    base: {},
    head: {
      'pets/v1/pet.proto': PET,
      'pets/v1/a.proto': `syntax = "proto3";
package pets.v1;
import "google/api/annotations.proto";
message A {
  Pet pet = 1;
  .pets.v1.Cat cat = 2;
  google.protobuf.Empty empty = 3;
}
service S { rpc Get(A) returns (B); }
`,
      'pets/v1/b.proto': 'syntax = "proto3";\nimport "pets/v1/gone.proto";\n',
    },
    expect: {
      findings: [...at('broken-reference', 'pets/v1/a.proto', 5, 6, 9), ...at('broken-reference', 'pets/v1/b.proto', 2)],
    },
  },
  {
    name: 'a file is renamed that another one imports, a message that one uses through a public import',
    base: {
      'pets/v1/pet.proto': PET,
      'pets/v1/list.proto': LIST,
      'dog.proto': 'syntax = "proto3";\nmessage Dog {}\n',
      'all.proto': 'syntax = "proto3";\nimport public "dog.proto";\n',
      'use.proto': 'syntax = "proto3";\nimport "all.proto";\nmessage Use { Dog dog = 1; }\n',
    },
    head: { 'pets/v1/pet.proto': null, 'pets/v1/animal.proto': PET, 'dog.proto': 'syntax = "proto3";\nmessage Hound {}\n' },
    expect: { findings: [...at('broken-reference', 'pets/v1/list.proto', 3), ...at('broken-reference', 'use.proto', 3)] },
  },
];

testChecker(import.meta.url, { clean, flagged });
