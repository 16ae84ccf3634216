import { type Case, testChecker } from '../test-checker.ts';

const FIRST = 'db/migrations/0001_first.sql';
const SECOND = 'db/migrations/0002_second.sql';
const base = { [FIRST]: 'CREATE TABLE users (\n  id SERIAL PRIMARY KEY,\n  mail TEXT\n);\n' };

const right = (name: string, head: Case['head'], more: Case['base'] = {}): Case => ({ name, base: { ...base, ...more }, head });

const broken = (name: string, text: string, { rule, line, path = SECOND }: { rule: string; line: number; path?: string }): Case => ({
  name,
  base,
  head: { [path]: text },
  expect: { findings: [{ rule, path, line }] },
});

const REFERRING = 'CREATE TABLE posts (\n  id INT,\n  author INT REFERENCES authors (id)\n);\n';

const TRAILING = 'CREATE TABLE "a" (\n  "id" TEXT NOT NULL,\n  CONSTRAINT "a_pkey" PRIMARY KEY ("id"),\n);\n';

testChecker(import.meta.url, {
  clean: [
    right('a migration', { [SECOND]: REFERRING.replace('authors', 'users') }),
    right('an unknown table where programs migrate too', { [SECOND]: REFERRING, 'db/migrations/0003_third.ts': 'export {};\n' }),
    right('an unknown table where two have a number', { [SECOND]: REFERRING, 'db/migrations/0002_other.sql': 'SELECT 1;\n' }),
    right('a table that another file makes', { [SECOND]: REFERRING, 'db/base.sql': 'CREATE TABLE IF NOT EXISTS "authors" (id INT);\n' }),
    right(
      'an unknown table where an old one names such a one',
      { 'db/migrations/0003_third.sql': REFERRING },
      { [SECOND]: 'ALTER TABLE outside ADD a INT;\n' },
    ),
    right('what a file outside of migrations refers to', { 'db/posts.sql': REFERRING }),
    right('a template', { 'db/posts.sql': 'CREATE TABEL {{ name }} (id INT);\n' }),
    right('the way back', { [SECOND]: '-- +goose Up\nSELECT 1;\n-- +goose Down\nCREATE TABEL a (id INT);\n' }),
    right('rows of a dump', { 'db/dump.sql': "CREATE TABLE a (id INT);\nCOPY a FROM stdin;\nCREATE TABEL it's (\n\\.\nSELECT 1;\n" }),
    right('a trailing comma, where Prisma says that the database takes it', {
      'prisma/migrations/migration_lock.toml': 'provider = "sqlserver"\n',
      'prisma/migrations/1_a/migration.sql': TRAILING,
    }),
  ],
  flagged: [
    {
      name: 'a trailing comma, where Prisma says the database',
      base: { 'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n' },
      head: { 'prisma/migrations/1_a/migration.sql': TRAILING },
      expect: { findings: [{ rule: 'unreadable', path: 'prisma/migrations/1_a/migration.sql', line: 3 }] },
    },
    broken('what does not parse', 'SELECT 1;\nCREATE TABEL a (id INT);\n', { rule: 'unreadable', line: 2 }),
    broken('a trailing comma, where the files beside it say the database', 'CREATE TABLE a (\n  id INT,\n);\n', {
      rule: 'unreadable',
      line: 2,
    }),
    broken('a column that an index names', 'CREATE INDEX i\n  ON users (name);\n', { rule: 'broken-reference', line: 2 }),
    broken('a table that no migration makes', REFERRING, { rule: 'broken-reference', line: 3 }),
    broken('a table that is changed and that nothing makes', 'SELECT 1;\nALTER TABLE user ADD COLUMN name TEXT;\n', {
      rule: 'broken-reference',
      line: 2,
    }),
    broken('a row with a column that no migration makes', "INSERT INTO users (id, nick) VALUES (1, 'a');\n", {
      rule: 'broken-reference',
      line: 1,
    }),
    broken('a key of a schema', 'CREATE TABLE a (\n  id INT,\n  PRIMARY KEY (uid)\n);\n', {
      rule: 'broken-reference',
      line: 3,
      path: 'db/schema.sql',
    }),
  ],
});
