import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** SQLite's "database is locked". */
const BUSY = 5;

/**
 * At most one process holds the lock of a folder; null when another has it. It is a lock of the kernel's, by way of SQLite, and not
 * a file with a pid: it ends with its process however that dies, and two that find a stale one cannot both take it.
 */
export function takeLock(stateDir: string): { release(): void } | null {
  mkdirSync(stateDir, { recursive: true });
  const database = new DatabaseSync(join(stateDir, 'supervisor.lock'));
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === BUSY) return null;
    throw error;
  }
  return { release: () => database.close() };
}
