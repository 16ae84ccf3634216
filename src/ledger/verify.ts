import { AdapterError } from '../domain/error.ts';
import type { StoredEvent } from '../domain/event.ts';
import { type ChainHead, FACTORY_CHAIN, hashEvent, type Ledger, NO_HASH, sha256 } from './ledger.ts';

/** The factory chain's end as something outside the ledger remembers it: a signed attestation. */
export interface Checkpoint extends ChainHead {
  readonly source: string;
  /** The origin of the ledger it speaks of, where that may be another one; without it, it is this one's. */
  readonly ledger?: string | undefined;
}

export type LedgerVerdict =
  | { readonly ok: true; readonly events: number; readonly chains: number; readonly checkpoints: number }
  /** The first broken link, in words that name it. */
  | { readonly ok: false; readonly sequence: number | null; readonly chain: string; readonly index: number; readonly reason: string };

type Broken = Extract<LedgerVerdict, { ok: false }>;

/**
 * Recomputes every hash, every link, every seal, and every kept text and every answer of a step that an event names. A ledger that was cut off is
 * found by the seals of its factory chain and by the checkpoints that attestations outside of it have signed. Those of other
 * ledgers (another clone, another machine) say nothing about this one.
 */
export async function verifyLedger(ledger: Ledger, checkpoints: readonly Checkpoint[]): Promise<LedgerVerdict> {
  const events: StoredEvent[] = [];
  for (const event of await ledger.scan()) {
    if ('damage' in event) return at(event, event.damage);
    // Readers begin at 1: what lies before is in every hash and in nobody's sight.
    if (event.sequence < 1) return at(event, 'no reader comes to it: the ledger begins at sequence 1');
    events.push(event);
  }
  const chains = Map.groupBy(events, (event) => event.chain);
  const broken = events.map(ownHash).find((found) => found !== null) ?? [...chains.values()].map(links).find((found) => found !== null);
  if (broken !== undefined && broken !== null) return broken;
  for (const event of events) {
    const found = brokenSeal(event, chains) ?? (await brokenText(event, ledger)) ?? (await brokenStep(event, ledger));
    if (found !== null) return found;
  }
  const factory = chains.get(FACTORY_CHAIN) ?? [];
  const ours = checkpoints.filter(({ ledger: origin }) => origin === undefined || origin === factory[0]?.hash);
  for (const { index, hash, source } of ours) {
    const there = factory[index];
    if (there === undefined)
      return truncated(`the ledger ends before event ${index}, which ${source} has signed`, index, factory.length - 1);
    if (there.hash !== hash)
      return { ok: false, sequence: there.sequence, chain: FACTORY_CHAIN, index, reason: `is not the event that ${source} has signed` };
  }
  return { ok: true, events: events.length, chains: chains.size, checkpoints: new Set(ours.map(({ hash }) => hash)).size };
}

/** AdapterError when one chain is broken in itself: nothing is built on it then. */
export async function requireWholeChain(ledger: Ledger, chain: string): Promise<void> {
  const events = await ledger.read({ chain });
  const broken = events.map(ownHash).find((found) => found !== null) ?? links(events);
  if (broken === null) return;
  throw new AdapterError('LEDGER_DAMAGED', `event ${broken.sequence} (${chain}, ${broken.index}): ${broken.reason}`, {
    hint: 'See `jidoka ledger verify`.',
  });
}

function ownHash(event: StoredEvent): Broken | null {
  try {
    return hashEvent(event) === event.hash ? null : at(event, 'its content does not match its hash');
  } catch (error) {
    // Half a surrogate pair, which nobody could have written through the ledger.
    if (error instanceof RangeError) return at(event, `its content has no hash: ${error.message}`);
    throw error;
  }
}

function links(chain: readonly StoredEvent[]): Broken | null {
  let previous: StoredEvent | undefined;
  for (const event of chain) {
    if (event.index !== (previous?.index ?? -1) + 1)
      return at(event, `an event is missing before it (expected index ${(previous?.index ?? -1) + 1})`);
    if (event.previousHash !== (previous?.hash ?? NO_HASH)) return at(event, 'it does not continue the event before it');
    previous = event;
  }
  const end = chain.findIndex(({ type }) => type === 'run.finished');
  const behind = end === -1 ? undefined : chain[end + 1];
  return behind === undefined ? null : at(behind, 'it is written behind the end of its run');
}

function brokenSeal(event: StoredEvent, chains: ReadonlyMap<string, readonly StoredEvent[]>): Broken | null {
  if (event.type !== 'chain.sealed') return null;
  const { chain, index, hash } = event.payload;
  const sealed = chains.get(chain)?.[index];
  if (sealed === undefined) return { ...at(event, `the chain ${chain} ends before its sealed event ${index}`), chain, index };
  return sealed.hash === hash ? null : at(sealed, `it is not the event that was sealed in the factory's chain at ${event.index}`);
}

async function brokenText(event: StoredEvent, ledger: Ledger): Promise<Broken | null> {
  const digest =
    event.type === 'checker.finished'
      ? event.payload.result
      : event.type === 'attestation.signed' || event.type === 'release.attested'
        ? event.payload.envelope
        : null;
  if (digest === null) return null;
  const state = await ledger.keeps(digest);
  return state === 'whole' ? null : at(event, `the text ${digest} it names ${state === 'missing' ? 'is missing' : 'was changed'}`);
}

async function brokenStep(event: StoredEvent, ledger: Ledger): Promise<Broken | null> {
  if (event.step === undefined) return null;
  const { name, output } = event.step;
  const held = await ledger.outputOf(event.chain, name);
  if (held !== null && sha256(held) === output) return null;
  return at(event, `the journal ${held === null ? 'has lost the answer' : 'holds another answer'} of the step ${name}`);
}

function at({ sequence, chain, index }: Pick<StoredEvent, 'sequence' | 'chain' | 'index'>, reason: string): Broken {
  return { ok: false, sequence, chain, index, reason };
}

function truncated(reason: string, index: number, last: number): Broken {
  return { ok: false, sequence: null, chain: FACTORY_CHAIN, index, reason: `${reason} (last event: ${last})` };
}
