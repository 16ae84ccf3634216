import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Event, EventType, StoredEvent } from '../domain/event.ts';

/** The factory's own chain; every other chain is sealed in it. */
export const FACTORY_CHAIN = 'factory';

/** What the first event of a chain has as its previous hash. */
export const NO_HASH = '0'.repeat(64);

/** Version of the event format, part of every hash. */
const EVENT_VERSION = 1;

/** An event with its time, before the ledger gives it a place. */
export interface Fact {
  readonly event: Event;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly actor: string;
}

export interface ChainHead {
  readonly index: number;
  readonly hash: string;
}

export interface LedgerQuery {
  readonly chain?: string;
  readonly types?: readonly EventType[];
  /** Only events behind this sequence. */
  readonly after?: number;
}

/** A row that is no event any more. */
export interface DamagedEvent {
  readonly sequence: number;
  readonly chain: string;
  readonly index: number;
  readonly damage: string;
}

/** The append-only sequence of events. Several processes may use one ledger at once. */
export interface Ledger {
  /** Appends to one chain in one transaction. */
  append(chain: string, facts: readonly Fact[]): Promise<readonly StoredEvent[]>;
  /** Appends only when the chain still ends at `head` (null: has no event): null, and nothing written, when somebody was faster. */
  appendBehind(chain: string, head: ChainHead | null, facts: readonly Fact[]): Promise<readonly StoredEvent[] | null>;
  /** In order of sequence. AdapterError when one of them is damaged. */
  read(query: LedgerQuery): Promise<readonly StoredEvent[]>;
  /** Everything, damaged or not, in order of sequence. */
  scan(): Promise<readonly (StoredEvent | DamagedEvent)[]>;
  head(chain: string): Promise<ChainHead | null>;
  /** Keeps a text by its SHA-256, which it answers. */
  keep(text: string): Promise<string>;
  /** A kept text; null when there is none. AdapterError when it is not the text any more that was kept under this digest. */
  kept(digest: string): Promise<string | null>;
  /** Is there still what was kept under this digest? */
  keeps(digest: string): Promise<'whole' | 'changed' | 'missing'>;
  /** What the journal holds as the answer of a step of this chain, JSON text; null when it holds none. */
  outputOf(chain: string, step: string): Promise<string | null>;
}

/** Fixes a chain's end so far in the factory's chain. */
export async function sealChain(
  ledger: Ledger,
  { chain, time, actor }: { readonly chain: string; readonly time: number; readonly actor: string },
): Promise<ChainHead> {
  const head = await ledger.head(chain);
  if (head !== null) await ledger.append(FACTORY_CHAIN, [{ event: { type: 'chain.sealed', payload: { chain, ...head } }, time, actor }]);
  return (await ledger.head(FACTORY_CHAIN)) ?? { index: 0, hash: NO_HASH };
}

/** What tells one ledger from another: the hash of the first event of its factory's chain; null while it has none. */
export async function originOf(ledger: Ledger): Promise<string | null> {
  return (await ledger.read({ chain: FACTORY_CHAIN }))[0]?.hash ?? null;
}

/** The columns of an event that its hash covers. */
export type HashedColumns = Omit<StoredEvent, 'hash' | 'sequence'>;

/**
 * SHA-256 over the RFC 8785 form of an event's columns. The sequence is left out: it orders chains among each other and is
 * given by the store; a chain's own order is its index and the hash of the event before.
 */
export function hashEvent({ chain, index, time, actor, type, payload, step, previousHash }: HashedColumns): string {
  // An event that ends no step has no member `step`, as all had none before there were any.
  const columns = { version: EVENT_VERSION, chain, index, time, actor, type, payload, step, previousHash };
  return sha256(canonicalJson(columns));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
