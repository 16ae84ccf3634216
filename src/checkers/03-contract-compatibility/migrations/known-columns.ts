import type { Tree } from '../../../domain/tree.ts';
import { isMigration } from '../../../formats/sql/migration-file.ts';
import { migrationsWith } from '../../../formats/sql/sql-history.ts';
import { plain, type SqlColumns, sqlTables } from '../../../formats/sql/sql-tables.ts';

/** The columns of a table before a statement of a migration; null where they are not known. */
export type ColumnsBefore = (path: string, at: { readonly line: number; readonly table: string }) => SqlColumns | null;

interface Asked {
  readonly base: Tree;
  readonly head: Tree;
  readonly isPublished: (path: string) => boolean;
  /** What goes forward of a file; null where there is none. */
  readonly read: (tree: Tree, path: string) => Promise<string | null>;
}

/** What is altered and may have been something else. */
const ALTERS = /\b(?:TYPE|MODIFY|CHANGE|NULL|DEFAULT|ALTER\s+COLUMN)\b/i;
/** Of all migrations that are run again together. */
const MOST_CHARACTERS = 20_000_000;
const MOST_SCHEMAS = 200;

/** By what the migrations before made, where their order is certain; else by a schema that is written beside. */
export async function columnsBefore(texts: ReadonlyMap<string, string>, asked: Asked): Promise<ColumnsBefore> {
  const found = new Map<string, SqlColumns>();
  const altering = new Map([...texts].filter(([, text]) => ALTERS.test(text) && /\bALTER\s+TABLE\b/i.test(text)));
  const done = new Set<string>();
  for (const path of altering.keys()) {
    const history = migrationsWith(asked.head, path);
    if (history === null || done.has(history[0] ?? '')) continue;
    done.add(history[0] ?? '');
    for (const [key, columns] of await replayed(history, new Set(altering.keys()), asked)) found.set(key, columns);
  }
  const schema = altering.size === 0 ? new Map<string, SqlColumns>() : await schemaTables([...altering.values()].join('\n'), asked);
  return (path, { line, table }) => found.get(keyOf(path, line, plain(table))) ?? schema.get(plain(table)) ?? null;
}

function keyOf(path: string, line: number, table: string): string {
  return [path, line, table].join('\0');
}

async function replayed(
  history: readonly string[],
  wanted: ReadonlySet<string>,
  { head, read }: Asked,
): Promise<ReadonlyMap<string, SqlColumns>> {
  const texts: string[] = [];
  for (const path of history) texts.push(((await read(head, path)) ?? '').replaceAll('--> statement-breakpoint', ';'));
  const found = new Map<string, { readonly columns: SqlColumns; readonly text: number }>();
  if (texts.reduce((sum, text) => sum + text.length, 0) > MOST_CHARACTERS) return new Map();
  const { opaque } = sqlTables(texts, (tokens, columns, text) => {
    const path = history[text] ?? '';
    const [first] = tokens;
    if (!wanted.has(path) || first?.value !== 'ALTER') return;
    for (const { value } of tokens.slice(2, 9)) {
      const held = columns.get(plain(value));
      if (held !== undefined) found.set(keyOf(path, first.line, plain(value)), { columns: new Map(held), text });
    }
  });
  const first = Math.min(...opaque);
  return new Map([...found].filter(([, { text }]) => text < first).map(([key, { columns }]) => [key, columns]));
}

/** Tables that are altered, as files at base define them that are no migrations; of two that differ none. */
async function schemaTables(altering: string, { base, isPublished, read }: Asked): Promise<Map<string, SqlColumns>> {
  const found = new Map<string, SqlColumns>();
  const names = [...altering.matchAll(/\bALTER\s+TABLE\s+(?:IF\s+EXISTS\s+|ONLY\s+)*([\w."`[\]]+)/gi)];
  const altered = new Set(names.map(([, name = '']) => plain(name.replaceAll(/["`[\]]/g, ''))));
  const paths = base.paths.filter((path) => /\.sql$/i.test(path) && !isMigration(path) && isPublished(path));
  if (paths.length > MOST_SCHEMAS) return found;
  const differ = new Set<string>();
  for (const path of paths) {
    const text = (await read(base, path)) ?? '';
    if (!/\bCREATE\s+TABLE\b/i.test(text) || text.length > MOST_CHARACTERS) continue;
    for (const [name, columns] of sqlTables([text]).columns) {
      if (!altered.has(name)) continue;
      if (found.has(name)) differ.add(name);
      found.set(name, columns);
    }
  }
  for (const name of differ) found.delete(name);
  return found;
}
