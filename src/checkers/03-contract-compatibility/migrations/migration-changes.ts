import type { MigrationKind } from '../kinds.ts';
import { dividedAtCommas } from '../../../formats/sql/divided-at-commas.ts';
import { sqlReadings, type SqlStatement } from '../../../formats/sql/sql-statements.ts';

interface MigrationChange {
  readonly kind: MigrationKind;
  readonly line: number;
  readonly text: string;
}

const NAME = String.raw`(?:IF EXISTS |IF NOT EXISTS |ONLY )*([^\s(,]+(?: \. [^\s(,]+)*)`;
const TABLE = new RegExp(`^ALTER TABLE ${NAME} (.*)$`);

/** By what a statement begins with; the first group is what it is about. */
const STATEMENTS: readonly (readonly [MigrationKind, RegExp])[] = [
  ['table-dropped', new RegExp(`^DROP (?:TABLE|SCHEMA|DATABASE) ${NAME}`)],
  ['view-dropped', new RegExp(`^DROP (?:MATERIALIZED )?(?:VIEW|FUNCTION|PROCEDURE|TYPE|SEQUENCE) ${NAME}`)],
  ['table-emptied', new RegExp(`^TRUNCATE (?:TABLE )?${NAME}`)],
  ['table-renamed', /^RENAME TABLE (\S+)/],
  ['table-locked', /^CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)(?:IF NOT EXISTS )?(\S+) ON/],
];

/** The same of each action of an ALTER TABLE. */
const ACTIONS: readonly (readonly [MigrationKind, RegExp])[] = [
  ['table-renamed', /^RENAME (?:TO|AS) (\S+)/],
  ['column-dropped', new RegExp(`^DROP (?:COLUMN )?(?!CONSTRAINT|INDEX|KEY|PRIMARY|FOREIGN|CHECK|PARTITION|DEFAULT)${NAME}`)],
  ['column-renamed', /^RENAME (?:COLUMN )?(?!CONSTRAINT|INDEX|KEY)(\S+) TO/],
  ['column-renamed', /^CHANGE (?:COLUMN )?(\S+) (?!\1 )\S+/],
  ['column-retyped', /^ALTER (?:COLUMN )?(\S+) (?:SET DATA )?TYPE /],
  ['column-retyped', /^(?:MODIFY|CHANGE) (?:COLUMN )?(\S+) /],
  ['null-refused', /^ALTER (?:COLUMN )?(\S+) SET NOT NULL/],
  ['constraint-set', /^ADD (?:CONSTRAINT )?(\S+)(?=.*\b(?:CHECK|UNIQUE|FOREIGN KEY|PRIMARY KEY)\b)(?!.*\bNOT VALID\b)/],
];

const CREATED = new RegExp(`^CREATE (?:TEMP |TEMPORARY |UNLOGGED )?TABLE ${NAME}`);
const REMADE = new RegExp(`^CREATE (?:OR REPLACE )?(?:MATERIALIZED )?(?:VIEW|FUNCTION|PROCEDURE|TYPE) ${NAME}`);

/** What a migration takes away from programs that were written for the tables before it; `alongside` are the others of the change. */
export function migrationChanges(text: string, alongside: readonly string[]): MigrationChange[] {
  const others = namesOf(
    alongside.flatMap((one) => sqlReadings(one)[0] ?? []),
    CREATED,
  );
  const changes = sqlReadings(text).flatMap((statements) => changesOf(statements, others));
  return [...new Map(changes.map((one) => [JSON.stringify(one), one])).values()];
}

/** What the same change made before, nobody knew. */
function changesOf(statements: readonly SqlStatement[], others: ReadonlySet<string>): MigrationChange[] {
  const made = new Set(others);
  const remade = namesOf(statements, REMADE);
  return statements.flatMap(({ text: statement, line }, index): MigrationChange[] => {
    const created = CREATED.exec(statement)?.[1];
    if (created !== undefined) made.add(created);
    const [, table, rest] = TABLE.exec(statement) ?? [];
    if (table !== undefined && rest !== undefined)
      return made.has(table)
        ? []
        : dividedAtCommas(rest).flatMap((action) =>
            changeOf(action).map(({ kind, name }) => ({ kind, line, text: `${table}: ${TEXTS[kind]} (${name})` })),
          );
    for (const [kind, pattern] of STATEMENTS) {
      const name = pattern.exec(statement)?.[1];
      if (name === undefined) continue;
      const isOn = / ON (\S+)/.exec(statement)?.[1] ?? '';
      if (made.has(name) || remade.has(name) || (kind === 'table-locked' && made.has(isOn))) return [];
      const isBack = kind === 'table-dropped' && comesBack(name, { made, later: statements.slice(index + 1) });
      const found = isBack ? 'table-remade' : kind;
      return [{ kind: found, line, text: `${name}: ${TEXTS[found]}` }];
    }
    return [];
  });
}

function namesOf(statements: readonly SqlStatement[], pattern: RegExp): ReadonlySet<string> {
  return new Set(statements.flatMap(({ text }) => pattern.exec(text)?.[1] ?? []));
}

/** Is a table made later by this name, or one that was just made renamed to it? SQLite alters tables so. */
function comesBack(
  name: string,
  { made, later }: { readonly made: ReadonlySet<string>; readonly later: readonly SqlStatement[] },
): boolean {
  return later.some(({ text }) => {
    const [, table = '', rest = ''] = TABLE.exec(text) ?? [];
    return CREATED.exec(text)?.[1] === name || (made.has(table) && /^RENAME (?:TO|AS) (\S+)/.exec(rest)?.[1] === name);
  });
}

function changeOf(action: string): { readonly kind: MigrationKind; readonly name: string }[] {
  const added = /^ADD (?:COLUMN )?(?:IF NOT EXISTS )?(\S+) \S/.exec(action);
  const isColumn = added !== null && !/^ADD (?:CONSTRAINT|PRIMARY|UNIQUE|FOREIGN|CHECK|INDEX|KEY|FULLTEXT|PARTITION)\b/.test(action);
  if (isColumn) {
    const isDemanded = /\bNOT NULL\b/.test(action) && !/\b(?:DEFAULT|GENERATED|AUTO_INCREMENT|IDENTITY|SERIAL|BIGSERIAL)\b/.test(action);
    return isDemanded ? [{ kind: 'column-demanded', name: added[1] ?? '' }] : [];
  }
  for (const [kind, pattern] of ACTIONS) {
    const name = pattern.exec(action)?.[1];
    if (name !== undefined) return [{ kind, name }];
  }
  return [];
}

const TEXTS: Readonly<Record<MigrationKind, string>> = {
  'table-dropped': 'is dropped',
  'table-remade': 'is dropped and made again',
  'view-dropped': 'is dropped',
  'table-emptied': 'is emptied',
  'table-renamed': 'gets another name',
  'table-locked': 'is locked while an index is made',
  'column-dropped': 'a column is dropped',
  'column-renamed': 'a column gets another name',
  'column-retyped': 'a column gets another type',
  'column-demanded': 'a new column has to be given',
  'null-refused': 'a column may not be null any more',
  'constraint-set': 'has a new constraint',
};
