import type { SourcePlace } from '../../formats/token-reader.ts';
import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import type { PrismaAttribute, PrismaModel } from '../../formats/prisma/prisma-file.ts';
import { sqlName } from '../../formats/sql/sql-statements.ts';
import { sqlTables } from '../../formats/sql/sql-tables.ts';
import { isPrismaMigration, type PrismaSchema } from './prisma-schema.ts';

export interface Unmigrated {
  readonly path: string;
  readonly at: SourcePlace;
  readonly message: string;
}

/** Tables and columns of a schema that its migrations do not make. None of one that is not kept by migrations. */
export async function unmigrated(tree: Tree, schema: PrismaSchema): Promise<Unmigrated[]> {
  const paths = migrationsOf(tree, schema);
  if (paths.length === 0 || !schema.isWhole) return [];
  const { columns, isCertain } = sqlTables(await Promise.all(paths.map(async (path) => (await tree.read(path)) ?? '')));
  if (!isCertain) return [];
  return schema.sources.flatMap(({ path, reading: { file } }) => {
    const models = (file?.models ?? []).filter(({ kind, attributes }) => kind === 'model' && !has(attributes, 'ignore'));
    return models.flatMap((model) => missingOf(model, columns, schema).map((one) => ({ path, ...one })));
  });
}

/** Beside the file with the `datasource`, or beside its folder; the names begin with their time. */
function migrationsOf(tree: Tree, { sources }: PrismaSchema): string[] {
  const root = sources.find(({ reading }) => typeof reading.file?.provider === 'string')?.path ?? '';
  const folder = posix.dirname(root);
  for (const home of [folder, posix.dirname(folder)]) {
    const start = posix.join(home, 'migrations/');
    const found = tree.paths.filter((path) => path.startsWith(start) && isPrismaMigration(path));
    if (found.length > 0) return found.toSorted();
  }
  return [];
}

function missingOf(
  model: PrismaModel,
  columns: ReadonlyMap<string, ReadonlySet<string>>,
  schema: PrismaSchema,
): { readonly at: SourcePlace; readonly message: string }[] {
  const table = mapped(model.attributes) ?? model.name;
  const known = columns.get(sqlName(table).toLowerCase());
  if (known === undefined) return [{ at: model.at, message: `no migration makes the table ${table} of the model ${model.name}` }];
  const stored = model.fields.filter(({ type, attributes }) => !schema.models.has(type) && !has(attributes, 'ignore'));
  return stored.flatMap(({ name, at, attributes }) => {
    const column = mapped(attributes) ?? name;
    return known.has(sqlName(column).toLowerCase())
      ? []
      : [{ at, message: `no migration makes the column ${column} of the table ${table}` }];
  });
}

function has(attributes: readonly PrismaAttribute[], name: string): boolean {
  return attributes.some((attribute) => attribute.name === name);
}

/** What it is called in the database, where that is something else. */
function mapped(attributes: readonly PrismaAttribute[]): string | undefined {
  const value = attributes.find(({ name }) => name === 'map')?.arguments[0]?.value;
  return value?.kind === 'text' ? value.value : undefined;
}
