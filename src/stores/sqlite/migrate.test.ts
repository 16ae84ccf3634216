import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/rig/program.ts';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import { UserError } from '../../domain/error.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { SCHEMA_VERSION } from './migrations.ts';
import { openStore } from './store.ts';

const V1 = readFileSync(new URL('./fixtures/ledger-v1.sql', import.meta.url), 'utf8');
const APPEND_PROGRAM = fileURLToPath(new URL('../../../test/rig/append-program.ts', import.meta.url));

/** A ledger as the first Jidoka left it: one green run. */
function oldLedger(folder: string): string {
  const file = join(folder, 'ledger.db');
  using database = new DatabaseSync(file);
  database.exec(`pragma journal_mode = wal; ${V1}`);
  return file;
}

function schemaOf(file: string): { readonly version: unknown; readonly tables: unknown } {
  using database = new DatabaseSync(file);
  const tables = database.prepare('select name, sql from sqlite_master where sql is not null order by name').all();
  return { version: database.prepare('pragma user_version').get()?.user_version, tables: tables.map(({ name, sql }) => [name, sql]) };
}

test('a ledger of version 1 is brought forward and verifies', async () => {
  using folder = temporaryFolder();
  const file = oldLedger(folder.path);
  using store = openStore(file);
  expect(schemaOf(file).version).toBe(SCHEMA_VERSION);
  expect(await verifyLedger(store.ledger, [])).toEqual({ ok: true, events: 31, chains: 2, checkpoints: 0 });
  const [run] = await store.journal.runs();
  expect(run?.status).toBe('finished');
  await store.ledger.append('factory', [
    { event: { type: 'line.resumed', payload: { by: 'a', reason: 'b' } }, time: Date.UTC(2026, 5, 1), actor: 'operator:a' },
  ]);
  expect(await verifyLedger(store.ledger, [])).toEqual({ ok: true, events: 32, chains: 2, checkpoints: 0 });
});

test('what an older Jidoka has begun is not gone on with: its steps are in no chain', async () => {
  using folder = temporaryFolder();
  using store = openStore(oldLedger(folder.path));
  const [run] = await store.journal.runs();
  await expect(store.journal.step(run?.id ?? '', 'start')).rejects.toThrow(/an older Jidoka has begun this run/);
});

test('a new ledger has the tables of one that was brought forward', () => {
  using folder = temporaryFolder();
  const file = oldLedger(folder.path);
  openStore(file)[Symbol.dispose]();
  const fresh = join(folder.path, 'fresh.db');
  openStore(fresh)[Symbol.dispose]();
  const words = ({ version, tables }: ReturnType<typeof schemaOf>) => ({
    version,
    tables: JSON.stringify(tables).replaceAll(/(\\n|\s)+/g, ' '),
  });
  expect(words(schemaOf(fresh))).toEqual(words(schemaOf(file)));
});

test('a newer ledger is refused, and nothing is changed in it', () => {
  using folder = temporaryFolder();
  const file = oldLedger(folder.path);
  {
    using database = new DatabaseSync(file);
    database.exec(`pragma user_version = ${SCHEMA_VERSION + 1}`);
  }
  const before = schemaOf(file);
  expect(() => openStore(file)).toThrow(UserError);
  expect(() => openStore(file)).toThrow(`has schema version ${SCHEMA_VERSION + 1}, this Jidoka knows up to ${SCHEMA_VERSION}`);
  expect(schemaOf(file)).toEqual(before);
});

test('processes that open an old ledger at once bring it forward once and lose nothing', { timeout: 60_000 }, async () => {
  using folder = temporaryFolder();
  const file = oldLedger(folder.path);
  const options = { cwd: folder.path, env: {}, program: APPEND_PROGRAM };
  const ends = await Promise.all(['a', 'b', 'c'].map((name) => runCli([file, name, '300'], options)));
  expect(ends.map(({ code, stderr }) => ({ code, stderr }))).toEqual(ends.map(() => ({ code: 0, stderr: '' })));
  using store = openStore(file);
  const appended = ends.reduce((sum, { stdout }) => sum + 2 * Number(JSON.parse(stdout).appended), 0);
  expect(await verifyLedger(store.ledger, [])).toEqual({ ok: true, events: 31 + appended, chains: 5, checkpoints: 0 });
});
