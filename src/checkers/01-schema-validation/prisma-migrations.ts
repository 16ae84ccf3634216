import { posix } from 'node:path';
import { basePath, type ChangedFile } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import type { PrismaAttribute, PrismaModel } from '../../formats/prisma/prisma-file.ts';
import { sqlName } from '../../formats/sql/sql-statements.ts';
import { type SqlColumns, type SqlTables, sqlTables } from '../../formats/sql/sql-tables.ts';
import type { SourcePlace } from '../../formats/token-reader.ts';
import { isOfPrisma, isPrismaMigration, type PrismaSchema, prismaSchemas } from './prisma-schema.ts';
import type { Sighting } from './rules.ts';

interface MigrationJudgement {
  readonly sightings: readonly Sighting[];
  /** What was not judged, in words. */
  readonly caveats: readonly string[];
  /** Migrations that run what is not read. */
  readonly opaque: readonly string[];
}

/** A schema, and what its migrations make. */
interface Migrated {
  /** The file with the `datasource`. */
  readonly root: string;
  readonly schema: PrismaSchema;
  readonly tables: ReadonlyMap<string, Table>;
  /** Columns by table. */
  readonly made: SqlTables['columns'];
  readonly opaque: readonly string[];
}

/** A table as the models of a schema have it. */
interface Table {
  readonly name: string;
  readonly model: PrismaModel;
  readonly path: string;
  /** False: Prisma only knows of it. */
  readonly isUsed: boolean;
  readonly columns: ReadonlyMap<string, Column>;
}

interface Column {
  readonly name: string;
  readonly at: SourcePlace;
  readonly isUsed: boolean;
}

/** What the schemas of a change have and their migrations do not make, and what is left of what it takes away from them. */
export async function judgeMigrations(
  files: readonly ChangedFile[],
  { base, head }: { readonly base: Tree; readonly head: Tree },
): Promise<MigrationJudgement> {
  const touched = new Set(files.flatMap((file) => [file.path, basePath(file)]));
  if (![...touched].some(isOfPrisma)) return { sightings: [], caveats: [], opaque: [] };
  const [before, after] = [await migrated(base, touched), await migrated(head, touched)];
  const unread = after.filter(({ opaque }) => opaque.length > 0);
  return {
    sightings: after.flatMap((is) => {
      if (is.opaque.length > 0) return [];
      const moved = files.find(({ path }) => path === is.root);
      const was = before.find(({ root }) => root === (moved === undefined ? is.root : basePath(moved))) ?? null;
      return [...missing(was, is), ...(was === null ? [] : leftBehind(was, is))];
    }),
    caveats: unread.map(
      ({ root, opaque: [first = '', ...others] }) =>
        `whether migrations make the tables of ${root} is not judged: ${first}${others.length > 0 ? ` and ${others.length} more run` : ' runs'} what is not read`,
    ),
    opaque: unread.flatMap(({ opaque }) => opaque),
  };
}

/** None of a schema that is not kept by migrations. */
async function migrated(tree: Tree, touched: ReadonlySet<string>): Promise<Migrated[]> {
  const found: Migrated[] = [];
  for (const schema of await prismaSchemas(tree, touched)) {
    const root = schema.sources.find(({ reading }) => typeof reading.file?.provider === 'string')?.path;
    const paths = root === undefined ? [] : migrationsOf(tree, root);
    if (root === undefined || paths.length === 0 || !schema.isWhole) continue;
    const { columns, opaque } = sqlTables(await Promise.all(paths.map(async (path) => (await tree.read(path)) ?? '')));
    found.push({ root, schema, tables: tablesOf(schema), made: columns, opaque: paths.filter((_, index) => opaque.has(index)) });
  }
  return found;
}

/** Beside the file with the `datasource`, or beside its folder; the names begin with their time. */
function migrationsOf(tree: Tree, root: string): string[] {
  const folder = posix.dirname(root);
  for (const home of [folder, posix.dirname(folder)]) {
    const start = posix.join(home, 'migrations/');
    const found = tree.paths.filter((path) => path.startsWith(start) && isPrismaMigration(path));
    if (found.length > 0) return found.toSorted();
  }
  return [];
}

function tablesOf({ sources, models }: PrismaSchema): ReadonlyMap<string, Table> {
  const all = sources.flatMap(({ path, reading: { file } }) => (file?.models ?? []).map((model) => ({ path, model })));
  return new Map(
    all.map(({ path, model }): [string, Table] => {
      const name = mapped(model.attributes) ?? model.name;
      const stored = model.fields.filter(({ type }) => !models.has(type));
      const columns = stored.map((field): [string, Column] => {
        const column = mapped(field.attributes) ?? field.name;
        return [keyOf(column), { name: column, at: field.at, isUsed: !has(field.attributes, 'ignore') }];
      });
      const isUsed = model.kind === 'model' && !has(model.attributes, 'ignore');
      return [keyOf(name), { name, model, path, isUsed, columns: new Map(columns) }];
    }),
  );
}

function missing(was: Migrated | null, is: Migrated): Sighting[] {
  const old = [...(was?.tables ?? [])];
  // Who makes a table otherwise makes the next one so as well.
  const isKept = was === null || was.opaque.length > 0 || old.every(([key, { isUsed }]) => !isUsed || was.made.has(key));
  return [...is.tables].flatMap(([key, table]) => {
    const before = was?.tables.get(key);
    const isOwn =
      before === undefined ? isKept : was === null || was.opaque.length > 0 || missingOf(before, was.made.get(key)).length === 0;
    return isOwn ? missingOf(table, is.made.get(key)) : [];
  });
}

function missingOf({ name, model, path, isUsed, columns }: Table, made: SqlColumns | undefined): Sighting[] {
  if (!isUsed) return [];
  if (made === undefined) return [sightingOf(path, model.at, `no migration makes the table ${name} of the model ${model.name}`)];
  return [...columns].flatMap(([key, column]) =>
    !column.isUsed || made.has(key)
      ? []
      : [sightingOf(path, column.at, `no migration makes the column ${column.name} of the table ${name}`)],
  );
}

/** Of what a schema never had nothing is said: statements of one's own make tables and columns as well. */
function leftBehind(was: Migrated, is: Migrated): Sighting[] {
  return [...was.tables].flatMap(([key, before]) => {
    const made = is.made.get(key);
    if (made === undefined || missingOf(before, was.made.get(key)).length > 0) return [];
    const after = is.tables.get(key);
    if (after === undefined)
      return [sightingOf(is.root, null, `no model has the table ${before.name} any more, and no migration drops it`)];
    const gone = [...before.columns].filter(([column]) => !after.columns.has(column) && made.has(column));
    return gone.map(([, { name }]) =>
      sightingOf(after.path, after.model.at, `the model ${after.model.name} has lost the column ${name}, and no migration drops it`),
    );
  });
}

function sightingOf(path: string, at: SourcePlace | null, message: string): Sighting {
  return {
    rule: 'unmigrated',
    path,
    ...(at === null ? {} : { range: { startLine: at.line, startColumn: at.column } }),
    code: message,
    message,
  };
}

function has(attributes: readonly PrismaAttribute[], name: string): boolean {
  return attributes.some((attribute) => attribute.name === name);
}

/** What it is called in the database, where that is something else. */
function mapped(attributes: readonly PrismaAttribute[]): string | undefined {
  const value = attributes.find(({ name }) => name === 'map')?.arguments[0]?.value;
  return value?.kind === 'text' ? value.value : undefined;
}

/** As statements have it. */
function keyOf(name: string): string {
  return sqlName(name).toLowerCase();
}
