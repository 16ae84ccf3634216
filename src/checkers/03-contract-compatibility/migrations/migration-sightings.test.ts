import { expect, test } from 'vitest';
import { laidOver, treesOf } from '../fixtures/trees-of.ts';
import { migrationSightings } from './migration-sightings.ts';

const BASE = { 'db/migrations/1.sql': 'CREATE TABLE pets (id int);' };
const DROP = 'DROP TABLE pets;';

async function found(path: string, text: string): Promise<string[]> {
  const sightings = await migrationSightings(treesOf(BASE, laidOver(BASE, { [path]: text })));
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

test('what another migration of the change makes is nobody’s yet', async () => {
  const head = laidOver(BASE, {
    'db/migrations/2.sql': 'CREATE TABLE cats (id int);',
    'db/migrations/3.sql': 'ALTER TABLE cats DROP COLUMN id;',
  });
  expect(await migrationSightings(treesOf(BASE, head))).toEqual([]);
});
