import type { MigrationKind } from '../kinds.ts';
import { sqlStatements } from './sql-statements.ts';

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

/** What a migration takes away from programs that were written for the tables before it. */
export function migrationChanges(text: string, alongside: readonly string[] = []): MigrationChange[] {
  const statements = sqlStatements(text);
  const all = [...statements, ...alongside.flatMap(sqlStatements)];
  // What the same change makes nobody knew before.
  const made = new Set(all.map(({ text: one }) => new RegExp(`^CREATE (?:TEMP |TEMPORARY |UNLOGGED )?TABLE ${NAME}`).exec(one)?.[1]));
  const remade = new Set(
    statements.map(
      ({ text: one }) => new RegExp(`^CREATE (?:OR REPLACE )?(?:MATERIALIZED )?(?:VIEW|FUNCTION|PROCEDURE|TYPE) ${NAME}`).exec(one)?.[1],
    ),
  );
  return statements.flatMap(({ text: statement, line }): MigrationChange[] => {
    const [, table, rest] = TABLE.exec(statement) ?? [];
    if (table !== undefined && rest !== undefined)
      return made.has(table)
        ? []
        : actionsOf(rest).flatMap((action) =>
            changeOf(action).map(({ kind, name }) => ({ kind, line, text: `${table}: ${TEXTS[kind]} (${name})` })),
          );
    for (const [kind, pattern] of STATEMENTS) {
      const name = pattern.exec(statement)?.[1];
      if (name === undefined) continue;
      const isOn = / ON (\S+)/.exec(statement)?.[1];
      if (made.has(name) || remade.has(name) || (kind === 'table-locked' && made.has(isOn))) return [];
      return [{ kind, line, text: `${name}: ${TEXTS[kind]}` }];
    }
    return [];
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

/** Divided at the commas that no bracket holds. */
function actionsOf(text: string): string[] {
  const actions = [''];
  let depth = 0;
  for (const word of text.split(' ')) {
    if (word === '(') depth += 1;
    if (word === ')') depth -= 1;
    if (word === ',' && depth === 0) actions.push('');
    else actions[actions.length - 1] += actions.at(-1) === '' ? word : ` ${word}`;
  }
  return actions;
}

const TEXTS: Readonly<Record<MigrationKind, string>> = {
  'table-dropped': 'is dropped',
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
