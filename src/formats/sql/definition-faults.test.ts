import { expect, test } from 'vitest';
import { definitionFaults, type SqlFamily } from './definition-faults.ts';
import { sqlFamily } from './sql-family.ts';
import { sqlTokens } from './sql-statements.ts';

const faultsIn = (text: string, family: SqlFamily = sqlFamily(text)) =>
  (sqlTokens(text)[0] ?? []).flatMap((tokens) => definitionFaults(tokens, family)).map(({ line, message }) => `${line} ${message}`);

test.each([
  ['CREATE TABEL a (id INT);', '1 expected TABLE, found TABEL'],
  ['CRATE TABLE a (id INT);', '1 expected CREATE, found CRATE'],
  ['CREATE UNIQUE INDX a ON b (c);', '1 expected INDEX, found INDX'],
  ['ALTER TABEL a ADD b INT;', '1 expected TABLE, found TABEL'],
  ['ALTER TABLE a ADD COLUM "b" TEXT;', '1 expected COLUMN, found COLUM'],
  ['CREATE TABLE a (\n  b VARCHAR(10,\n  c INT\n);', '2 a bracket of CREATE TABLE a is never closed'],
  ['CREATE TABLE a (\n  b INT,\n  c INT\n;', '3 a bracket of CREATE TABLE a is never closed'],
  ['CREATE TABLE a (\n  b INT),\n  c INT\n);', '4 this bracket closes nothing in CREATE TABLE a'],
  ['CREATE TABLE a (\n  b INT NOT NULL\n  c INT\n);', '2 a comma is missing before c'],
  ['CREATE TABLE a (\n  b INT,\n  "b" TEXT\n);', '3 the column b stands twice in CREATE TABLE a'],
  ['CREATE TABLE a (\n  b INT,\n  PRIMARY KEY (c)\n);', '3 CREATE TABLE a has no column c'],
  ['CREATE TABLE a (b INT,\n  CONSTRAINT x UNIQUE (b, "c")\n);', '2 CREATE TABLE a has no column c'],
  ['CREATE TABLE a (b INT,\n  FOREIGN KEY (c) REFERENCES d (e)\n);', '2 CREATE TABLE a has no column c'],
  ['CREATE TABLE a (\n  b INT PRIMARY KEY,\n  c INT PRIMARY KEY\n);', '3 CREATE TABLE a has a primary key before this one'],
  ['CREATE TABLE a (\n  b INT PRIMARY KEY,\n  PRIMARY KEY (b)\n);', '3 CREATE TABLE a has a primary key before this one'],
  ['CREATE TABLE a (b INT PRIMRY KEY);', '1 expected PRIMARY, found PRIMRY'],
  ['CREATE TABLE a (b INT NOT NUL);', '1 expected NULL, found NUL'],
  ['CREATE TABLE a (b INT DEFUALT 1);', '1 expected DEFAULT, found DEFUALT'],
  ['CREATE TABLE a (b INT, PRIMRY KEY (b));', '1 expected PRIMARY, found PRIMRY'],
])('%s', (text, fault) => expect(faultsIn(text)).toEqual([fault]));

test.each([
  ['CREATE TABLE a (\n  b INT,\n);', '2 nothing stands beside a comma of CREATE TABLE a'],
  ['CREATE TABLE a (b INT)\nCREATE TABLE c (d INT);', '1 CREATE TABLE a ends without a semicolon'],
  ['CREATE TABLE a (b INTEGR);', '1 expected INTEGER, found INTEGR'],
])('only of a database that is known: %s', (text, fault) => {
  expect(faultsIn(text, 'postgres')).toEqual([fault]);
  expect(faultsIn(text, null)).toEqual([]);
});

test.each([
  'CREATE TABLE a ("b" INT, "B" INT, PRIMARY KEY (b));',
  "CREATE TABLE a (b SERIAL, c TEXT[] DEFAULT '{}', d VARCHAR(3) CHECK (d IN ('x', 'y')), UNIQUE (lower(d), b DESC));",
  'CREATE TABLE a (b INT AUTO_INCREMENT, c TEXT, KEY c_idx (c(10)), KEY (b), key VARCHAR(4)) ENGINE=InnoDB;',
  'CREATE TABLE a (LIKE b, PRIMARY KEY (c));',
  'CREATE TABLE a (b INT, PRIMARY KEY (c)) INHERITS (d);',
  'CREATE TABLE a (\n  b INT\n    REFERENCES c\n    ON DELETE CASCADE,\n  d INT\n    DEFAULT 1\n);',
  'CREATE TABLE a (index INT, key TEXT, check BOOLEAN, PRIMARY KEY (key));',
  'CREATE TABLE a (b status, c REFERENCE_ID, UNIQUE NULLS NOT DISTINCT (b));',
  'CREATE TABLE a (b INT, c INT, PRIMARY KEY (b, c));',
  'CREATE TABLES;',
  'CREATE OR REPLACE VIEW a AS SELECT 1;',
  'ALTER TABLE a ADD colum TEXT;',
  'CREATE TABLE a AS SELECT 1;',
])('nothing is wrong with %s', (text) => expect(faultsIn(text, 'postgres')).toEqual([]));
