import { isWhole, type SqlFault, SYSTEM } from './definition-faults.ts';
import type { SqlToken } from './sql-statements.ts';
import { hasChangingBody, plain, sqlTables } from './sql-tables.ts';
import {
  afterExists,
  divided,
  isConstraint,
  isSign,
  isWord,
  keyColumns,
  nameAt,
  type TableDefinition,
  tableDefinition,
  TYPES,
} from './table-definition.ts';

export interface HistoryFault extends SqlFault {
  /** The place of its text among all. */
  readonly text: number;
  /** The table that none of the texts makes; null where a column is missing. */
  readonly missing: string | null;
}

interface Found extends HistoryFault {
  readonly table: string;
}

type Columns = ReadonlyMap<string, Pick<ReadonlySet<string>, 'has' | 'keys'>>;

/** An action of an ALTER TABLE that makes no column, or makes it as it is read here. */
const ACTIONS =
  /^(?:ADD|DROP|ALTER|RENAME|MODIFY|CHANGE|SET|RESET|ENABLE|DISABLE|OWNER|VALIDATE|REPLICA|CLUSTER|ENGINE|AUTO_INCREMENT|COMMENT|CONVERT|DEFAULT|CHARACTER|COLLATE|ORDER|FORCE|NO|ROW_FORMAT|ALGORITHM|LOCK)$/;
const HOME = new Set(['public', 'main']);

/** What statements of texts, run one after another, name of tables and columns that are not there then. */
export function historyFaults(texts: readonly string[]): readonly HistoryFault[] {
  const history = new History();
  const { columns, opaque } = sqlTables(texts, (tokens, before, text) => history.read(tokens, before, text));
  // A function that is made may be called by anybody from then on.
  const end = Math.min(...opaque, ...texts.flatMap((text, index) => (hasChangingBody(text) ? [index] : [])));
  return history.found.filter(({ text, table, missing }) => {
    if (text >= end || history.doubtful.has(table)) return false;
    return missing === null || !(history.made.has(table) && (columns.has(table) || history.other.has(table)));
  });
}

class History {
  readonly found: Found[] = [];
  /** Tables of which it is not known which columns they have. */
  readonly doubtful = new Set<string>();
  /** Names of everything that was made at some time, and of what is no table. */
  readonly made = new Set<string>();
  readonly other = new Set<string>();

  read(tokens: readonly SqlToken[], columns: Columns, text: number): void {
    const definition = tableDefinition(tokens);
    if (definition !== null) this.#create(definition, { tokens, columns, text });
    else if (isWord(tokens[0], 'CREATE')) this.#createOther(tokens, { columns, text });
    else if (isWord(tokens[0], 'ALTER') && isWord(tokens[1], 'TABLE')) this.#alter(tokens, { columns, text });
    else if (isWord(tokens[0], 'INSERT') && isWord(tokens[1], 'INTO')) this.#insert(tokens, { columns, text });
    else if (isWord(tokens[0], 'RENAME')) for (const { value } of tokens) this.made.add(plain(value));
  }

  #create(
    definition: TableDefinition,
    at: { readonly tokens: readonly SqlToken[]; readonly columns: Columns; readonly text: number },
  ): void {
    const name = plain(definition.name);
    const isUnless = at.tokens.some((token, index) => isWord(token, 'IF') && index < 6);
    if (at.columns.has(name) && !isUnless) this.doubtful.add(name);
    if (!isWhole(definition)) this.doubtful.add(name);
    this.made.add(name);
    const own = definition.parts.flatMap((part) => (part[0] === undefined || isConstraint(part) ? [] : [plain(part[0].value)]));
    for (const part of definition.parts) this.#references(part, { columns: new Map([...at.columns, [name, new Set(own)]]), text: at.text });
  }

  #createOther(tokens: readonly SqlToken[], at: { readonly columns: Columns; readonly text: number }): void {
    const kind = tokens.findIndex((token) => isWord(token, 'TABLE', 'VIEW'));
    const made = kind === -1 || kind > 5 ? null : nameAt(tokens, afterExists(tokens, kind + 1));
    if (made !== null) {
      this.made.add(plain(made.name));
      this.other.add(plain(made.name));
      this.doubtful.add(plain(made.name));
    }
    if (!isWord(tokens[1], 'INDEX') && !(isWord(tokens[1], 'UNIQUE') && isWord(tokens[2], 'INDEX'))) return;
    const on = tokens.findIndex((token) => isWord(token, 'ON'));
    const table = on === -1 ? null : nameAt(tokens, isWord(tokens[on + 1], 'ONLY') ? on + 2 : on + 1);
    if (table !== null) this.#keys(keyColumns(tokens, table.next), { ...at, table: table.name, line: tokens[on]?.line ?? 1 });
  }

  #alter(tokens: readonly SqlToken[], at: { readonly columns: Columns; readonly text: number }): void {
    const from = afterExists(tokens, 2);
    const named = nameAt(tokens, isWord(tokens[from], 'ONLY') ? from + 1 : from);
    if (named === null) return;
    const table = named.name;
    const line = tokens[0]?.line ?? 1;
    const actions = divided(tokens.slice(named.next));
    if (from === 2) this.#keys([], { ...at, table, line });
    if (!actions.every(([first]) => first?.kind === 'word' && ACTIONS.test(first.value))) this.doubtful.add(plain(table));
    for (const [index, token] of tokens.entries()) {
      const next = tokens[index + 1];
      if (isWord(token, 'TO', 'AS') && next !== undefined) this.made.add(plain(next.value));
    }
    const own = new Set([...(at.columns.get(plain(table))?.keys() ?? []), ...addedBy(actions)]);
    const columns = at.columns.has(plain(table)) ? new Map([...at.columns, [plain(table), own]]) : at.columns;
    for (const action of actions) {
      this.#references(action, { ...at, columns });
      const start = isWord(action[0], 'ADD') ? (isWord(action[1], 'CONSTRAINT') ? 3 : 1) : action.length;
      const isKey = isWord(action[start], 'PRIMARY', 'FOREIGN', 'UNIQUE', 'INDEX', 'KEY');
      // `PRIMARY KEY USING INDEX a` names an index.
      if (isKey && !action.some((token) => isWord(token, 'USING'))) this.#keys(keyColumns(action, start), { ...at, columns, table, line });
      const changed =
        isWord(action[0], 'DROP', 'ALTER', 'RENAME') && isWord(action[1], 'COLUMN') && !isWord(action[2], 'IF') ? action[2] : undefined;
      // What is exchanged for another is a column of before; of several actions one may have made it.
      const exchanged = actions.length === 1 ? exchangedBy(action) : undefined;
      if (exchanged !== undefined) this.#keys([{ name: plain(exchanged.value), line: exchanged.line }], { ...at, table, line });
      const [beforeLast, last] = action.slice(-2);
      if (isWord(beforeLast, 'AFTER') && isWord(action[0], 'ADD', 'MODIFY', 'CHANGE') && last !== undefined)
        this.#keys([{ name: plain(last.value), line: last.line }], { ...at, columns, table, line });
      if (changed !== undefined) this.#keys([{ name: plain(changed.value), line: changed.line }], { ...at, columns, table, line });
    }
  }

  /** Of a table that nothing here makes nothing is said: rows are put into those of others too. */
  #insert(tokens: readonly SqlToken[], at: { readonly columns: Columns; readonly text: number }): void {
    const named = nameAt(tokens, 2);
    if (named === null || !isSign(tokens[named.next], '(') || !at.columns.has(plain(named.name))) return;
    this.#keys(keyColumns(tokens, named.next), { ...at, table: named.name, line: tokens[0]?.line ?? 1 });
  }

  #references(tokens: readonly SqlToken[], at: { readonly columns: Columns; readonly text: number }): void {
    for (const [index, token] of tokens.entries()) {
      if (!isWord(token, 'REFERENCES')) continue;
      const named = nameAt(tokens, index + 1);
      if (named === null) continue;
      const keys = isSign(tokens[named.next], '(') ? keyColumns(tokens, named.next) : [];
      this.#keys(keys, { ...at, table: named.name, line: tokens[index + 1]?.line ?? token.line });
    }
  }

  #keys(
    keys: ReturnType<typeof keyColumns>,
    { columns, text, table, line }: { readonly columns: Columns; readonly text: number; readonly table: string; readonly line: number },
  ): void {
    const name = plain(table);
    const held = columns.get(name);
    const [schema] = table.toLowerCase().split('.');
    if (held === undefined) {
      const isOfHome = !table.includes('.') || HOME.has(schema ?? '');
      if (isOfHome)
        this.found.push({ text, line, table: name, missing: name, message: `no statement makes the table ${name}`, isSyntax: false });
      return;
    }
    for (const key of keys) {
      if (held.has(key.name) || SYSTEM.has(key.name)) continue;
      this.found.push({
        text,
        line: key.line,
        table: name,
        missing: null,
        message: `the table ${name} has no column ${key.name}`,
        isSyntax: false,
      });
    }
  }
}

/** Columns that another action of the same statement makes, or calls so. */
function addedBy(actions: readonly (readonly SqlToken[])[]): string[] {
  return actions.flatMap((action) => {
    if (isOfTable(action)) return [];
    const made = action.filter((_, index) => {
      const before = action[index - 1];
      if (isWord(action[0], 'ADD')) return isWord(before, 'ADD', 'COLUMN', 'EXISTS') || isSign(before, '(') || isSign(before, ',');
      return isWord(action[0], 'CHANGE') || isWord(before, 'TO');
    });
    return made.map(({ value }) => plain(value));
  });
}

/** The column that MySQL is told to make otherwise: `MODIFY a INT`, `CHANGE a b INT`. */
function exchangedBy(action: readonly SqlToken[]): SqlToken | undefined {
  if (!isWord(action[0], 'MODIFY', 'CHANGE')) return undefined;
  const at = isWord(action[1], 'COLUMN') ? 2 : 1;
  const type = action[isWord(action[0], 'CHANGE') ? at + 2 : at + 1];
  return type?.kind === 'word' && TYPES.has(type.value) ? action[at] : undefined;
}

function isOfTable(action: readonly SqlToken[]): boolean {
  return isWord(action[1], 'CONSTRAINT', 'PRIMARY', 'FOREIGN', 'UNIQUE', 'INDEX', 'KEY');
}
