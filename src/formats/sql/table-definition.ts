import type { SqlToken } from './sql-statements.ts';

/** What a `CREATE TABLE` says. */
export interface TableDefinition {
  /** As it is written, with the schema it is in. */
  readonly name: string;
  /** What its brackets hold, divided at the commas; empty where two commas follow each other, or nothing follows the last. */
  readonly parts: readonly (readonly SqlToken[])[];
  /** The bracket that begins them, and the one that ends them. */
  readonly open: SqlToken;
  readonly close: SqlToken | null;
  readonly rest: readonly SqlToken[];
}

const MODIFIERS = new Set(['GLOBAL', 'LOCAL', 'TEMP', 'TEMPORARY', 'UNLOGGED', 'OR', 'REPLACE']);
const CONSTRAINTS = new Set(
  'CONSTRAINT PRIMARY UNIQUE FOREIGN CHECK EXCLUDE INDEX KEY FULLTEXT SPATIAL LIKE PERIOD FAMILY PROJECTION WATERMARK INHERITS'.split(' '),
);

export function isWord(token: SqlToken | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.value);
}

export function isSign(token: SqlToken | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.value === sign;
}

/** Null: another statement, or a table that is made in another way. */
export function tableDefinition(tokens: readonly SqlToken[]): TableDefinition | null {
  if (!isWord(tokens[0], 'CREATE')) return null;
  let at = 1;
  while (isWord(tokens[at], ...MODIFIERS)) at += 1;
  if (!isWord(tokens[at], 'TABLE')) return null;
  at = afterExists(tokens, at + 1);
  const named = nameAt(tokens, at);
  if (named === null) return null;
  const open = tokens[named.next];
  if (open === undefined || !isSign(open, '(')) return null;
  const end = closingOf(tokens, named.next);
  return {
    name: named.name,
    parts: divided(tokens.slice(named.next + 1, end ?? tokens.length)),
    open,
    close: end === null ? null : (tokens[end] ?? null),
    rest: end === null ? [] : tokens.slice(end + 1),
  };
}

/** Behind `IF EXISTS` and `IF NOT EXISTS`. */
export function afterExists(tokens: readonly SqlToken[], at: number): number {
  if (!isWord(tokens[at], 'IF')) return at;
  return at + (isWord(tokens[at + 1], 'NOT') ? 3 : 2);
}

/** A name with the schema it is in. */
export function nameAt(tokens: readonly SqlToken[], at: number): { readonly name: string; readonly next: number } | null {
  let next = at;
  let name = '';
  for (;;) {
    const token = tokens[next];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'name')) return null;
    name += token.value;
    next += 1;
    if (!isSign(tokens[next], '.')) return { name, next };
    name += '.';
    next += 1;
  }
}

/** Where the bracket closes that stands at an index. */
function closingOf(tokens: readonly SqlToken[], open: number): number | null {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (isSign(tokens[at], '(')) depth += 1;
    if (isSign(tokens[at], ')')) depth -= 1;
    if (depth === 0) return at;
  }
  return null;
}

/** At the commas that no bracket holds. */
export function divided(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSign(token, '(')) depth += 1;
    if (isSign(token, ')')) depth -= 1;
    if (depth === 0 && isSign(token, ',')) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** Of a part of a table: it is no column. */
export function isConstraint(part: readonly SqlToken[]): boolean {
  const [first, second] = part;
  return first?.kind === 'word' && CONSTRAINTS.has(first.value) && second !== undefined && !isTypeOf(second);
}

/** `key text` is a column; what is behind the words of a constraint is no type. */
function isTypeOf(token: SqlToken): boolean {
  return token.kind === 'word' && TYPES.has(token.value);
}

/** Those that every database has, and what they are mostly called. */
export const TYPES: ReadonlySet<string> = new Set(
  'INT INTEGER BIGINT SMALLINT TINYINT MEDIUMINT TEXT VARCHAR CHAR BOOLEAN BOOL TIMESTAMP TIMESTAMPTZ DATETIME UUID JSON JSONB SERIAL BIGSERIAL NUMERIC DECIMAL REAL FLOAT DOUBLE BLOB BYTEA CHARACTER DATE TIME NVARCHAR LONGTEXT MEDIUMTEXT BINARY VARBINARY ENUM STRING'.split(
    ' ',
  ),
);

export interface KeyColumn {
  /** In small letters. */
  readonly name: string;
  readonly line: number;
}

/** What the list names that the next bracket begins; expressions are left out. */
export function keyColumns(tokens: readonly SqlToken[], from: number): readonly KeyColumn[] {
  const open = tokens.findIndex((token, index) => index >= from && isSign(token, '('));
  const end = open === -1 ? null : closingOf(tokens, open);
  if (end === null) return [];
  return divided(tokens.slice(open + 1, end)).flatMap((part): readonly KeyColumn[] => {
    const [first, second, third, fourth] = part;
    if (first === undefined || (first.kind !== 'name' && (first.kind !== 'word' || !/^[A-Z_]\w*$/.test(first.value)))) return [];
    const isPrefix = isSign(second, '(') && /^\d+$/.test(third?.value ?? '') && isSign(fourth, ')');
    if (second !== undefined && second.kind !== 'word' && !isPrefix) return [];
    return [{ name: first.value.toLowerCase(), line: first.line }];
  });
}
