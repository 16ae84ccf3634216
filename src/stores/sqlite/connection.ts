import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { isBusy, onFile } from './failure.ts';

/** One connection, its statements prepared once. What SQLite says against a statement is an AdapterError. */
export interface Database extends Disposable {
  readonly file: string;
  all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[];
  get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined;
  /** How many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** All or nothing. Takes the write lock at its beginning: a deferred one fails with SQLITE_BUSY in spite of the timeout. */
  transaction<T>(work: () => T): T;
}

/** How long anything waits for a lock of another process. */
const WAIT_MS = 10_000;

/**
 * A writer asks for the lock again this often. SQLite by itself waits up to 100 ms between two tries, and whoever has just
 * written takes the lock again in less than that: measured with four busy writers, one of them waited for more than ten seconds.
 */
const POLL_MS = 3;

export function connect(file: string): Database {
  const connection = onFile(file, () => opened(file));
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = connection.prepare(sql)));
    return statement;
  };
  return {
    file,
    all: (sql, ...values) => onFile(file, () => prepare(sql).all(...values)),
    get: (sql, ...values) => onFile(file, () => prepare(sql).get(...values)),
    run: (sql, ...values) => onFile(file, () => Number(prepare(sql).run(...values).changes)),
    transaction(work) {
      onFile(file, () => begin(connection));
      try {
        const value = work();
        onFile(file, () => connection.exec('commit'));
        return value;
      } catch (error) {
        // A full disk may have rolled it back already.
        if (connection.isTransaction) connection.exec('rollback');
        throw error;
      }
    },
    [Symbol.dispose]: () => connection.close(),
  };
}

function opened(file: string): DatabaseSync {
  const connection = new DatabaseSync(file, { timeout: WAIT_MS });
  try {
    connection.exec('pragma synchronous = full; pragma foreign_keys = on');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function begin(connection: DatabaseSync): void {
  connection.exec(`pragma busy_timeout = ${POLL_MS}`);
  try {
    for (let left = WAIT_MS; !hasBegun(connection, left > 0); left -= POLL_MS);
  } finally {
    connection.exec(`pragma busy_timeout = ${WAIT_MS}`);
  }
}

function hasBegun(connection: DatabaseSync, mayTryAgain: boolean): boolean {
  try {
    connection.exec('begin immediate');
    return true;
  } catch (error) {
    if (mayTryAgain && isBusy(error)) return false;
    throw error;
  }
}
