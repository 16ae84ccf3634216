import { expect, test } from 'vitest';
import { sqlTables } from '../../../formats/sql/sql-tables.ts';
import { MIGRATION_KINDS } from '../kinds.ts';
import { migrationChanges } from './migration-changes.ts';

const CHANGES: readonly (readonly [sql: string, found: readonly string[]])[] = [
  ['DROP TABLE IF EXISTS pets;', ['table-dropped 1']],
  ['drop view all_pets; drop table "pets"', ['view-dropped 1', 'table-dropped 1']],
  ['-- DROP TABLE a\n/* DROP TABLE b; */\n\nTRUNCATE TABLE pets;', ['table-emptied 4']],
  ['ALTER TABLE public.pets RENAME TO animals', ['table-renamed 1']],
  ['RENAME TABLE pets TO animals', ['table-renamed 1']],
  ['ALTER TABLE pets\n  DROP COLUMN name,\n  DROP age;', ['column-dropped 1', 'column-dropped 1']],
  ['ALTER TABLE pets RENAME COLUMN name TO title;', ['column-renamed 1']],
  ['ALTER TABLE pets ALTER COLUMN name RENAME TO title;', ['column-renamed 1']],
  ['ALTER TABLE pets CHANGE `name` `title` text', ['column-renamed 1']],
  ['ALTER TABLE pets ALTER COLUMN age TYPE smallint', ['column-retyped 1']],
  ['ALTER TABLE pets MODIFY age smallint', ['column-retyped 1']],
  ['ALTER TABLE pets ADD COLUMN age numeric(4, 2) NOT NULL;', ['column-demanded 1']],
  ['ALTER TABLE pets ALTER age SET NOT NULL', ['null-refused 1']],
  ['ALTER TABLE pets ADD CONSTRAINT old CHECK (age < 100);', ['values-refused 1']],
  ['CREATE INDEX pet_names ON pets (name);', ['table-locked 1']],

  ["ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';", ['enum-value-renamed 1']],
  ['ALTER TABLE [dbo].[pets] ALTER COLUMN [age] INT NOT NULL', ['null-refused 1']],
  ['ALTER TABLE pets ALTER COLUMN name NVARCHAR(20) COLLATE Latin1_General_CI_AS NULL', ['column-retyped 1']],

  ["ALTER TYPE mood ADD VALUE 'glad'; ALTER TYPE mood RENAME TO moods;", []],
  ['ALTER TABLE pets ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY, ALTER COLUMN id RESTART WITH 2;', []],
  ["INSERT INTO a VALUES ('; DROP TABLE pets;', 'it''s');", []],
  ['DO $body$ BEGIN DROP TABLE pets; END $body$;', []],
  ['CREATE TABLE pets (id int); ALTER TABLE pets DROP COLUMN id; CREATE INDEX a ON pets (id); DROP TABLE pets;', []],
  ['DROP VIEW a; CREATE VIEW a AS SELECT 1;', []],
  ["ALTER TABLE pets ADD COLUMN age int NOT NULL DEFAULT 0, ADD name text, ADD kind varchar(10) NOT NULL DEFAULT 'a, b';", []],
  [
    'ALTER TABLE pets DROP CONSTRAINT old, ALTER COLUMN age DROP NOT NULL, ADD CONSTRAINT new CHECK (a > 0) NOT VALID;',
    ['constraint-set 1'],
  ],
  ['CREATE INDEX CONCURRENTLY a ON pets (id)', []],

  ['CLUSTER pets USING a;\nVACUUM (FULL, ANALYZE) pets;\nVACUUM FULL pets;\nVACUUM pets', [1, 2, 3].map((at) => `table-closed ${at}`)],
  ['REINDEX TABLE pets;\nREINDEX INDEX CONCURRENTLY a; LOCK TABLE pets IN EXCLUSIVE MODE', ['table-closed 1', 'table-closed 2']],
  ['REFRESH MATERIALIZED VIEW CONCURRENTLY a;\nREFRESH MATERIALIZED VIEW a', ['table-rewritten 2']],
  [
    'ALTER TABLE pets SET UNLOGGED;\nALTER TABLE pets ADD id uuid DEFAULT gen_random_uuid(), ADD b serial',
    [1, 2, 2].map((at) => `table-rewritten ${at}`),
  ],
  ['ALTER TABLE pets ADD a timestamptz NOT NULL DEFAULT now(), ADD b uuid; CREATE TABLE a (b serial); LOCK TABLE a', []],

  [
    'CREATE TYPE "A_new" AS ENUM (\'b\');\nALTER TYPE "A" RENAME TO "A_old"; ALTER TYPE "A_new" RENAME TO "A";\nDROP TYPE "public"."A_old"; DROP TYPE "A_old"',
    ['type-remade 3'],
  ],
  ['ALTER TYPE a RENAME TO b; DROP TYPE b', ['view-dropped 1']],

  // Of another database the same text says something else: both are looked for.
  [String.raw`INSERT INTO a VALUES ('it\'s'); DROP TABLE pets;`, ['table-dropped 1']],
  [String.raw`INSERT INTO a VALUES ('C:\'); DROP TABLE pets;`, ['table-dropped 1']],
  ["# it's old\nDROP TABLE pets;", ['table-dropped 2']],
  ['SELECT a\n#>> b;', []],
  ['/*!40000 DROP TABLE pets */;', ['table-dropped 1']],
  ['/* a /* b */ */ DROP TABLE pets;', ['table-dropped 1']],
  ['DROP TABLE a\nGO\nDROP TABLE b\ngo\n', ['table-dropped 1', 'table-dropped 3']],
  ['DROP TABLE IF EXISTS pets; CREATE TABLE pets (id int);', ['table-remade 1']],
  ['ALTER TABLE pets DROP COLUMN a; CREATE TABLE IF NOT EXISTS pets (id int);', ['column-dropped 1']],
  [
    'CREATE TABLE "new_Pet" (id int); INSERT INTO "new_Pet" SELECT id FROM "Pet"; DROP TABLE "Pet"; ALTER TABLE "new_Pet" RENAME TO "Pet";',
    ['table-remade 1'],
  ],
  ["'never closed; DROP TABLE pets", []],

  // Once these went by.
  ['ALTER TABLE pets DROP primary_email, DROP "KEY", DROP (a, b);', ['column-dropped 1', 'column-dropped 1', 'column-dropped 1']],
  ['ALTER TABLE pets RENAME COLUMN key_id TO kid;', ['column-renamed 1']],
  [
    'ALTER TABLE pets RENAME animals;\nALTER TABLE pets SET SCHEMA old;\nALTER VIEW v RENAME TO w',
    [1, 2, 3].map((at) => `table-renamed ${at}`),
  ],
  ['ALTER TABLE "my pets" DROP COLUMN "my age"', ['column-dropped 1']],
  ['ALTER TABLE pets * DROP a; ALTER TABLE pets WITH CHECK ADD CONSTRAINT c CHECK (a > 1)', ['column-dropped 1', 'values-refused 1']],
  ['ALTER TABLE pets ADD a int NOT NULL REFERENCES b ON DELETE SET DEFAULT', ['column-demanded 1']],
  ['ALTER TABLE pets ADD (a int NOT NULL, b int DEFAULT 0)', ['column-demanded 1']],
  ['CREATE TABLE a (id int); DROP TABLE a, pets; RENAME TABLE a TO b, pets TO dogs', ['table-dropped 1', 'table-renamed 1']],
  ['DROP TABLE pets; CREATE FUNCTION pets() RETURNS int;', ['table-dropped 1']],
  ['/*M!100301 DROP TABLE pets */;', ['table-dropped 1']],
  ['\\set ON_ERROR_STOP on\nDROP TABLE pets', ['table-dropped 2']],
  ['IF OBJECT_ID(1) IS NOT NULL DROP TABLE pets; BEGIN DROP TABLE cats', ['table-dropped 1', 'table-dropped 1']],
  [
    'DELIMITER $$\nCREATE PROCEDURE a() BEGIN SELECT 1; END$$\nCREATE PROCEDURE b() BEGIN SELECT 1; END$$\nDELIMITER ;\nDROP TABLE pets',
    ['table-dropped 5'],
  ],
  ['ALTER TABLE pets DROP KEY a, DROP PRIMARY KEY, DROP INDEX a, RENAME INDEX a TO b', []],
];

/** What takes less of columns that were there, and what excuses it. */
const NARROWED: readonly (readonly [sql: string, found: readonly string[]])[] = [
  ...[
    'ALTER TABLE pets ADD UNIQUE (name)',
    'ALTER TABLE pets ADD UNIQUE KEY once (name)',
    'ALTER TABLE pets ADD CONSTRAINT once UNIQUE NULLS NOT DISTINCT (name)',
    'ALTER TABLE pets ADD PRIMARY KEY (name)',
    'ALTER TABLE pets ADD CHECK (age > 0)',
    'ALTER TABLE pets ADD FOREIGN KEY (owner) REFERENCES owners (id)',
    'ALTER TABLE pets ADD CONSTRAINT apart EXCLUDE USING gist (name WITH =)',
    'CREATE UNIQUE INDEX once ON pets (name)',
    'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS once ON pets (name)',
    'CREATE UNIQUE INDEX ON pets (name)',
    'CREATE UNIQUE NONCLUSTERED INDEX once ON pets (name)',
  ].map((sql) => [sql, ['values-refused 1']] as const),
  ['ALTER TABLE pets ADD chip text; ALTER TABLE pets ADD CONSTRAINT once UNIQUE (owner, chip)', ['constraint-set 1']],
  ['ALTER TABLE pets ADD chip text; CREATE UNIQUE INDEX once ON pets (chip)', ['constraint-set 1']],
  ['ALTER TABLE cats ADD chip text; CREATE UNIQUE INDEX once ON pets (chip)', ['values-refused 1']],
  ['ALTER TABLE pets DROP CONSTRAINT once; ALTER TABLE pets ADD CONSTRAINT once UNIQUE (a, b)', ['constraint-set 1']],
  ['DROP INDEX once; CREATE UNIQUE INDEX once ON pets (a, b)', ['constraint-set 1']],
  ['DROP INDEX once ON pets; CREATE UNIQUE INDEX once ON pets (a, b)', ['constraint-set 1']],
  ['ALTER TABLE cats DROP CONSTRAINT once; ALTER TABLE pets ADD CONSTRAINT once UNIQUE (a, b)', ['values-refused 1']],
  ['ALTER TABLE pets ADD CONSTRAINT once UNIQUE USING INDEX a', ['constraint-set 1']],
  ['CREATE TABLE pets (a int); CREATE UNIQUE INDEX once ON pets (a)', []],
  ['ALTER TABLE pets ADD CONSTRAINT zero DEFAULT 0 FOR age', []],
  ['ALTER TABLE pets ADD a int; ALTER TABLE pets ALTER a SET NOT NULL', ['null-refused 1']],
  ['ALTER TABLE pets ALTER a SET DEFAULT 0; ALTER TABLE pets ALTER a SET NOT NULL', ['null-refused-defaulted 1']],
  ['ALTER TABLE pets MODIFY a int NOT NULL DEFAULT 0', ['column-retyped 1']],
  ['ALTER TABLE pets ADD a int NOT NULL DEFAULT 0; ALTER TABLE pets ALTER a DROP DEFAULT', ['default-dropped 1']],
  ['ALTER TABLE pets ADD a int DEFAULT 0; ALTER TABLE pets ALTER a DROP DEFAULT', []],
  ['ALTER TABLE pets ALTER a DROP DEFAULT', []],
  ['LOCK pets;\nLOCK TABLES pets WRITE; LOCK TABLE pets IN ROW EXCLUSIVE MODE', ['table-closed 1', 'table-closed 2']],
  ['create table {{ .Schema }}.pets (a int); create unique index once on {{ .Schema }}.pets (a)', []],
  ['CREATE TABLE "public"."pets" (a int); CREATE UNIQUE INDEX once ON "public"."pets" (a)', []],
  [
    "EXEC sp_rename 'dbo.pets.name', 'title', 'COLUMN';\nexec sp_rename N'[dbo].[pets]', N'animals'",
    ['column-renamed 1', 'table-renamed 2'],
  ],
  ["-- EXEC sp_rename 'a', 'b'\nEXEC sp_rename 'pets.IX_a', 'IX_b', 'INDEX'; CREATE TABLE a (b int);\nEXEC sp_rename 'a', 'c'", []],
  ['ALTER TABLE pets SET UNUSED (name)', ['column-dropped 1']],
];

test.each(NARROWED)('%s', (sql, found) => {
  expect(migrationChanges(sql, NONE).map(({ kind, line }) => `${kind} ${line}`)).toEqual(found);
});

const NONE = { made: new Set<string>(), old: new Set<string>(), columnsBefore: () => null };

/** A table, what is done to it, and what is said of that. */
const KNOWN: readonly (readonly [was: string, action: string, found: readonly string[]])[] = [
  ['age text', 'ALTER COLUMN age TYPE integer USING age::integer', ['column-narrowed (AGE: INTEGER, TEXT before)']],
  ['age text', 'MODIFY age INT', ['column-narrowed (AGE: INT, TEXT before)']],
  ['age integer', 'ALTER age SET DATA TYPE text', ['column-narrowed (AGE: TEXT, INTEGER before)']],
  ['"age" varchar(255)', 'ALTER COLUMN "age" TYPE varchar(50)', ['column-narrowed (age: VARCHAR ( 50 ), VARCHAR ( 255 ) before)']],
  ['age bigint', 'MODIFY COLUMN age int(11)', ['column-narrowed (AGE: INT ( 11 ), BIGINT before)']],
  ['age numeric(10, 2)', 'ALTER age TYPE numeric(9, 2)', ['column-narrowed (AGE: NUMERIC ( 9 , 2 ), NUMERIC ( 10 , 2 ) before)']],
  ['age numeric(10, 2)', 'ALTER age TYPE integer', ['column-narrowed (AGE: INTEGER, NUMERIC ( 10 , 2 ) before)']],
  ['age text', 'ALTER age TYPE boolean', ['column-narrowed (AGE: BOOLEAN, TEXT before)']],
  ['age longtext', 'MODIFY age text', ['column-narrowed (AGE: TEXT, LONGTEXT before)']],
  ['age int', 'ALTER age TYPE bigint', ['column-retyped (AGE: BIGINT, INT before)']],
  ['age text', 'ALTER age TYPE uuid', ['column-retyped (AGE: UUID, TEXT before)']],
  ['age timestamp', 'ALTER age TYPE timestamp with time zone', ['column-retyped (AGE: TIMESTAMP_WITH_ZONE, TIMESTAMP before)']],
  ['age char(3)', 'ALTER age TYPE varchar(9)', ['column-retyped (AGE: VARCHAR ( 9 ), CHAR ( 3 ) before)']],
  ['age tinyint', 'MODIFY age boolean', ['column-retyped (AGE: BOOLEAN, TINYINT before)']],
  ['age mood', 'ALTER age TYPE text', ['column-retyped (AGE: TEXT, MOOD before)']],
  ['name int', 'ALTER age TYPE text', ['column-retyped (AGE)']],
  ['age int', 'MODIFY age int NOT NULL', ['null-refused (AGE)']],
  ['age int', 'ALTER COLUMN age INT NOT NULL', ['null-refused (AGE)']],
  ['age text', 'CHANGE age age int NOT NULL', ['column-narrowed (AGE: INT, TEXT before)', 'null-refused (AGE)']],
  ['age varchar(50)', 'ALTER age TYPE varchar(255)', []],
  ['age character varying(50)', 'ALTER age TYPE text', []],
  ['age varchar', 'ALTER age TYPE text', []],
  ['age int NOT NULL', "MODIFY age int NOT NULL COMMENT 'a'", []],
  ['age int PRIMARY KEY', 'ALTER age SET NOT NULL', []],
  ['age integer DEFAULT 1', 'ALTER age TYPE integer', []],
  ['age integer DEFAULT 1', 'ALTER age SET NOT NULL', ['null-refused-defaulted (AGE)']],
  ['age integer NOT NULL DEFAULT 1', 'ALTER age DROP DEFAULT', ['default-dropped (AGE)']],
  ['age integer DEFAULT 1', 'ALTER age DROP DEFAULT', []],
  ['age integer NOT NULL DEFAULT 1', 'ALTER age DROP DEFAULT, ALTER age SET DEFAULT 2', []],
];

test.each(KNOWN)('%s: %s', (was, action, found) => {
  const columns = sqlTables([`CREATE TABLE pets (id int, ${was});`]).columns.get('pets') ?? null;
  const said = migrationChanges(`ALTER TABLE pets ${action};`, { ...NONE, columnsBefore: () => columns });
  expect(said.map(({ kind, text }) => `${kind} ${/\(.*\)/.exec(text)?.[0]}`)).toEqual(found);
});

test.each(CHANGES)('%s', (sql, found) => {
  expect(migrationChanges(sql, NONE).map(({ kind, line }) => `${kind} ${line}`)).toEqual(found);
});

test('every kind has an example', () => {
  const shown = new Set(
    [...[...CHANGES, ...NARROWED].flatMap(([, found]) => found), ...KNOWN.flatMap(([, , found]) => found)].map(
      (one) => one.split(' ')[0] ?? '',
    ),
  );
  expect(Object.keys(MIGRATION_KINDS).filter((kind) => !shown.has(kind))).toEqual([]);
});

test('what the change makes is nobody’s yet, unless it was there before', () => {
  const [made, old] = [new Set(['PETS']), new Set(['PETS'])];
  expect(migrationChanges('ALTER TABLE pets DROP COLUMN id;', { ...NONE, made })).toEqual([]);
  const text = 'CREATE TABLE IF NOT EXISTS pets (id int); ALTER TABLE pets DROP COLUMN id;';
  expect(migrationChanges(text, NONE)).toEqual([]);
  expect(migrationChanges(text, { ...NONE, old })).toMatchObject([{ kind: 'column-dropped' }]);
});

test('many statements', () => {
  const text = Array.from({ length: 30_000 }, (_, index) => `DROP TABLE a${index};\n`).join('');
  expect(migrationChanges(text, NONE)).toHaveLength(30_000);
}, 10_000);
