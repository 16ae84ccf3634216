import { UserError } from '../../domain/error.ts';
import type { Database } from './connection.ts';
import { damaged } from './failure.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations.ts';

/** Brings a file forward to the schema of this Jidoka, one version a transaction. UserError when a newer Jidoka has written it. */
export function migrate(database: Database): void {
  for (let version = knownVersion(database); version < SCHEMA_VERSION; version = knownVersion(database)) {
    database.transaction(() => {
      // Another process may have been faster.
      if (knownVersion(database) !== version) return;
      if (version === 0) refuseForeign(database);
      for (const statement of MIGRATIONS[version] ?? []) database.run(statement);
      database.run(`pragma user_version = ${version + 1}`);
    });
  }
}

function knownVersion(database: Database): number {
  const version = Number(database.get('pragma user_version')?.user_version);
  if (version >= 0 && version <= SCHEMA_VERSION) return version;
  throw new UserError('LEDGER_VERSION', `${database.file} has schema version ${version}, this Jidoka knows up to ${SCHEMA_VERSION}`, {
    hint: 'Use the newer Jidoka that wrote it.',
  });
}

function refuseForeign(database: Database): void {
  const table = database.get("select name from sqlite_master where type = 'table'");
  if (table !== undefined) throw damaged(database.file, `it is a database of another program (table ${String(table.name)})`);
}
