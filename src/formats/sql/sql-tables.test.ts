import { expect, test } from 'vitest';
import { sqlTables } from './sql-tables.ts';

const tablesOf = (...texts: readonly string[]) =>
  Object.fromEntries([...sqlTables(texts).columns].map(([name, columns]) => [name, [...columns.keys()]]));

test('tables and their columns after several migrations', () => {
  const first = `-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "price" DECIMAL(65,30) DEFAULT 0.0, -- a comment, with a comma
    note text DEFAULT 'a, b); DROP TABLE x',
    CONSTRAINT "User_pkey" PRIMARY KEY ("id"),
    UNIQUE (price)
);
CREATE TABLE IF NOT EXISTS public.posts (id int);
CREATE TABLE \`gone\` (\`id\` INTEGER);
CREATE TABLE "auth"."keys" ("id" INT);
`;
  const second = `ALTER TABLE "User" ADD COLUMN "name" TEXT, ADD age INT NOT NULL DEFAULT (1, 2), DROP COLUMN note, ADD CONSTRAINT "c" CHECK (age > 0);
ALTER TABLE posts RENAME COLUMN id TO uid;
ALTER TABLE "auth"."keys" RENAME TO "tokens";
CREATE UNIQUE INDEX "a" ON "User"("name");
DROP TABLE IF EXISTS "gone", other CASCADE;
`;
  expect(tablesOf(first, second)).toEqual({ user: ['id', 'price', 'name', 'age'], posts: ['uid'], tokens: ['id'] });
});

test('a table that is made again, as SQLite alters one', () => {
  const text = `CREATE TABLE "A" ("id" INT, "b" INT);
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_A" ("id" INT, "c" INT);
INSERT INTO "new_A" ("id") SELECT "id" FROM "A";
DROP TABLE "A";
ALTER TABLE "new_A" RENAME TO "A";`;
  expect(tablesOf(text)).toEqual({ a: ['id', 'c'] });
});

test.each([
  ['CREATE TABLE a (id INT);', true],
  ['DO $$ BEGIN CREATE TABLE a (id INT); END $$;', false],
  ['DO $a$ BEGIN DELETE FROM a; END $a$;', true],
  ['CALL remake();', false],
  ['CREATE TABLE a AS SELECT 1;', false],
  ['CREATE TABLE a (LIKE b);', false],
  ['CREATE TEMPORARY TABLE a AS SELECT 1;', true],
  ['CREATE TABLE a (id INT) AS SELECT 1;', false],
  [String.raw`INSERT INTO a VALUES ('\'');`, false],
  ["IF OBJECT_ID('a') IS NULL CREATE TABLE a (id INT)", false],
  ['CREATE TABLE a (id INT)\nDROP TABLE b', false],
  ['ALTER TABLE a DROP COLUMN b, DROP c;', true],
])('whether that is all: %s', (text, isCertain) => {
  expect([...sqlTables(['CREATE TABLE z (id INT);', text]).opaque]).toEqual(isCertain ? [] : [1]);
});

test('a table that is there is not made by IF NOT EXISTS', () => {
  expect(tablesOf('CREATE TABLE a (id INT);', 'CREATE TABLE IF NOT EXISTS a (id INT, b INT);')).toEqual({ a: ['id'] });
});
