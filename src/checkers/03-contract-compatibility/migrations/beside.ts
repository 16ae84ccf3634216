import { dividedAtCommas } from '../../../formats/sql/divided-at-commas.ts';
import { GIVEN } from '../../../formats/sql/sql-column.ts';
import type { SqlStatement } from '../../../formats/sql/sql-statements.ts';
import { plain, type SqlColumns } from '../../../formats/sql/sql-tables.ts';
import type { MigrationKind } from '../kinds.ts';

/** What else a migration does that tells what a change of it takes away; a column is `table.column`. */
export interface Beside {
  /** Columns it adds: whether they are NOT NULL, and have a default. */
  readonly added: ReadonlyMap<string, { readonly isDemanded: boolean; readonly isGiven: boolean }>;
  /** Columns that get a default. */
  readonly given: ReadonlySet<string>;
  /** Tables of which it drops a constraint, a key or an index: a new one may only take its place. */
  readonly freed: ReadonlySet<string>;
  /** PostgreSQL does not say of which table an index is that it drops. */
  readonly isIndexDropped: boolean;
}

const ALTERED = /^ALTER TABLE (?:IF EXISTS |ONLY )*([^\s(,]+(?: \. [^\s(,]+)*) (.*)$/;
const DROPS_KEY = /^DROP (?:CONSTRAINT|PRIMARY KEY|FOREIGN KEY|INDEX|KEY|CHECK|UNIQUE)\b/;
const ADDED = /^ADD (?:COLUMN )?(?:IF NOT EXISTS )?(?!(?:CONSTRAINT|PRIMARY|UNIQUE|FOREIGN|CHECK|EXCLUDE|INDEX|KEY)\b)(?:\( )?(\S+) (.*)$/;

export function besideIn(statements: readonly SqlStatement[]): Beside {
  const added = new Map<string, { readonly isDemanded: boolean; readonly isGiven: boolean }>();
  const [given, freed] = [new Set<string>(), new Set<string>()];
  for (const { text } of statements) {
    const [, name, actions] = ALTERED.exec(text) ?? [];
    const table = plain(name ?? / ON (\S+)/.exec(text)?.[1] ?? '');
    if (/^DROP INDEX .* ON /.test(text)) freed.add(table);
    for (const action of dividedAtCommas(actions ?? '')) {
      if (DROPS_KEY.test(action)) freed.add(table);
      const [, column, definition = ''] = ADDED.exec(action) ?? [];
      if (column !== undefined)
        added.set(`${table}.${plain(column)}`, { isDemanded: /\bNOT NULL\b/.test(definition), isGiven: GIVEN.test(definition) });
      const [, defaulted] = /^ALTER (?:COLUMN )?(\S+) SET DEFAULT\b/.exec(action) ?? [];
      if (defaulted !== undefined) given.add(`${table}.${plain(defaulted)}`);
    }
  }
  return { added, given, freed, isIndexDropped: statements.some(({ text }) => /^DROP INDEX (?!.* ON )/.test(text)) };
}

interface Around {
  readonly table: string;
  readonly action: string;
  readonly columns: SqlColumns | null;
  readonly beside: Beside;
}

/** What a change of a column or of what it takes comes to, by what stands beside it. */
export function tempered<F extends { readonly kind: MigrationKind; readonly name: string }>(
  found: F,
  { table, action, columns, beside }: Around,
): readonly F[] {
  const column = `${plain(table)}.${plain(found.name)}`;
  const isGivenHere = beside.given.has(column);
  const isGiven = isGivenHere || GIVEN.test(action) || beside.added.get(column)?.isGiven === true;
  if (found.kind === 'null-refused') return [isGiven ? { ...found, kind: 'null-refused-defaulted' } : found];
  if (found.kind === 'default-dropped') {
    const known = beside.added.get(column) ?? columns?.get(plain(found.name));
    return known?.isDemanded === true && known.isGiven && !isGivenHere ? [found] : [];
  }
  if (found.kind !== 'values-refused') return [found];
  const isMild = /\bNOT VALID\b|\bUSING INDEX\b/.test(action) || beside.freed.has(plain(table)) || isAboutNew(action, table, beside);
  return [isMild ? { ...found, kind: 'constraint-set' } : found];
}

/** The same of a unique index. */
export function isUniqueMild(statement: string, on: string, beside: Beside): boolean {
  return beside.isIndexDropped || beside.freed.has(plain(on)) || isAboutNew(statement, on, beside);
}

/** Rows that are there have nothing in a column that is new. */
function isAboutNew(text: string, table: string, { added }: Beside): boolean {
  return text
    .replace(/ REFERENCES .*/, '')
    .split(' ')
    .some((word) => added.has(`${plain(table)}.${plain(word)}`));
}
