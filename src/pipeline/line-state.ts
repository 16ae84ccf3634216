import { UserError } from '../domain/error.ts';
import type { EventOf, EventType, StoredEvent } from '../domain/event.ts';
import { CATALOG } from '../gate/policy.ts';
import { FACTORY_CHAIN, type Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../platform/clock.ts';

/** After so many red runs in a row the line stops: something is wrong with more than one order. Undecided ones do not count. */
const RED_RUNS = 3;

/** So many releases taken back within an hour stop the line; those an operator took back do not count. */
const ROLLBACKS = 3;
const ROLLBACKS_WITHIN_MS = 60 * 60_000;

export type Stop = EventOf<'line.stopped'>['payload'];

export type LineState = { readonly status: 'running' } | { readonly status: 'stopped'; readonly since: string; readonly stop: Stop };

const TYPES: readonly EventType[] = [
  'line.stopped',
  'line.resumed',
  'run.finished',
  'deployment.rolled-back',
  'checker.finished',
  'factory.judged',
];

/** Whether new runs may start: a fold over the ledger, kept nowhere else. */
export function foldLine(events: readonly StoredEvent[]): LineState {
  const last = events.findLast(({ type }) => type === 'line.stopped' || type === 'line.resumed');
  return last?.type === 'line.stopped' ? { status: 'stopped', since: last.time, stop: last.payload } : { status: 'running' };
}

/** Why the line has to stop now; null when it need not, or has stopped already. What an operator has cleared counts no more. */
export function dueStop(events: readonly StoredEvent[], now: number): Stop | null {
  if (foldLine(events).status === 'stopped') return null;
  const fresh = events.slice(events.findLastIndex(({ type }) => type === 'line.resumed') + 1);
  return redFactory(fresh) ?? redRuns(fresh) ?? rollbacks(fresh, now);
}

/** Those that judge nothing but the factory; one that judges changes as well says something about the change. */
const FACTORY_CHECKERS = CATALOG.filter(({ judges }) => judges.every((subject) => subject === 'factory')).map(({ id }) => id);

function redFactory(events: readonly StoredEvent[]): Stop | null {
  const red = events.find(
    (event) =>
      (event.type === 'factory.judged' || (event.type === 'checker.finished' && FACTORY_CHECKERS.includes(event.payload.checker))) &&
      event.payload.mode === 'enforced' &&
      event.payload.verdict === 'failed',
  );
  if (red?.type !== 'factory.judged' && red?.type !== 'checker.finished') return null;
  const { number, checker } = red.payload;
  const why = red.type === 'factory.judged' && red.payload.reasons.length > 0 ? `: ${red.payload.reasons.join('; ')}` : '';
  return {
    cause: 'factory-checker',
    reason: `checker ${number} ${checker}, which judges the factory itself, is red${why}`,
    evidence: [red.chain],
  };
}

function redRuns(events: readonly StoredEvent[]): Stop | null {
  const last = events.filter((event) => event.type === 'run.finished' && event.payload.outcome !== 'undecided').slice(-RED_RUNS);
  if (last.length < RED_RUNS || last.some((event) => event.type === 'run.finished' && event.payload.outcome !== 'red')) return null;
  return { cause: 'red-runs', reason: `${RED_RUNS} runs in a row were red`, evidence: last.map(({ chain }) => chain) };
}

function rollbacks(events: readonly StoredEvent[], now: number): Stop | null {
  const taken = events.filter(
    (event) =>
      event.type === 'deployment.rolled-back' &&
      event.payload.cause !== 'operator' &&
      // The clock may have gone back since: what seems to lie ahead is recent too.
      now - Date.parse(event.time) <= ROLLBACKS_WITHIN_MS,
  );
  if (taken.length < ROLLBACKS) return null;
  const evidence = taken.map(({ chain }) => chain);
  return { cause: 'rollbacks', reason: `${taken.length} releases were taken back within an hour`, evidence };
}

type Book = { readonly ledger: Ledger; readonly clock: Clock };

/** Stops the line when that is due; answers the stop it has written, once however many processes ask. */
export async function stopWhenDue({ ledger, clock }: Book): Promise<Stop | null> {
  for (;;) {
    const head = await ledger.head(FACTORY_CHAIN);
    const now = clock.now();
    const stop = dueStop(await ledger.read({ types: TYPES }), now);
    if (stop === null) return null;
    const event = { type: 'line.stopped', payload: stop } as const;
    if ((await ledger.appendBehind(FACTORY_CHAIN, head, [{ event, time: now, actor: 'jidoka' }])) !== null) return stop;
  }
}

export async function lineState({ ledger }: Pick<Book, 'ledger'>): Promise<LineState> {
  return foldLine(await ledger.read({ chain: FACTORY_CHAIN, types: ['line.stopped', 'line.resumed'] }));
}

/** UserError while the line is stopped. */
export async function requireRunningLine(book: Pick<Book, 'ledger'>): Promise<void> {
  const state = await lineState(book);
  if (state.status === 'running') return;
  throw new UserError('LINE_STOPPED', `the line is stopped since ${state.since}: ${state.stop.reason}`, { hint: CLEAR_IT });
}

export const CLEAR_IT = 'Find out why; then an operator clears it: jidoka resume --reason "…".';

/** An operator clears the line. False, and nothing written, when it is not stopped. */
export async function resumeLine(
  { ledger, clock }: Book,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<boolean> {
  for (;;) {
    const head = await ledger.head(FACTORY_CHAIN);
    if ((await lineState({ ledger })).status === 'running') return false;
    const event = { type: 'line.resumed', payload: { by, reason } } as const;
    const written = await ledger.appendBehind(FACTORY_CHAIN, head, [{ event, time: clock.now(), actor: `operator:${by}` }]);
    if (written !== null) return true;
  }
}
