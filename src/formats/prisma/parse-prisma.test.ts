import { expect, test } from 'vitest';
import { parsePrisma } from './parse-prisma.ts';

test('a schema with all that may be in one', () => {
  const { file, problem } = parsePrisma(`generator client {
  provider      = "prisma-client-js"
  binaryTargets = ["native", env("TARGET")]
}
datasource db { provider = "postgresql" }
/* Several
   lines. */
view A {
  id   Int     @id @default(autoincrement()) @map("the \\"id\\"")
  list String[]
  some Unsupported("circle")? // why
  @@index([list(ops: raw("a")), id], type: Gin,)
}
enum E {
  ONE @map("1")
  TWO
  @@map("e")
}
`);
  expect(problem).toEqual(null);
  expect(file?.provider).toEqual('postgresql');
  expect(file?.models.map(({ kind, name, at }) => [kind, name, at])).toEqual([['view', 'A', { line: 8, column: 6 }]]);
  expect(file?.models[0]?.fields.map(({ name, type, isList, isOptional }) => [name, type, isList, isOptional])).toEqual([
    ['id', 'Int', false, false],
    ['list', 'String', true, false],
    ['some', '', false, true],
  ]);
  expect(file?.models[0]?.attributes[0]?.arguments.map(({ name, value }) => [name, value.kind])).toEqual([
    [null, 'list'],
    ['type', 'name'],
  ]);
  expect(file?.enums[0]?.values.map(({ name }) => name)).toEqual(['ONE', 'TWO']);
});

test.each([
  ['model A {\n  id\n  b Int\n}', '2:3 the field id has no type'],
  ['model A {\n  id Int @id(\n}', '3:1 expected a value, found "}"'],
  ['model A {\n  id Int @default("a\n}', '2:19 "\\"" may not be here'],
  ['modell A {}', '1:1 expected model, enum, view, type, datasource or generator, found "modell"'],
  ['model A {', '1:10 expected a field, found the end of the file'],
  ['/* a', '1:1 a comment is not closed'],
  [`model A { a Int @b(${'['.repeat(200)}`, '1:119 expected at most 100 of "]" in each other, found "["'],
])('what does not parse: %.40s', (text, expected) => {
  const { problem } = parsePrisma(text);
  expect(problem === null ? null : `${problem.at.line}:${problem.at.column} ${problem.message}`).toEqual(expected);
});
