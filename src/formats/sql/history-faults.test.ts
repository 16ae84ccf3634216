import { expect, test } from 'vitest';
import { historyFaults } from './history-faults.ts';

const faultsIn = (...texts: readonly string[]) => historyFaults(texts).map(({ text, line, message }) => `${text}:${line} ${message}`);
const FIRST = 'CREATE TABLE a (id INT, b TEXT);';

test.each([
  ['CREATE INDEX i ON a (c);', 'the table a has no column c'],
  ['CREATE UNIQUE INDEX CONCURRENTLY i ON public.a USING btree (b, c DESC);', 'the table a has no column c'],
  ['ALTER TABLE a ADD FOREIGN KEY (c) REFERENCES a (id);', 'the table a has no column c'],
  ['ALTER TABLE a ADD CONSTRAINT x FOREIGN KEY (b) REFERENCES a (c);', 'the table a has no column c'],
  ['ALTER TABLE a DROP COLUMN c;', 'the table a has no column c'],
  ['ALTER TABLE a RENAME COLUMN c TO d;', 'the table a has no column c'],
  ['ALTER TABLE a ADD d INT AFTER c;', 'the table a has no column c'],
  ['ALTER TABLE a MODIFY c VARCHAR(9);', 'the table a has no column c'],
  ['ALTER TABLE a CHANGE COLUMN c d INT;', 'the table a has no column c'],
  ["INSERT INTO a (id, c) VALUES (1, 'x');", 'the table a has no column c'],
  ['CREATE TABLE d (a INT REFERENCES a (c));', 'the table a has no column c'],
  ['CREATE TABLE d (a INT REFERENCES c (id));', 'no statement makes the table c'],
  ['ALTER TABLE c ADD d INT;', 'no statement makes the table c'],
  ['CREATE INDEX i ON c (d);', 'no statement makes the table c'],
  ['DROP TABLE a;\nCREATE INDEX i ON a (id);', 'no statement makes the table a'],
])('%s', (text, message) => {
  expect(faultsIn(FIRST, text)).toEqual([`1:${text.split('\n').length} ${message}`]);
});

test.each([
  'ALTER TABLE a ADD COLUMN c INT; CREATE INDEX i ON a (c);',
  'ALTER TABLE a ADD COLUMN c INT, ADD UNIQUE (c);',
  'ALTER TABLE a RENAME COLUMN b TO c; ALTER TABLE a DROP COLUMN c;',
  'CREATE INDEX i ON a (lower(b), (id + 1));',
  'ALTER TABLE a ADD c INT AFTER b, ADD d INT AFTER c, MODIFY b VARCHAR(9);',
  'ALTER TABLE a CHANGE b c TEXT FIRST; INSERT INTO a (id, c) SELECT 1, 2;',
  'INSERT INTO other (z) VALUES (1);',
  'CREATE TABLE d (a INT REFERENCES e (id)); CREATE TABLE e (id INT);',
  'CREATE TABLE d (a INT REFERENCES auth.users (id));',
  'CREATE VIEW v AS SELECT 1 AS x; CREATE INDEX i ON v (x);',
  'ALTER TABLE IF EXISTS c ADD d INT;',
  'ALTER TABLE a DROP COLUMN IF EXISTS c;',
  'CREATE TABLE other.a (z INT); CREATE INDEX i ON other.a (id);',
  'CALL remake(); CREATE INDEX i ON a (c);',
  'DO $$ BEGIN ALTER TABLE a ADD c INT; END $$; CREATE INDEX i ON a (c);',
  'CREATE FUNCTION f() RETURNS void AS $$ ALTER TABLE a ADD c INT $$; SELECT f(); CREATE INDEX i ON a (c);',
  'CREATE TABLE d (x INT) INHERITS (a); CREATE INDEX i ON d (b);',
  'CREATE TABLE b AS SELECT 1; CREATE INDEX i ON b (c);',
])('nothing is missing for %s', (text) => expect(faultsIn(FIRST, text)).toEqual([]));
