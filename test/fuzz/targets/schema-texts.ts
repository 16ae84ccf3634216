import { judgeTree } from '../../../src/checkers/01-schema-validation/judge-tree.ts';
import type { Tree } from '../../../src/domain/tree.ts';
import type { Chance } from '../chance.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'a/b.proto': [
    'syntax = "proto3";\npackage a.b;\nimport public "a/c.proto";\noption (x.y).z = { a: [1, <b: 2>] };\nmessage M { reserved 2, 9 to max; reserved "q"; oneof o { C c = 1; } map<string, .a.C> m = 3 [a = 1]; enum E { Z = 0; } }\nservice S { rpc R(stream M) returns (M) { option a = -1; } }\n',
    'message A { required int32 a = 1 [default = 0x1F]; extensions 4 to 5; optional group G = 2 { } }\nextend A { optional string s = 4; }\n',
  ],
  'a/c.proto': ['syntax = "proto3";\npackage a;\nimport "a/b.proto";\nmessage C { C c = 1; /* a */ }\n'],
  'p/schema.prisma': [
    'datasource db { provider = "sqlite" }\nmodel A {\n  id Int @id @default(autoincrement())\n  bs B[]\n  e E @default(X)\n  @@index([id(sort: Desc)])\n}\nmodel B {\n  id Int @id\n  aId Int @map("a_id")\n  a A @relation(fields: [aId], references: [id])\n}\nenum E {\n  X\n}\n',
  ],
  'p/migrations/1/migration.sql': [
    'CREATE TABLE "A" ("id" INT, e TEXT DEFAULT \'a, (b\', CONSTRAINT c PRIMARY KEY ("id"));\nALTER TABLE "A" ADD COLUMN x INT, DROP y;\nDO $a$ BEGIN EXECUTE 1; END $a$;\n',
  ],
};

/** Protobuf, Prisma and its migrations are read and judged within bounds, and a place that is named is in its text. */
export const schemaTexts: FuzzTarget = {
  refusals: [],
  open: () => ({ attempt }),
};

async function attempt(chance: Chance): Promise<string> {
  const all = Object.values(TEXTS).flat();
  const files = Object.fromEntries(Object.entries(TEXTS).map(([path, texts]) => [path, mutateText(chance.oneOf(texts), chance, all)]));
  const tree: Tree = {
    id: '',
    paths: Object.keys(files),
    has: (path) => Object.hasOwn(files, path),
    entry: (path) => (Object.hasOwn(files, path) ? { mode: '100644', objectId: '' } : undefined),
    read: async (path) => files[path] ?? null,
  };
  const { sightings } = await judgeTree({ tree, changed: tree.paths, touched: new Set(tree.paths), signal: new AbortController().signal });
  for (const sighting of sightings) {
    const lines = (files[sighting.path] ?? '').split('\n').length;
    must((sighting.range?.startLine ?? 1) <= lines, 'a place outside the text', sighting);
  }
  return sightings.length === 0 ? 'clean' : sightings.some(({ rule }) => rule === 'unreadable') ? 'does not parse' : 'faulty';
}
