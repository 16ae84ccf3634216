import { AdapterError } from '../../domain/error.ts';
import { type Event, eventSchemas, type EventType, type StoredEvent } from '../../domain/event.ts';
import { type ChainHead, type DamagedEvent, type Fact, hashEvent, type Ledger, NO_HASH, sha256 } from '../../ledger/ledger.ts';
import type { Database } from './connection.ts';
import { damaged } from './failure.ts';
import { integer, text } from './row.ts';

export function ledgerOn(database: Database): Ledger {
  const content = (digest: string) => {
    const row = database.get('select content from texts where digest = ?', digest);
    return row === undefined ? null : text(row, 'content');
  };
  return {
    append: async (chain, facts) => database.transaction(() => appendTo(database, chain, facts)),
    appendBehind: async (chain, head, facts) =>
      database.transaction(() => (headOf(database, chain)?.hash === head?.hash ? appendTo(database, chain, facts) : null)),
    async read({ chain = null, types = null, after = 0 }) {
      const rows = database.all(READ, after, chain, types === null ? null : JSON.stringify(types), KNOWN_TYPES);
      return rows.map(intact);
    },
    async scan() {
      requireSound(database);
      return database.all('select * from events order by sequence').map(eventOf);
    },
    head: async (chain) => headOf(database, chain),
    async keep(kept) {
      const digest = sha256(kept);
      database.run('insert into texts (digest, content) values (?, ?) on conflict do nothing', digest, kept);
      return digest;
    },
    async kept(digest) {
      const kept = content(digest);
      if (kept === null || sha256(kept) === digest) return kept;
      throw new AdapterError('LEDGER_DAMAGED', `the text ${digest} was changed`, { hint: 'See `jidoka ledger verify`.' });
    },
    async keeps(digest) {
      const kept = content(digest);
      if (kept === null) return 'missing';
      return sha256(kept) === digest ? 'whole' : 'changed';
    },
    async outputOf(chain, step) {
      const row = database.get("select output from steps where run = ? and name = ? and state = 'finished'", chain, step);
      return row === undefined ? null : text(row, 'output');
    },
  };
}

/** A row whose type nobody knows is always among them: left out, a changed type would hide what happened. */
const READ = `select * from events where sequence > ?1 and (?2 is null or chain = ?2)
  and (?3 is null or type in (select value from json_each(?3)) or type not in (select value from json_each(?4)))
  order by sequence`;
const KNOWN_TYPES = JSON.stringify(Object.keys(eventSchemas));

/** A damaged index would answer the end of a chain wrongly, and no hash would tell. */
function requireSound(database: Database): void {
  const answer = database.get('pragma integrity_check(1)')?.integrity_check;
  if (answer !== 'ok') throw damaged(database.file, String(answer).replaceAll(/\s+/g, ' '));
}

function headOf(database: Database, chain: string): ChainHead | null {
  const row = database.get(HEAD, chain);
  return row === undefined ? null : { index: integer(row, 'position'), hash: text(row, 'hash') };
}

const HEAD = 'select position, hash from events where chain = ? order by position desc limit 1';
const INSERT = `insert into events (chain, position, time, actor, type, payload, previous_hash, hash, step, output_digest)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning sequence`;

/** Appends inside a transaction of the caller's; the last of the facts ends `step`. */
export function appendTo(database: Database, chain: string, facts: readonly Fact[], step?: StoredEvent['step']): readonly StoredEvent[] {
  const head = headOf(database, chain);
  let index = (head?.index ?? -1) + 1;
  let previousHash = head?.hash ?? NO_HASH;
  return facts.map(({ event, time: milliseconds, actor }, place) => {
    const { type, payload } = parsedEvent(event.type, event.payload);
    const time = new Date(milliseconds).toISOString();
    const ended = place === facts.length - 1 && step !== undefined ? { step } : {};
    const columns = { chain, index, time, actor, type, payload, ...ended, previousHash } as Omit<StoredEvent, 'hash' | 'sequence'>;
    const hash = hashEvent(columns);
    const sealed = [columns.step?.name ?? null, columns.step?.output ?? null];
    const row = database.get(INSERT, chain, index, time, actor, type, JSON.stringify(payload), previousHash, hash, ...sealed);
    if (row === undefined) throw new AdapterError('STORE_DAMAGED', 'the store did not answer an inserted event');
    const stored = { ...columns, hash, sequence: integer(row, 'sequence') } as StoredEvent;
    index += 1;
    previousHash = hash;
    return stored;
  });
}

function eventOf(row: Record<string, unknown>): StoredEvent | DamagedEvent {
  const place = { sequence: integer(row, 'sequence'), chain: text(row, 'chain'), index: integer(row, 'position') };
  const rest = { time: text(row, 'time'), actor: text(row, 'actor'), previousHash: text(row, 'previous_hash'), hash: text(row, 'hash') };
  try {
    return { ...place, ...parsedEvent(text(row, 'type'), JSON.parse(text(row, 'payload'))), ...stepOf(row), ...rest } as StoredEvent;
  } catch (error) {
    return {
      ...place,
      damage: error instanceof SyntaxError ? 'its content is not readable' : error instanceof Error ? error.message : String(error),
    };
  }
}

function stepOf(row: Record<string, unknown>): Pick<StoredEvent, 'step'> {
  if (row.step === null && row.output_digest === null) return {};
  return { step: { name: text(row, 'step'), output: text(row, 'output_digest') } };
}

export function intact(row: Record<string, unknown>): StoredEvent {
  const event = eventOf(row);
  if (!('damage' in event)) return event;
  throw new AdapterError('LEDGER_DAMAGED', `event ${event.sequence} (${event.chain}, ${event.index}): ${event.damage}`, {
    hint: 'See `jidoka ledger verify`.',
  });
}

/** The store's edge: nothing goes in or comes out that is no event. */
function parsedEvent(type: string, payload: unknown): Event {
  if (!isEventType(type)) throw new AdapterError('LEDGER_DAMAGED', `no event has the type ${JSON.stringify(type)}`);
  const parsed = eventSchemas[type].safeParse(payload);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AdapterError('LEDGER_DAMAGED', `an event ${type} is malformed at ${issue?.path.join('.') ?? '?'}: ${issue?.message ?? '?'}`);
  }
  return { type, payload: parsed.data } as Event;
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventSchemas, type);
}
