import { dividedAtCommas } from './divided-at-commas.ts';
import { type SqlColumn, sqlColumn } from './sql-column.ts';
import { type SqlToken, sqlTokens } from './sql-statements.ts';
import { TYPES } from './table-definition.ts';

/** The columns of a table, by their names. */
export type SqlColumns = ReadonlyMap<string, SqlColumn>;

/** The tables that statements leave behind: their columns by the names of the tables, all in small letters. */
export interface SqlTables {
  readonly columns: ReadonlyMap<string, SqlColumns>;
  /** The texts, by their place among all, with a statement that may have made or changed a table in a way that is not read here. */
  readonly opaque: ReadonlySet<number>;
}

const NAME = String.raw`((?:[^\s(,.]+ \. )*[^\s(,]+)`;
const CREATED = new RegExp(`^CREATE (?:GLOBAL |LOCAL )?(?:TEMP |TEMPORARY |UNLOGGED )?TABLE (IF NOT EXISTS )?${NAME} (.*)$`);
const ALTERED = new RegExp(`^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?${NAME} (.*)$`);
const DROPPED = /^DROP TABLE (?:IF EXISTS )?(.*?)(?: CASCADE| RESTRICT)?$/;
const RENAMED = new RegExp(`^RENAME TABLE ${NAME} TO ${NAME}$`);
/** `KEY a ( b )` is one, `KEY TEXT` a column that is called so. */
const IS_CONSTRAINT = new RegExp(
  `^(?:CONSTRAINT|PRIMARY KEY|UNIQUE|FOREIGN KEY|CHECK|EXCLUDE|INDEX|KEY|FULLTEXT|SPATIAL|LIKE)(?: (?!(?:${[...TYPES].join('|')})\\b)|$)`,
);
/** They can do anything; and a table that is changed under a condition, or behind what no semicolon ends. */
const IS_OPAQUE = /^(?:CALL|EXECUTE|EXEC|SELECT .* INTO) |.\b(?:CREATE|ALTER|DROP|RENAME) (?:\w+ ){0,2}TABLE /;
const BODY = /(\$\w*\$)[^]*?(?:\1|$(?![^]))/g;

interface Open {
  readonly columns: Map<string, Map<string, SqlColumn>>;
  /** Of the text that is run. */
  isCertain: boolean;
}

/** A statement that is about to be run, of which of the texts, and the columns by the names of the tables that are there. */
export type BeforeStatement = (tokens: readonly SqlToken[], columns: SqlTables['columns'], text: number) => void;

/** Runs migrations one after another, as far as tables and their columns go. */
export function sqlTables(texts: readonly string[], before: BeforeStatement = () => undefined): SqlTables {
  const open: Open = { columns: new Map(), isCertain: true };
  const opaque = new Set<number>();
  for (const [index, text] of texts.entries()) {
    open.isCertain = true;
    const [statements = [], ...others] = sqlTokens(text);
    // Of a backslash before a quote each database thinks otherwise.
    if (others.length > 0) open.isCertain = false;
    // Of what stands in the body of a block only that nothing makes or changes a table.
    const isChanging = hasChangingBody(text);
    for (const tokens of statements) {
      before(tokens, open.columns, index);
      const statement = tokens.map(({ value }) => value).join(' ');
      if (isChanging && statement.startsWith('DO ')) open.isCertain = false;
      run(open, statement);
    }
    if (!open.isCertain) opaque.add(index);
  }
  return { columns: open.columns, opaque };
}

/** A block or a function of it may change tables. */
export function hasChangingBody(text: string): boolean {
  return (text.match(BODY) ?? []).some((body) => /\b(?:table|execute)\b/i.test(body));
}

function run(open: Open, statement: string): void {
  if (IS_OPAQUE.test(statement)) open.isCertain = false;
  const [, unless, created, body = ''] = CREATED.exec(statement) ?? [];
  if (created !== undefined && unless !== undefined && open.columns.has(plain(created))) return;
  // Gone with the connection, whatever it has.
  if (created !== undefined && !body.startsWith('( ') && /^CREATE (?:GLOBAL |LOCAL )?TEMP/.test(statement)) return;
  if (created !== undefined) return create(open, created, body);
  const [, altered, actions = ''] = ALTERED.exec(statement) ?? [];
  if (altered !== undefined) return dividedAtCommas(actions).forEach((action) => alter(open, plain(altered), action));
  const [, dropped] = DROPPED.exec(statement) ?? [];
  if (dropped !== undefined) return dividedAtCommas(dropped).forEach((name) => void open.columns.delete(plain(name)));
  const [, from, to] = RENAMED.exec(statement) ?? [];
  if (from !== undefined && to !== undefined) rename(open.columns, plain(from), plain(to));
}

function create(open: Open, name: string, body: string): void {
  if (!body.startsWith('( ')) {
    open.isCertain = false;
    return;
  }
  const inside = body.slice(2, closing(body));
  const parts = dividedAtCommas(inside);
  if (parts.some((part) => part.startsWith('LIKE ')) || / AS (?:SELECT|WITH) /.test(body.slice(closing(body)))) open.isCertain = false;
  const columns = parts.filter((part) => !IS_CONSTRAINT.test(part)).map(columnIn);
  open.columns.set(plain(name), new Map(columns));
}

/** Its name, and what it is. */
function columnIn(part: string): readonly [string, SqlColumn] {
  const [name = ''] = part.split(' ', 1);
  return [plain(name), sqlColumn(part.slice(name.length + 1))];
}

function alter(open: Open, table: string, action: string): void {
  const columns = open.columns.get(table);
  const [, newName] = new RegExp(`^RENAME (?:TO|AS) ${NAME}$`).exec(action) ?? [];
  if (newName !== undefined) return rename(open.columns, table, plain(newName));
  const [, from, to, definition] =
    /^RENAME (?:COLUMN )?(\S+) TO (\S+)$/.exec(action) ?? /^CHANGE (?:COLUMN )?(\S+) (\S+) (.*)$/.exec(action) ?? [];
  if (from !== undefined && to !== undefined) {
    const held = columns?.get(plain(from));
    if (columns?.delete(plain(from)) === true && held !== undefined)
      columns.set(plain(to), definition === undefined ? held : sqlColumn(definition));
    return;
  }
  const after = columnAfter(action, (name) => columns?.get(name));
  if (after !== null && columns?.has(after[0]) === true) return void columns.set(...after);
  const [, dropped] = /^DROP (?:COLUMN )?(?:IF EXISTS )?(\S+)(?: CASCADE| RESTRICT)?$/.exec(action) ?? [];
  if (dropped !== undefined) return void columns?.delete(plain(dropped));
  const [, added] = /^ADD (?:COLUMN )?(?:IF NOT EXISTS )?(.*)$/.exec(action) ?? [];
  if (added === undefined || IS_CONSTRAINT.test(added)) return;
  for (const one of added.startsWith('( ') ? dividedAtCommas(added.slice(2, closing(added))) : [added]) columns?.set(...columnIn(one));
}

/** What an action of an `ALTER TABLE` makes of a column that is there; null where it is no such action. */
export function columnAfter(action: string, of: (name: string) => SqlColumn | undefined): readonly [name: string, is: SqlColumn] | null {
  const [, altered, rest = ''] = /^(?:ALTER|MODIFY|CHANGE) (?:COLUMN )?(\S+) (.*)$/.exec(action) ?? [];
  if (altered === undefined) return null;
  const name = plain(altered);
  const was = of(name) ?? UNSAID;
  const [, type] = /^(?:SET DATA )?TYPE (.*)$/.exec(rest) ?? [];
  if (type !== undefined) return [name, { ...was, type: sqlColumn(type).type }];
  if (/^(?:SET|DROP) NOT NULL/.test(rest)) return [name, { ...was, isDemanded: rest.startsWith('SET') }];
  if (/^(?:SET|DROP) DEFAULT\b/.test(rest)) return [name, { ...was, isGiven: rest.startsWith('SET') }];
  if (action.startsWith('CHANGE ')) return [name, sqlColumn(rest.slice(rest.indexOf(' ') + 1))];
  if (action.startsWith('ALTER ') && /^(?:SET|DROP|ADD|RESTART|RENAME) /.test(rest)) return null;
  return [name, sqlColumn(rest)];
}

const UNSAID: SqlColumn = { type: '', isDemanded: false, isGiven: false };

function rename(columns: Map<string, Map<string, SqlColumn>>, from: string, to: string): void {
  const held = columns.get(from);
  columns.delete(from);
  if (held !== undefined) columns.set(to, held);
}

/** Without the schema it is in, in small letters. */
export function plain(name: string): string {
  return (name.replaceAll(' . ', '.').split('.').at(-1) ?? '').toLowerCase();
}

/** Where the bracket closes that a text begins with. */
function closing(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}
