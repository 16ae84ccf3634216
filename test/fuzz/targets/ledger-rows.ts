import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../../src/domain/canonical-json.ts';
import type { StoredEvent } from '../../../src/domain/event.ts';
import { foldRun } from '../../../src/ledger/fold.ts';
import { FACTORY_CHAIN, hashEvent, type Ledger, NO_HASH } from '../../../src/ledger/ledger.ts';
import { type Checkpoint, verifyLedger } from '../../../src/ledger/verify.ts';
import { openDatabase } from '../../../src/stores/sqlite/database.ts';
import { journalOn } from '../../../src/stores/sqlite/journal.ts';
import { ledgerOn } from '../../../src/stores/sqlite/ledger.ts';
import { temporaryFolder } from '../../rig/temporary.ts';
import type { Chance } from '../chance.ts';
import { mutateJson } from '../mutate-json.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

/** A whole run as it was recorded: its events, the texts they name and its row in the journal. */
export interface RecordedLedger {
  readonly events: readonly StoredEvent[];
  readonly texts: readonly string[];
}

export function recordedLedger(): RecordedLedger {
  return JSON.parse(readFileSync(new URL('../fixtures/ledger.json', import.meta.url), 'utf8')) as RecordedLedger;
}

/** Writes it again, and answers what an attestation signed at its end would hold. */
export async function writeLedger(ledger: Ledger, { events, texts }: RecordedLedger): Promise<Checkpoint> {
  for (const text of texts) await ledger.keep(text);
  for (const { chain, time, actor, type, payload } of events)
    await ledger.append(chain, [{ event: { type, payload } as StoredEvent, time: Date.parse(time), actor }]);
  const head = await ledger.head(FACTORY_CHAIN);
  if (head === null) throw new Error('the recorded ledger seals nothing');
  return { ...head, source: 'the last attestation' };
}

/** What a ledger says of what was recorded, apart from where its rows lie. Behind the end that is sealed anybody may have written more. */
export async function meaningOf(ledger: Ledger, { events: recorded }: RecordedLedger): Promise<string> {
  const chains = Map.groupBy(await ledger.read({}), ({ chain }) => chain);
  const said = [...Map.groupBy(recorded, ({ chain }) => chain)].map(([chain, { length }]) => (chains.get(chain) ?? []).slice(0, length));
  const texts = await Promise.all(
    said
      .flat()
      .flatMap(digestsIn)
      .map((digest) => ledger.kept(digest)),
  );
  return canonicalJson(said.map((events) => events.map(({ sequence: _, ...event }) => event))) + JSON.stringify(texts);
}

function digestsIn(event: StoredEvent): string[] {
  if (event.type === 'checker.finished') return [event.payload.result];
  return event.type === 'attestation.signed' ? [event.payload.envelope] : [];
}

/** Rows edited at random, also with every hash of the chain made right again: a ledger that verifies says what it said. */
export const ledgerRows: FuzzTarget = {
  refusals: ['LEDGER_DAMAGED', 'STORE_DAMAGED'],
  async open() {
    const folder = temporaryFolder();
    const database = openDatabase(join(folder.path, 'ledger.db'));
    const ledger = ledgerOn(database);
    const recorded = recordedLedger();
    const checkpoint = await writeLedger(ledger, recorded);
    const original = await meaningOf(ledger, recorded);
    const untouched = await verifyLedger(ledger, [checkpoint]);
    if (!untouched.ok) throw new Error(`the recorded ledger does not verify: ${untouched.reason}`);
    return {
      async attempt(chance) {
        database.run('begin');
        try {
          const edit = chance.oneOf(EDITS);
          const rows = edit(database, chance);
          if (chance.oneIn(3)) rehash(database);
          const verdict = await verifyLedger(ledger, [checkpoint]);
          await readAll(database, ledger);
          if (!verdict.ok) return 'broken link named';
          must((await meaningOf(ledger, recorded)) === original, 'a changed ledger verifies', edit.name, rows);
          return 'verifies, says the same';
        } finally {
          database.run('rollback');
        }
      },
      close() {
        database[Symbol.dispose]();
        folder[Symbol.dispose]();
      },
    };
  },
};

/** Everything that looks into the store: none of it may crash, whatever is there. */
async function readAll(database: Database, ledger: Ledger): Promise<void> {
  for (const { id } of await journalOn(database).runs()) await journalOn(database).step(id, 'gate/2');
  const events = await ledger.read({});
  for (const chain of new Set(events.map((event) => event.chain))) foldRun(events.filter((event) => event.chain === chain));
}

type Row = Record<string, unknown>;
type Database = ReturnType<typeof openDatabase>;
const COLUMNS = ['chain', 'position', 'time', 'actor', 'type', 'payload', 'previous_hash', 'hash', 'sequence'] as const;

const EDITS: readonly ((database: Database, chance: Chance) => unknown)[] = [
  editColumn,
  editColumn,
  editPayload,
  editPayload,
  deleteRows,
  moveContent,
  copyRow,
  cutOff,
  editText,
  verdictToGreen,
  renameChain,
];

function anyRow(database: Database, chance: Chance): Row {
  return chance.oneOf(database.all('select * from events order by sequence'));
}

/** A unique column may hold the value already: then nothing is written. */
function update(database: Database, { sequence }: Row, column: string, value: string | number): unknown {
  return database.run(`update or ignore events set ${column} = ? where sequence = ?`, value, sequence as number) === 1
    ? [column, sequence, value]
    : 'nothing';
}

function editColumn(database: Database, chance: Chance): unknown {
  const row = anyRow(database, chance);
  const column = chance.oneOf(COLUMNS);
  const value = row[column];
  const other =
    typeof value === 'number' ? chance.oneOf([0, -1, value + 1, value - 1, 2 ** 40, 7]) : mutateText(String(value), chance).slice(0, 5000);
  return update(database, row, column, other);
}

function editPayload(database: Database, chance: Chance): unknown {
  const row = anyRow(database, chance);
  const payload = mutateJson(JSON.parse(String(row.payload)), chance);
  // Spaces and another order of keys say the same.
  return update(database, row, 'payload', JSON.stringify(payload, null, chance.oneOf([0, 1])) ?? 'null');
}

function deleteRows(database: Database, chance: Chance): unknown {
  const row = anyRow(database, chance);
  return chance.oneIn(2)
    ? [database.run('delete from events where sequence = ?', row.sequence as number), row.sequence]
    : [database.run('delete from events where chain = ? and position >= ?', row.chain as string, row.position as number), row.chain];
}

function cutOff(database: Database, chance: Chance): unknown {
  const { sequence } = anyRow(database, chance);
  return [database.run('delete from events where sequence >= ?', sequence as number), sequence];
}

function moveContent(database: Database, chance: Chance): unknown {
  const [one, two] = [anyRow(database, chance), anyRow(database, chance)];
  for (const column of ['time', 'actor', 'type', 'payload', 'previous_hash', 'hash'] as const) {
    update(database, one, column, two[column] as string);
    update(database, two, column, one[column] as string);
  }
  return [one.sequence, two.sequence];
}

function copyRow(database: Database, chance: Chance): unknown {
  const row = anyRow(database, chance);
  const columns = COLUMNS.filter((column) => column !== 'sequence');
  const chain = chance.oneOf([row.chain as string, 'factory', 'another']);
  const position = chance.oneOf([0, Number(row.position) + 1, 100]);
  const values = columns.map((column) => (column === 'chain' ? chain : column === 'position' ? position : (row[column] as string)));
  return database.run(`insert or ignore into events (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`, ...values);
}

function editText(database: Database, chance: Chance): unknown {
  const { digest, content }: Row = chance.oneOf(database.all('select * from texts'));
  return chance.oneIn(4)
    ? database.run('delete from texts where digest = ?', digest as string)
    : database.run('update texts set content = ? where digest = ?', mutateText(String(content), chance).slice(0, 50_000), digest as string);
}

/** What somebody would do on purpose. */
function verdictToGreen(database: Database): unknown {
  return [
    database.run(`update events set payload = replace(payload, '"failed"', '"passed"') where type = 'checker.finished'`),
    database.run(`update events set payload = replace(payload, '"red"', '"green"') where type in ('gate.decided', 'run.finished')`),
  ];
}

function renameChain(database: Database, chance: Chance): unknown {
  const { chain } = anyRow(database, chance);
  return database.run('update or ignore events set chain = ? where chain = ?', chance.oneOf(['another', 'factory', '']), chain as string);
}

/** Makes every link and hash right again, as somebody would who knows how; what an attestation has signed stays out of reach. */
function rehash(database: Database): void {
  const last = new Map<string, string>();
  const next = new Map<string, number>();
  for (const row of database.all('select * from events order by chain, position')) {
    const chain = String(row.chain);
    const index = next.get(chain) ?? 0;
    const previousHash = last.get(chain) ?? NO_HASH;
    const hash = hashOf(row, chain, index, previousHash);
    if (hash === null) return;
    database.run(
      'update or ignore events set position = ?, previous_hash = ?, hash = ? where sequence = ?',
      index,
      previousHash,
      hash,
      row.sequence as number,
    );
    last.set(chain, hash);
    next.set(chain, index + 1);
  }
}

function hashOf({ time, actor, type, payload }: Row, chain: string, index: number, previousHash: string): string | null {
  try {
    return hashEvent({ chain, index, time, actor, type, payload: JSON.parse(String(payload)), previousHash } as StoredEvent);
  } catch {
    // What is no JSON, or no event, has no hash: whoever forges stops there.
    return null;
  }
}
