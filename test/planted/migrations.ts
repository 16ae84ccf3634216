import type { PlantedFault, PlantedTree } from './operator.ts';

const MIGRATION = /(?:^|\/)migrations?\/(?:.*\/)?[\w.]*\d[\w.]*(?:\/\w+)?\.sql$/u;
const TABLE = /create table (?:if not exists )?("?[\w.]+"?)\s*\(([^;]*)\);/giu;
const COLUMN = /^\s*("?(?!\w*id\b)\w+"?)\s+(?:text|varchar|character varying)\b/imu;

/** A migration of PostgreSQL after the last one, about a table with text that an earlier one creates. */
export function migratePostgres(
  tree: PlantedTree,
  sql: (names: { readonly table: string; readonly column: string }) => string,
): PlantedFault | null {
  const paths = tree.paths.filter((path) => MIGRATION.test(path) && !/(?:down|undo)\b/u.test(path));
  const last = paths.at(-1);
  const texts = paths.map((path) => tree.read(path).replaceAll(/--.*$/gmu, ''));
  const isLite = tree.paths.some((path) => path.endsWith('.properties') && tree.read(path).includes('jdbc:sqlite'));
  if (last === undefined || isLite || texts.some((text) => /auto_increment|\bengine ?=/iu.test(text))) return null;
  for (const [, table, columns = ''] of texts.flatMap((text) => [...text.matchAll(TABLE)])) {
    const [, column] = COLUMN.exec(columns) ?? [];
    if (table === undefined || column === undefined) continue;
    const path = last.replace(/(\d+)_\w+(?=[./][^/]*$)/u, (_, count: string) => `${BigInt(count) + 1n}_next`);
    return path === last ? null : { edits: { [path]: `${sql({ table, column })}\n` }, at: { path, line: 1 } };
  }
  return null;
}
