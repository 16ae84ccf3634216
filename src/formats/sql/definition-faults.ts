import { meantBy } from '../one-edit.ts';
import type { SqlToken } from './sql-statements.ts';
import type { sqlFamily } from './sql-family.ts';
import { isConstraint, isSign, isWord, keyColumns, type TableDefinition, tableDefinition, TYPES } from './table-definition.ts';

export interface SqlFault {
  readonly line: number;
  readonly message: string;
  /** False: it names what is not there. */
  readonly isSyntax: boolean;
}

export type SqlFamily = ReturnType<typeof sqlFamily>;

/** What can be made, changed and dropped, in any database. */
const OBJECTS = ['TABLE', 'INDEX', 'VIEW', 'TYPE', 'TRIGGER', 'FUNCTION', 'PROCEDURE', 'SEQUENCE', 'SCHEMA', 'DATABASE', 'EXTENSION'];
/** Words that stand between `CREATE` and what is made. */
const BETWEEN = new Set(
  'OR REPLACE GLOBAL LOCAL TEMP TEMPORARY UNLOGGED UNIQUE MATERIALIZED RECURSIVE CLUSTERED NONCLUSTERED CONSTRAINT EVENT VIRTUAL FOREIGN EXTERNAL'.split(
    ' ',
  ),
);
/** What a misspelt first word is known by. */
const BEGINNINGS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['CREATE', new Set([...OBJECTS, 'UNIQUE', 'OR', 'TEMPORARY', 'TEMP'])],
  ['ALTER', new Set(OBJECTS)],
  ['DROP', new Set(OBJECTS)],
  ['INSERT', new Set(['INTO'])],
  ['DELETE', new Set(['FROM'])],
]);
/** Words of a column, long enough that nothing else is one letter away. */
const COLUMN_WORDS = ['PRIMARY', 'REFERENCES', 'DEFAULT', 'UNIQUE', 'CONSTRAINT', 'GENERATED', 'AUTO_INCREMENT', 'AUTOINCREMENT'];
/** Behind them stands a name, which may be any. */
const NAMING = new Set(['REFERENCES', 'CONSTRAINT', 'DEFAULT', 'COLLATE', 'SET', 'CHARSET', 'COMMENT', 'USING', 'AS', 'ON']);
const LONG_TYPES = [
  'INTEGER',
  'BIGINT',
  'SMALLINT',
  'VARCHAR',
  'BOOLEAN',
  'TIMESTAMP',
  'TIMESTAMPTZ',
  'DATETIME',
  'NUMERIC',
  'DECIMAL',
  'DOUBLE',
  'SERIAL',
  'BIGSERIAL',
];
/** Behind one of these, and on a new line, may still stand a part of the same column. */
const HOLDING = new Set([...NAMING, 'CHECK', 'ENUM', 'GENERATED', 'ALWAYS', 'BY', 'WITH', 'NOT', 'UPDATE', 'DELETE', 'CHARACTER', ',']);

/** What no database takes of one statement that defines something; where databases differ, only what the one it is written for refuses. */
export function definitionFaults(tokens: readonly SqlToken[], family: SqlFamily): readonly SqlFault[] {
  const table = tableDefinition(tokens);
  if (table === null) return misspeltBeginning(tokens);
  const bracket = bracketFault(tokens, table);
  if (bracket !== null) return [bracket];
  return [
    ...(family === null ? [] : commaFaults(table)),
    ...table.parts.flatMap((part) => [...missingComma(part), ...misspeltWords(part, family)]),
    ...columnFaults(table),
    ...secondPrimaryKey(table),
  ];
}

function misspeltBeginning(tokens: readonly SqlToken[]): readonly SqlFault[] {
  const [first, second] = tokens;
  if (first?.kind !== 'word' || second?.kind !== 'word') return [];
  for (const [verb, followers] of BEGINNINGS)
    if (meantBy(first.value, [verb]) !== undefined && followers.has(second.value)) return [misspelt(first, verb)];
  if (!isWord(first, 'CREATE', 'DROP', 'ALTER')) return misspeltAction(tokens);
  let at = 1;
  while (isWord(tokens[at], ...BETWEEN)) at += 1;
  const made = tokens[at];
  const meant = made?.kind === 'word' ? meantBy(made.value, OBJECTS) : undefined;
  if (made !== undefined && meant !== undefined && tokens.length > at + 1) return [misspelt(made, meant)];
  return misspeltAction(tokens);
}

/** `ALTER TABLE a ADD COLUM b`. */
function misspeltAction(tokens: readonly SqlToken[]): readonly SqlFault[] {
  if (!isWord(tokens[0], 'ALTER') || !isWord(tokens[1], 'TABLE')) return [];
  return tokens.flatMap((token, index) => {
    const isBehind = isWord(tokens[index - 1], 'ADD', 'DROP', 'RENAME');
    const meant = token.kind === 'word' ? meantBy(token.value, ['COLUMN', 'CONSTRAINT']) : undefined;
    const [next, further] = [tokens[index + 1], tokens[index + 2]];
    // A column may be called so, and then its type is behind it.
    if (!isBehind || meant === undefined || next === undefined || (next.kind === 'word' && TYPES.has(next.value))) return [];
    const isNamed = next.kind === 'name' || (next.kind === 'word' && further?.kind === 'word');
    return isNamed ? [misspelt(token, meant)] : [];
  });
}

function misspelt({ value, line }: SqlToken, meant: string): SqlFault {
  return { line, message: `expected ${meant}, found ${value}`, isSyntax: true };
}

/** Where a bracket is not closed, or one too many is. */
function bracketFault(tokens: readonly SqlToken[], { name, open, close }: TableDefinition): SqlFault | null {
  const from = tokens.indexOf(open);
  const held: SqlToken[] = [];
  let last: { readonly open: SqlToken; readonly close: SqlToken } | null = null;
  for (const token of tokens.slice(from)) {
    if (isSign(token, '(')) held.push(token);
    if (!isSign(token, ')')) continue;
    const opened = held.pop();
    if (opened === undefined)
      return { line: token.line, message: `this bracket closes nothing in CREATE TABLE ${shown(name)}`, isSyntax: true };
    last = { open: opened, close: token };
  }
  if (held.length === 0 && close !== null) return null;
  // The last bracket then closed one of another line, which was to be closed there.
  const isOther = last !== null && last.close === tokens.at(-1) && last.open.line !== last.close.line && held.length > 0;
  const line = isOther && last !== null ? last.open.line : (tokens.at(-1)?.line ?? open.line);
  return { line, message: `a bracket of CREATE TABLE ${shown(name)} is never closed`, isSyntax: true };
}

function shown(name: string): string {
  return name.toLowerCase();
}

function commaFaults({ name, parts, open, close, rest }: TableDefinition): readonly SqlFault[] {
  const faults: SqlFault[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.length > 0 || parts.length === 1) continue;
    const before = parts[index - 1]?.at(-1) ?? (index === 0 ? open : close);
    faults.push({
      line: before?.line ?? open.line,
      message: `nothing stands beside a comma of CREATE TABLE ${shown(name)}`,
      isSyntax: true,
    });
  }
  const next = rest.findIndex(
    (token, index) => isWord(token, 'CREATE', 'ALTER', 'DROP') && isWord(rest[index + 1], 'TABLE', 'INDEX', 'UNIQUE'),
  );
  if (next !== -1)
    faults.push({ line: close?.line ?? open.line, message: `CREATE TABLE ${shown(name)} ends without a semicolon`, isSyntax: true });
  return faults;
}

/** A name and a type at the beginning of a line, inside of another column. */
function missingComma(part: readonly SqlToken[]): readonly SqlFault[] {
  let depth = 0;
  for (const [index, token] of part.entries()) {
    const before = part[index - 1];
    if (isSign(token, '(')) depth += 1;
    if (isSign(token, ')')) depth -= 1;
    if (depth > 0 || before === undefined || before.line === token.line || index < 2) continue;
    const isName = token.kind === 'name' || (token.kind === 'word' && /^[A-Z_]\w*$/.test(token.value) && !HOLDING.has(token.value));
    const type = part[index + 1];
    if (!isName || type?.kind !== 'word' || type.line !== token.line || !TYPES.has(type.value)) continue;
    if ((before.kind === 'word' && HOLDING.has(before.value)) || (before.kind === 'sign' && before.value !== ')')) continue;
    return [{ line: before.line, message: `a comma is missing before ${token.value.toLowerCase()}`, isSyntax: true }];
  }
  return [];
}

function misspeltWords(part: readonly SqlToken[], family: SqlFamily): readonly SqlFault[] {
  const faults: SqlFault[] = [];
  let depth = 0;
  for (const [index, token] of part.entries()) {
    const before = part[index - 1];
    if (isSign(token, '(')) depth += 1;
    if (isSign(token, ')')) depth -= 1;
    if (depth > 0 || token.kind !== 'word' || isSign(before, '.') || isSign(part[index + 1], '.')) continue;
    if (index === 0 && isWord(part[1], 'KEY') && meantBy(token.value, ['PRIMARY']) !== undefined) faults.push(misspelt(token, 'PRIMARY'));
    if (index === 0 || isConstraint(part)) continue;
    if (isWord(before, 'NOT') && meantBy(token.value, ['NULL', 'NULLS']) === 'NULL') faults.push(misspelt(token, 'NULL'));
    if (index === 1 && (family === 'postgres' || family === 'mysql')) {
      const type = TYPES.has(token.value) ? undefined : meantBy(token.value, LONG_TYPES);
      if (type !== undefined && !KNOWN_TYPES.has(token.value)) faults.push(misspelt(token, type));
    }
    const meant = index < 2 || (before?.kind === 'word' && NAMING.has(before.value)) ? undefined : meantBy(token.value, COLUMN_WORDS);
    if (meant !== undefined) faults.push(misspelt(token, meant));
  }
  return faults;
}

/** One letter from another type, and types themselves. */
const KNOWN_TYPES = new Set(['SERIAL2', 'SERIAL4', 'SERIAL8', 'VARCHAR2', 'NVARCHAR', 'DATETIME2', 'BPCHAR']);

function columnFaults(table: TableDefinition): readonly SqlFault[] {
  const faults: SqlFault[] = [];
  const known = new Map<string, SqlToken>();
  for (const part of table.parts) {
    const [first] = part;
    if (first === undefined || isConstraint(part) || (first.kind !== 'name' && first.kind !== 'word')) continue;
    const key = first.value.toLowerCase();
    const other = known.get(key);
    // In quotes, large and small letters may be two columns.
    const isSame =
      other !== undefined && (other.value === first.value || other.kind !== 'name' || first.kind !== 'name') && !isFolded(other, first);
    if (isSame)
      faults.push({ line: first.line, message: `the column ${key} stands twice in CREATE TABLE ${shown(table.name)}`, isSyntax: true });
    known.set(key, first);
  }
  if (!isWhole(table)) return faults;
  for (const part of table.parts) {
    for (const { name, line } of ownKeys(part))
      if (!known.has(name) && !SYSTEM.has(name))
        faults.push({ line, message: `CREATE TABLE ${shown(table.name)} has no column ${name}`, isSyntax: false });
  }
  return faults;
}

/** A key of several columns is a line of its own; two beside each other are taken nowhere. */
function secondPrimaryKey({ name, parts }: TableDefinition): readonly SqlFault[] {
  const keys = parts.flatMap((part) => part.filter((token, index) => isWord(token, 'PRIMARY') && isWord(part[index + 1], 'KEY')));
  const second = keys[1];
  return second === undefined
    ? []
    : [{ line: second.line, message: `CREATE TABLE ${shown(name)} has a primary key before this one`, isSyntax: true }];
}

/** One in quotes with large letters, and one without: they differ where names become small. */
function isFolded(one: SqlToken, other: SqlToken): boolean {
  const quoted = one.kind === 'name' ? one : other;
  return one.kind !== other.kind && quoted.value !== quoted.value.toLowerCase();
}

/** Columns that nobody has to make, and those whose name may be taken for the beginning of a constraint. */
export const SYSTEM: ReadonlySet<string> = new Set(
  'oid ctid xmin xmax tableoid rowid _rowid_ key index check like unique period family projection watermark'.split(' '),
);

/** Nothing else brings it columns. */
export function isWhole({ parts, rest }: TableDefinition): boolean {
  return (
    !rest.some((token) => isWord(token, 'INHERITS', 'AS', 'SELECT', 'LIKE', 'OF', 'UNDER')) &&
    !parts.some(([first]) => isWord(first, 'LIKE', 'INHERITS'))
  );
}

/** The columns of its own that a part of a table names as a key. */
function ownKeys(part: readonly SqlToken[]): ReturnType<typeof keyColumns> {
  if (!isConstraint(part)) return [];
  const from = part[0]?.value === 'CONSTRAINT' && part[0].kind === 'word' ? 2 : 0;
  if (!isWord(part[from], 'PRIMARY', 'UNIQUE', 'FOREIGN', 'INDEX', 'KEY')) return [];
  // `UNIQUE NULLS NOT DISTINCT`, names, kinds of indexes: the first bracket is the list.
  return keyColumns(part, from);
}
