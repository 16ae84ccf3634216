import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { connect, type Database } from './connection.ts';
import { createDatabaseFile } from './create.ts';
import { damaged } from './failure.ts';
import { migrate } from './migrate.ts';

export function openDatabase(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) createDatabaseFile(file);
  refuseEmptied(file);
  const database = connect(file);
  try {
    migrate(database);
    // Readers do not wait for a writer. Asked for only now: the answer is written into the file, and it has to be ours.
    database.get('pragma journal_mode = wal');
  } catch (error) {
    database[Symbol.dispose]();
    throw error;
  }
  return database;
}

/** A ledger is put in place whole, so one of zero bytes was emptied: an empty ledger in its stead would look sound. */
function refuseEmptied(file: string): void {
  const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (sizeOf(file) === 0 && sizeOf(`${file}-wal`) === 0) throw damaged(file, 'it is empty');
}
