import { createHash } from 'node:crypto';
import { AdapterError } from '../../domain/error.ts';
import { type Event, eventSchemas, type EventType, type StoredEvent } from '../../domain/event.ts';
import { type DamagedEvent, type Fact, hashEvent, type Ledger, NO_HASH } from '../../ledger/ledger.ts';
import { type Database, integer, text } from './database.ts';

export function ledgerOn(database: Database): Ledger {
  return {
    append: async (chain, facts) => database.transaction(() => appendTo(database, chain, facts)),
    async read({ chain = null, types = null, after = 0 }) {
      const rows = database.all(
        'select * from events where sequence > ? and (? is null or chain = ?) order by sequence',
        after,
        chain,
        chain,
      );
      return rows.map(intact).filter((event) => types === null || types.includes(event.type));
    },
    scan: async () => database.all('select * from events order by sequence').map(eventOf),
    async head(chain) {
      const row = database.get(HEAD, chain);
      return row === undefined ? null : { index: integer(row, 'position'), hash: text(row, 'hash') };
    },
    async keep(content) {
      const digest = createHash('sha256').update(content).digest('hex');
      database.run('insert into texts (digest, content) values (?, ?) on conflict do nothing', digest, content);
      return digest;
    },
    async kept(digest) {
      const row = database.get('select content from texts where digest = ?', digest);
      return row === undefined ? null : text(row, 'content');
    },
  };
}

const HEAD = 'select position, hash from events where chain = ? order by position desc limit 1';
const INSERT =
  'insert into events (chain, position, time, actor, type, payload, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?) returning sequence';

/** Appends inside a transaction of the caller's. */
export function appendTo(database: Database, chain: string, facts: readonly Fact[]): readonly StoredEvent[] {
  const head = database.get(HEAD, chain);
  let index = head === undefined ? 0 : integer(head, 'position') + 1;
  let previousHash = head === undefined ? NO_HASH : text(head, 'hash');
  return facts.map(({ event, time: milliseconds, actor }) => {
    const { type, payload } = parsedEvent(event.type, event.payload);
    const time = new Date(milliseconds).toISOString();
    const columns = { chain, index, time, actor, type, payload, previousHash } as Omit<StoredEvent, 'hash' | 'sequence'>;
    const hash = hashEvent(columns);
    const row = database.get(INSERT, chain, index, time, actor, type, JSON.stringify(payload), previousHash, hash);
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
    return { ...place, ...parsedEvent(text(row, 'type'), JSON.parse(text(row, 'payload'))), ...rest } as StoredEvent;
  } catch (error) {
    return {
      ...place,
      damage: error instanceof SyntaxError ? 'its content is not readable' : error instanceof Error ? error.message : String(error),
    };
  }
}

function intact(row: Record<string, unknown>): StoredEvent {
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
