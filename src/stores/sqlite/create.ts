import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { connect } from './connection.ts';
import { migrate } from './migrate.ts';

/**
 * Makes the file whole or not at all: it is written under another name and then put in place. So a file of zero bytes is never one
 * that was about to be made.
 */
export function createDatabaseFile(file: string): void {
  const fresh = `${file}.new-${randomUUID()}`;
  try {
    {
      using database = connect(fresh);
      migrate(database);
    }
    linkSync(fresh, file);
    syncFolder(dirname(file));
  } catch (error) {
    // Another process was faster: its file is the one.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${fresh}${suffix}`, { force: true });
  }
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
