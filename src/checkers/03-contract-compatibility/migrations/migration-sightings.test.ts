import { expect, test } from 'vitest';
import { laidOver, type Texts, treesOf } from '../fixtures/trees-of.ts';
import { migrationSightings } from './migration-sightings.ts';

const BASE = { 'db/migrations/1.sql': 'CREATE TABLE pets (id int);' };
const DROP = 'DROP TABLE pets;';

const GOOSE = '-- +goose Up\nSELECT 1;\n-- +goose Down';

async function found(path: string, text: string): Promise<string[]> {
  return said({}, { [path]: text });
}

async function said(more: Texts, head: Readonly<Record<string, string | null>>): Promise<string[]> {
  const base = { ...BASE, ...more };
  const sightings = await migrationSightings(treesOf(base, laidOver(base, head)));
  return sightings.map(({ message, range }) => `${range?.startLine}: ${message}`);
}

const GONE = (line = 1) => [`${line}: PETS: is dropped`];

test.each<[path: string, text: string, found: readonly string[]]>([
  ['db/migrations/2.sql', DROP, GONE()],
  ['db/migrations/20240501_revert_users.sql', DROP, GONE()],
  ['db/migrations/20240501_rollback-of-pets/migration.sql', DROP, GONE()],
  ['drizzle/0002_odd_hulk.sql', DROP, GONE()],
  ['sql/V2__undo_pets.sql', DROP, GONE()],
  ['db/migrations/2.down.sql', DROP, []],
  ['db/migrations/2_down.sql', DROP, []],
  ['db/migrations/2/down.sql', DROP, []],
  ['db/migrations/down/2.sql', DROP, []],
  ['db/migrations/U2__pets.sql', DROP, []],
  ['rollback/migrations/2.sql', DROP, GONE()],
  ['db/migrations/2.sql', `-- +goose Up\nSELECT 1;\n-- +goose Down\n${DROP}`, []],
  ['db/migrations/2.sql', `-- migrate:up\n-- migrate:down\n${DROP}`, []],
  ['db/migrations/2.sql', `-- //@UNDO\n${DROP}`, []],
  ['db/migrations/2.sql', `-- +migrate Down\nDROP TABLE a;\n-- +migrate Up\n${DROP}`, ['2: A: is dropped', ...GONE(4)]],
  ['db/migrations/2.sql', `-- +migrate Up\n-- +migrate Down\nDROP TABLE a;\n-- +migrate Up\n${DROP}`, GONE(5)],
  ['db/migrations/2.sql', `-- Rollback: ask the team\n${DROP}`, GONE(2)],
  ['db/migrations/2.sql', `--changeset a:1\nSELECT 1;\n--rollback DROP TABLE a;\n--changeset a:2\n${DROP}`, GONE(5)],
])('%s: %j', async (path, text, expected) => {
  expect(await found(path, text)).toEqual(expected);
});

test.each<[name: string, more: Texts, head: Readonly<Record<string, string | null>>, found: readonly string[]]>([
  ['before', {}, { 'db/migrations/2.sql': 'CREATE TABLE cats (id int);', 'db/migrations/10.sql': 'DROP TABLE cats;' }, []],
  ['behind', {}, { 'db/migrations/2.sql': DROP, 'db/migrations/10.sql': BASE['db/migrations/1.sql'] }, GONE()],
  ['that was there', {}, { 'db/migrations/2.sql': `CREATE TABLE IF NOT EXISTS pets (id int);\n${DROP}` }, GONE(2)],
])('what another migration of the change makes %s', async (_, more, head, expected) => {
  expect(await said(more, head)).toEqual(expected);
});

test.each<[name: string, base: Texts, head: Readonly<Record<string, string | null>>, found: readonly string[]]>([
  [
    'edited',
    {},
    { 'db/migrations/1.sql': 'CREATE TABLE pets (id bigint);' },
    ['1: db/migrations/1.sql does something else now, and not where it ran before'],
  ],
  [
    'edited in a text',
    { 'm/migrations/1_a/migration.sql': "\nSELECT 'a';" },
    { 'm/migrations/1_a/migration.sql': "\nSELECT 'b';" },
    ['2: m/migrations/1_a/migration.sql does something else now, and not where it ran before'],
  ],
  [
    'with a comment',
    {},
    { 'db/migrations/1.sql': `-- Pets.\n${BASE['db/migrations/1.sql']}\n` },
    ['1: db/migrations/1.sql has other comments'],
  ],
  ['gone', {}, { 'db/migrations/1.sql': null }, ['undefined: db/migrations/1.sql is gone']],
  ['whose way back is edited', { 'migrations/1.sql': GOOSE }, { 'migrations/1.sql': `${GOOSE}\n${DROP}` }, []],
  [
    'that is no step',
    { 'migrations/schema.sql': DROP, 'migrations/R__a.sql': '' },
    { 'migrations/schema.sql': '', 'migrations/R__a.sql': 'a' },
    [],
  ],
])('a migration of base %s', async (_, more, head, expected) => {
  expect(await said(more, head)).toEqual(expected);
});

test.each([
  ['db/migrations/2.sql', ['undefined: db/migrations/1.sql is called 2.sql now', ...GONE()]],
  ['sql/migrations/1.sql', []],
])('a migration that is renamed to %s', async (path, expected) => {
  const trees = treesOf({ 'db/migrations/1.sql': DROP, 'db/migrations/0.sql': '' }, { [path]: DROP, 'db/migrations/0.sql': '' });
  const added = trees.change.files.filter(({ status }) => status === 'added');
  const files = added.map((file) => ({ ...file, status: 'renamed' as const, oldPath: 'db/migrations/1.sql' }));
  const sightings = await migrationSightings({ ...trees, change: { ...trees.change, files } });
  expect(sightings.map(({ message, range }) => `${range?.startLine}: ${message}`)).toEqual(expected);
});

const RETYPE = 'ALTER TABLE pets ALTER COLUMN name TYPE integer;';
const NAMED = 'CREATE TABLE pets (id int, name text);';

test.each<[name: string, base: Texts, head: Readonly<Record<string, string | null>>, found: readonly string[]]>([
  [
    'a migration before',
    { 'db/migrations/1.sql': NAMED },
    { 'db/migrations/2.sql': RETYPE },
    ['1: PETS: a column takes less, or something else (NAME: INTEGER, TEXT before)'],
  ],
  [
    'one after another',
    {
      'db/migrations/1.sql': NAMED,
      'db/migrations/2.sql': 'ALTER TABLE public."pets" RENAME COLUMN name TO called; ALTER TABLE pets ADD name varchar(9)',
    },
    { 'db/migrations/10.sql': `SELECT 1;\nALTER TABLE pets ALTER COLUMN name TYPE varchar(5);` },
    ['2: PETS: a column takes less, or something else (NAME: VARCHAR ( 5 ), VARCHAR ( 9 ) before)'],
  ],
  [
    'another of the same change',
    { 'db/migrations/1.sql': NAMED },
    {
      'db/migrations/2.sql': 'ALTER TABLE pets ALTER COLUMN name TYPE varchar(9);',
      'db/migrations/3.sql': 'ALTER TABLE pets ALTER COLUMN name TYPE text;',
    },
    ['1: PETS: a column takes less, or something else (NAME: VARCHAR ( 9 ), TEXT before)'],
  ],
  [
    'a schema',
    { 'db/schema.sql': NAMED, 'db/migrations/1.sql': '' },
    { 'db/migrations/2.sql': RETYPE },
    ['1: PETS: a column takes less, or something else (NAME: INTEGER, TEXT before)'],
  ],
  [
    'two schemas',
    { 'db/schema.sql': NAMED, 'a.sql': NAMED, 'db/migrations/1.sql': '' },
    { 'db/migrations/2.sql': RETYPE },
    ['1: PETS: a column gets another type (NAME)'],
  ],
  [
    'no migration in an order',
    { 'db/migrations/a.sql': NAMED, 'db/migrations/1.sql': '' },
    { 'db/migrations/2.sql': RETYPE },
    ['1: PETS: a column gets another type (NAME)'],
  ],
  [
    'what nobody reads',
    { 'db/migrations/1.sql': `${NAMED} DO $$ BEGIN EXECUTE 'ALTER TABLE pets …'; END $$;` },
    { 'db/migrations/2.sql': RETYPE },
    ['1: PETS: a column gets another type (NAME)'],
  ],
  ['nothing', {}, { 'db/migrations/2.sql': RETYPE }, ['1: PETS: a column gets another type (NAME)']],
])('what a column was is said by %s', async (_, base, head, expected) => {
  expect(await said(base, head)).toEqual(expected);
});
