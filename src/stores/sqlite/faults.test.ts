import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import { AdapterError } from '../../domain/error.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { openStore } from './store.ts';

const fact = (order: string) =>
  ({ event: { type: 'order.approved', payload: { order, digest: 'a'.repeat(64), by: 'x' } }, time: 0, actor: 'operator:x' }) as const;

/** A ledger of a few pages, all of it in the file itself. */
async function ledgerIn(folder: string): Promise<string> {
  const file = join(folder, 'ledger.db');
  using store = openStore(file);
  await store.ledger.append(
    'factory',
    Array.from({ length: 200 }, (_, index) => fact(`order-${index}`)),
  );
  return file;
}

describe.each([
  { title: 'was emptied', harm: (file: string) => truncateSync(file, 0), reason: 'it is empty' },
  { title: 'lost its end', harm: (file: string) => truncateSync(file, statSync(file).size - 8192), reason: 'malformed' },
  { title: 'lost all but a piece', harm: (file: string) => truncateSync(file, 1000), reason: /malformed|not a database/ },
  { title: 'is something else', harm: (file: string) => writeFileSync(file, 'a letter to nobody\n'.repeat(500)), reason: 'not a database' },
  { title: 'has zeros in its middle', harm: zeros, reason: /in database main/ },
  { title: 'is the database of another program', harm: foreign, reason: 'another program' },
])('a file that $title', ({ harm, reason }) => {
  test('is no ledger and is not repaired into one', async () => {
    using folder = temporaryFolder();
    const file = await ledgerIn(folder.path);
    harm(file);
    const before = readFileSync(file);
    const verified = (async () => {
      using store = openStore(file);
      return await verifyLedger(store.ledger, []);
    })();
    await expect(verified).rejects.toThrow(AdapterError);
    await expect(verified).rejects.toThrow(reason);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

function zeros(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0, 4096 * 3, 4096 * 5);
  writeFileSync(file, bytes);
}

function foreign(file: string): void {
  rmSync(file);
  using database = new DatabaseSync(file);
  database.exec('create table songs (title text)');
}

test('what a killed process left beside the file is taken in', async () => {
  using folder = temporaryFolder();
  const file = await ledgerIn(folder.path);
  const copy = join(folder.path, 'copy.db');
  using store = openStore(file);
  await store.ledger.append('factory', [fact('last')]);
  // As it lies on the disk while the process lives: the last event is in the log beside the file.
  copyFileSync(file, copy);
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  using again = openStore(copy);
  expect(await verifyLedger(again.ledger, [])).toEqual({ ok: true, events: 201, chains: 1, checkpoints: 0 });
});

test('a new ledger is there whole, and nothing beside it', () => {
  using folder = temporaryFolder();
  openStore(join(folder.path, 'ledger.db'))[Symbol.dispose]();
  expect(readdirSync(folder.path)).toEqual(['ledger.db']);
});

test('a text that was changed is not answered', async () => {
  using folder = temporaryFolder();
  const file = await ledgerIn(folder.path);
  using store = openStore(file);
  const digest = await store.ledger.keep('{"verdict":"failed"}');
  {
    using database = new DatabaseSync(file);
    database.exec("update texts set content = replace(content, 'failed', 'passed')");
  }
  await expect(store.ledger.kept(digest)).rejects.toThrow(`the text ${digest} was changed`);
});

test('an event goes behind the one that was looked at, or nowhere', async () => {
  using folder = temporaryFolder();
  using store = openStore(join(folder.path, 'ledger.db'));
  expect((await store.ledger.appendBehind('factory', null, [fact('first')]))?.length).toBe(1);
  const head = await store.ledger.head('factory');
  expect(await store.ledger.appendBehind('factory', null, [fact('second')])).toBeNull();
  await store.ledger.append('factory', [fact('another')]);
  expect(await store.ledger.appendBehind('factory', head, [fact('second')])).toBeNull();
  expect((await store.ledger.read({})).length).toBe(2);
});
