import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { AdapterError, UserError } from '../../domain/error.ts';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

/** One connection, its statements prepared once. */
export interface Database extends Disposable {
  all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[];
  get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined;
  /** How many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** All or nothing. Takes the write lock at its beginning: a deferred one fails with SQLITE_BUSY in spite of the timeout. */
  transaction<T>(work: () => T): T;
}

export function openDatabase(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const connection = new DatabaseSync(file, { timeout: 10_000 });
  connection.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = connection.prepare(sql)));
    return statement;
  };
  const database: Database = {
    all: (sql, ...values) => prepare(sql).all(...values),
    get: (sql, ...values) => prepare(sql).get(...values),
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
    transaction(work) {
      connection.exec('begin immediate');
      try {
        const value = work();
        connection.exec('commit');
        return value;
      } catch (error) {
        // A full disk may have rolled it back already.
        if (connection.isTransaction) connection.exec('rollback');
        throw error;
      }
    },
    [Symbol.dispose]: () => connection.close(),
  };
  migrate(database, file);
  return database;
}

function migrate(database: Database, file: string): void {
  const version = () => Number(database.get('pragma user_version')?.user_version);
  if (version() === SCHEMA_VERSION) return;
  database.transaction(() => {
    // Another process may have been faster.
    if (version() === SCHEMA_VERSION) return;
    if (version() !== 0) {
      throw new UserError('LEDGER_VERSION', `${file} has schema version ${version()}, this Jidoka knows ${SCHEMA_VERSION}`, {
        hint: 'Use the newer Jidoka that wrote it.',
      });
    }
    for (const statement of SCHEMA.split(';').filter((part) => part.trim() !== '')) database.run(statement);
    database.run(`pragma user_version = ${SCHEMA_VERSION}`);
  });
}

/** A column as text; the store is damaged when it is none. */
export function text(row: Record<string, unknown>, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new AdapterError('STORE_DAMAGED', `the store holds no text in column ${column}`);
  return value;
}

export function integer(row: Record<string, unknown>, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new AdapterError('STORE_DAMAGED', `the store holds no integer in column ${column}`);
  return value;
}
