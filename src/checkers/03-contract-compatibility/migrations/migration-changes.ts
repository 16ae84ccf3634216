import { GIVEN, isText, typeChange } from '../../../formats/sql/sql-column.ts';
import { columnAfter, plain, type SqlColumns } from '../../../formats/sql/sql-tables.ts';
import type { MigrationKind } from '../kinds.ts';
import { type Beside, besideIn, isUniqueMild, tempered } from './beside.ts';
import { renamesByProcedure } from './renames-by-procedure.ts';
import { dividedAtCommas } from '../../../formats/sql/divided-at-commas.ts';
import { sqlReadings, type SqlStatement } from '../../../formats/sql/sql-statements.ts';

interface MigrationChange {
  readonly kind: MigrationKind;
  readonly line: number;
  readonly text: string;
}

/** Tables by the names that statements call them. */
export interface Tables {
  /** Those that the same change made before: nobody relies on them yet. */
  readonly made: ReadonlySet<string>;
  /** Those that migrations of base made: `IF NOT EXISTS` makes none of them again. */
  readonly old: ReadonlySet<string>;
  /** The columns of a table before the statement on a line; null where they are not known. */
  readonly columnsBefore: (at: { readonly line: number; readonly table: string }) => SqlColumns | null;
}

const PREFIX = '(?:IF EXISTS |IF NOT EXISTS |ONLY )*';
const NAME = String.raw`${PREFIX}([^\s(,]+(?: \. [^\s(,]+)*)`;
/** Several of them, divided by commas. */
const NAMES = `${PREFIX}(.+)$`;
const FIRST_NAME = /^(?:ONLY )?([^\s(,]+(?: \. [^\s(,]+)*)/;
const TABLE = new RegExp(String.raw`^ALTER TABLE ${NAME} (?:\* )?(?:WITH (?:NO)?CHECK )?(.*)$`);
const RENAMED = /^RENAME (?:TO |AS |= ?)?(\S+)$/;
const TYPE_RENAMED = new RegExp(String.raw`^ALTER TYPE ${NAME} RENAME TO (\S+)$`);
/** What a statement may stand behind. */
const BLOCK = /^(?:BEGIN |IF .*? (?:BEGIN )?)(?=(?:ALTER|DROP|TRUNCATE|RENAME) )/;

/** By what a statement begins with; the first group is what it is about. */
const STATEMENTS: readonly (readonly [MigrationKind, RegExp])[] = [
  ['table-dropped', new RegExp(`^DROP (?:FOREIGN )?(?:TABLE|SCHEMA|DATABASE) ${NAMES}`)],
  ['view-dropped', new RegExp(`^DROP (?:MATERIALIZED )?(?:VIEW|FUNCTION|PROCEDURE|TYPE|SEQUENCE) ${NAMES}`)],
  ['table-emptied', new RegExp(`^TRUNCATE (?:TABLE )?${NAMES}`)],
  ['table-renamed', /^RENAME TABLE (.+)$/],
  ['table-renamed', new RegExp(`^ALTER (?:MATERIALIZED VIEW|VIEW|SCHEMA) ${NAME} RENAME TO`)],
  ['enum-value-renamed', new RegExp(`^ALTER TYPE ${NAME} RENAME VALUE `)],
  ['table-closed', /^(?:CLUSTER (?:VERBOSE )?|VACUUM (?:\( [^)]*\bFULL\b[^)]*\) |FULL )(?:(?:FREEZE|VERBOSE|ANALYZE) )*)([^\s(,]+)/],
  ['table-closed', /^REINDEX (?:\( [^)]*\) )?(?:INDEX|TABLE|SCHEMA|DATABASE) (?!CONCURRENTLY)(\S+)/],
  ['table-rewritten', /^REFRESH MATERIALIZED VIEW (?!CONCURRENTLY)(\S+)/],
  ['table-closed', /^LOCK (?!.* IN (?:ACCESS SHARE|ROW SHARE|ROW EXCLUSIVE|SHARE UPDATE EXCLUSIVE) MODE)(?:TABLES? )?(?:ONLY )?([^\s(,]+)/],
  ['values-refused', /^CREATE UNIQUE (?:CLUSTERED |NONCLUSTERED )?INDEX .*?\bON (?:ONLY )?([^\s(,]+(?: \. [^\s(,]+)*)/],
  ['table-locked', /^CREATE INDEX (?!CONCURRENTLY)(?:IF NOT EXISTS )?(\S+) ON/],
];

/** The same of each action of an ALTER TABLE. */
const ACTIONS: readonly (readonly [MigrationKind, RegExp])[] = [
  ['table-renamed', RENAMED],
  ['table-renamed', /^SET SCHEMA (\S+)/],
  ['table-rewritten', /^SET (LOGGED|UNLOGGED|TABLESPACE)/],
  [
    'column-dropped',
    new RegExp(String.raw`^DROP (?:COLUMN |(?!(?:CONSTRAINT|INDEX|KEY|PRIMARY|FOREIGN|CHECK|PARTITION|PERIOD|SYSTEM) ))(?:\( )?${NAME}`),
  ],
  ['column-renamed', /^ALTER (?:COLUMN )?(\S+) RENAME TO/],
  ['column-renamed', /^RENAME (?:COLUMN |(?!(?:CONSTRAINT|INDEX|KEY) ))(\S+) TO/],
  ['column-renamed', /^CHANGE (?:COLUMN )?(\S+) (?!\1 )\S+/],
  ['column-retyped', /^ALTER (?:COLUMN )?(\S+) (?:SET DATA )?TYPE /],
  ['column-dropped', /^SET UNUSED (?:COLUMN )?(?:\( )?(\S+)/],
  ['column-retyped', /^(?:MODIFY|CHANGE) (?:COLUMN )?(?:\( )?(\S+) /],
  ['default-dropped', /^ALTER (?:COLUMN )?(\S+) DROP DEFAULT/],
  ['null-refused', /^ALTER (?:COLUMN )?(\S+) SET NOT NULL/],
  // T-SQL says the whole column again.
  ['null-refused', /^ALTER COLUMN (\S+) (?!SET |DROP |ADD |RESTART)\S.* NOT NULL\b/],
  ['column-retyped', /^ALTER COLUMN (\S+) (?!SET |DROP |ADD |RESTART)\S/],
  [
    'values-refused',
    /^ADD (?:CONSTRAINT (?:IF NOT EXISTS )?(?=\S+ (?:CHECK|UNIQUE|EXCLUDE|FOREIGN|PRIMARY)\b))?(?:(?=(?:CHECK|UNIQUE|EXCLUDE|FOREIGN KEY|PRIMARY KEY) )|(?<=CONSTRAINT |EXISTS ))(\S+)/,
  ],
];

/** What a new column holds is another in each row, so that all of them are written. */
const OF_EACH_ROW =
  /\b(?:SERIAL|BIGSERIAL|SMALLSERIAL|STORED|GENERATED (?:ALWAYS|BY DEFAULT) AS IDENTITY)\b|\bDEFAULT (?:\w+ \. )?(?:GEN_RANDOM_UUID|UUID_GENERATE_V\d\w*|UUIDV\d|RANDOM|CLOCK_TIMESTAMP|NEXTVAL) \(/;

const CREATED = new RegExp(`^CREATE (?:TEMP |TEMPORARY |UNLOGGED )?TABLE (IF NOT EXISTS )?${NAME}`);
const REMADE = new RegExp(`^CREATE (?:OR REPLACE )?(?:MATERIALIZED )?(?:VIEW|FUNCTION|PROCEDURE|TYPE) ${NAME}`);

/** The tables that a migration makes. */
export function tablesMade(text: string, old: ReadonlySet<string> = new Set()): string[] {
  return (sqlReadings(untemplated(text))[0] ?? []).flatMap((statement) => madeBy(statement, old) ?? []);
}

/** A schema that is filled in when it runs: `{{ index .Options "Namespace" }}.pets`. */
function untemplated(text: string): string {
  return text.replaceAll(/\{\{[^\n{}]*\}\}\./g, '');
}

function madeBy({ text }: SqlStatement, old: ReadonlySet<string>): string | null {
  const [, unless, name] = CREATED.exec(text) ?? [];
  return name === undefined || (unless !== undefined && old.has(name)) ? null : name;
}

/** What a migration takes away from programs that were written for the tables before it. */
export function migrationChanges(text: string, tables: Tables): MigrationChange[] {
  const changes = sqlReadings(untemplated(text)).flatMap((statements) => changesOf(statements, tables));
  const made = new Set([...tables.made, ...tablesMade(text, tables.old)].map(plain));
  for (const { kind, line, table, name } of renamesByProcedure(text))
    if (!made.has(table)) changes.push({ kind, line, text: `${table}: ${TEXTS[kind]} (${name})` });
  return [...new Map(changes.map((one) => [JSON.stringify(one), one])).values()];
}

/** What the same change made before, nobody knew. */
function changesOf(statements: readonly SqlStatement[], { made: before, old, columnsBefore }: Tables): MigrationChange[] {
  const made = new Set(before);
  const remade = new Set(statements.flatMap(({ text }) => REMADE.exec(text)?.[1] ?? []));
  const comeBack = comingBack(statements);
  const calledBefore = renamedTypes(statements, remade);
  const beside = besideIn(statements);
  return statements.flatMap((one, index): MigrationChange[] => {
    const { line } = one;
    const statement = one.text.replace(BLOCK, '');
    const created = madeBy(one, old);
    if (created !== null) made.add(created);
    const [, table, rest] = TABLE.exec(statement) ?? [];
    if (table !== undefined && rest !== undefined)
      return made.has(table)
        ? []
        : dividedAtCommas(rest).flatMap((action) =>
            changeOf(action)
              .flatMap((found) => refined(found, action, columnsBefore({ line, table })))
              .flatMap((found) => tempered(found, { table, action, columns: columnsBefore({ line, table }), beside }))
              .map(({ kind, name, more = '' }) => ({ kind, line, text: `${table}: ${TEXTS[kind]} (${name}${more})` })),
          );
    for (const [kind, pattern] of STATEMENTS) {
      const listed = pattern.exec(statement)?.[1];
      if (listed === undefined) continue;
      const isOn = / ON (?:ONLY )?([^\s(,]+(?: \. [^\s(,]+)*)/.exec(statement)?.[1] ?? '';
      const names = dividedAtCommas(listed).flatMap((name) => FIRST_NAME.exec(name)?.[1] ?? []);
      return names.flatMap((name) => {
        if (made.has(name) || (kind === 'view-dropped' && remade.has(name)) || (isOn !== '' && made.has(isOn))) return [];
        if (kind === 'values-refused') return [uniqueIndex(statement, { on: name, line, beside })];
        const isBack = kind === 'table-dropped' && comeBack(name, { made, after: index });
        const typeBefore = kind === 'view-dropped' ? calledBefore.get(plain(name)) : undefined;
        const found = isBack ? 'table-remade' : typeBefore === undefined ? kind : 'type-remade';
        return [{ kind: found, line, text: `${typeBefore ?? name}: ${TEXTS[found]}` }];
      });
    }
    return [];
  });
}

interface UniqueIndex {
  readonly on: string;
  readonly line: number;
  readonly beside: Beside;
}

function uniqueIndex(statement: string, { on, line, beside }: UniqueIndex): MigrationChange {
  const kind = isUniqueMild(statement, on, beside) ? 'constraint-set' : 'values-refused';
  return { kind, line, text: `${on}: ${TEXTS[kind]} (a unique index)` };
}

/** What types were called before that get another name and leave their own to others; PostgreSQL takes values from an enum so. */
function renamedTypes(statements: readonly SqlStatement[], remade: ReadonlySet<string>): ReadonlyMap<string, string> {
  const renamed = statements.flatMap(({ text }) => {
    const [, from, to] = TYPE_RENAMED.exec(text) ?? [];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
  const taken = new Set([...remade, ...renamed.map(({ to }) => to)].map(plain));
  return new Map(renamed.filter(({ from }) => taken.has(plain(from))).map(({ from, to }) => [plain(to), from]));
}

/** Is a table made later by this name, or one that was just made renamed to it? SQLite alters tables so. */
function comingBack(
  statements: readonly SqlStatement[],
): (name: string, at: { readonly made: ReadonlySet<string>; readonly after: number }) => boolean {
  const makers = statements.flatMap(
    ({ text }, index): { readonly name: string; readonly index: number; readonly from: string | null }[] => {
      const name = madeBy({ text, line: 0 }, new Set());
      if (name !== null) return [{ name, index, from: null }];
      const [, from = '', rest = ''] = TABLE.exec(text) ?? [];
      const renamed = RENAMED.exec(rest)?.[1];
      return renamed === undefined ? [] : [{ name: renamed, index, from }];
    },
  );
  const byName = Map.groupBy(makers, ({ name }) => name);
  return (name, { made, after }) => (byName.get(name) ?? []).some(({ index, from }) => index > after && (from === null || made.has(from)));
}

interface Found {
  readonly kind: MigrationKind;
  readonly name: string;
  readonly more?: string;
}

/** What an action does to a column of which is known what it was. */
function refined(found: Found, action: string, columns: SqlColumns | null): readonly Found[] {
  const was = columns?.get(plain(found.name));
  const after = columnAfter(action, (name) => columns?.get(name));
  if (was === undefined || after === null || (found.kind !== 'column-retyped' && found.kind !== 'null-refused')) return [found];
  const [, is] = after;
  const { name } = found;
  const more = `: ${is.type}, ${was.type} before`;
  const change = typeChange(was.type, is.type);
  const isTextThatGrew = change === 'wider' && isText(was.type);
  return [
    ...(change === 'narrower' || change === 'other' ? [{ kind: 'column-narrowed', name, more } as const] : []),
    ...(change === 'unsure' || (change === 'wider' && !isTextThatGrew) ? [{ kind: 'column-retyped', name, more } as const] : []),
    ...(is.isDemanded && !was.isDemanded ? [{ kind: is.isGiven ? 'null-refused-defaulted' : 'null-refused', name } as const] : []),
  ];
}

function changeOf(action: string): Found[] {
  if (action.startsWith('ADD ( ') && action.endsWith(' )'))
    return dividedAtCommas(action.slice('ADD ( '.length, -' )'.length)).flatMap((one) => changeOf(`ADD ${one}`));
  const added = /^ADD (?:COLUMN )?(?:IF NOT EXISTS )?(\S+) \S/.exec(action);
  const isColumn = added !== null && !/^ADD (?:CONSTRAINT|PRIMARY|UNIQUE|FOREIGN|CHECK|INDEX|KEY|FULLTEXT|PARTITION)\b/.test(action);
  if (isColumn) {
    if (/\bNOT NULL\b/.test(action) && !GIVEN.test(action)) return [{ kind: 'column-demanded', name: added[1] ?? '' }];
    return OF_EACH_ROW.test(action) ? [{ kind: 'table-rewritten', name: added[1] ?? '' }] : [];
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
  'type-remade': 'is made again, and may have lost a value',
  'table-emptied': 'is emptied',
  'table-renamed': 'gets another name',
  'table-locked': 'is locked while an index is made',
  'column-dropped': 'a column is dropped',
  'column-renamed': 'a column gets another name',
  'column-retyped': 'a column gets another type',
  'column-narrowed': 'a column takes less, or something else',
  'table-rewritten': 'is written anew, and locked meanwhile',
  'column-demanded': 'a new column has to be given',
  'enum-value-renamed': 'a value gets another name',
  'null-refused': 'a column may not be null any more',
  'null-refused-defaulted': 'a column with a default may not be null any more',
  'default-dropped': 'a column that has to be given loses its default',
  'values-refused': 'takes less by a new constraint',
  'constraint-set': 'has a new constraint',
  'table-closed': 'is closed meanwhile',
};
