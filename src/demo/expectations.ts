import type { EventOf, EventType, StoredEvent } from '../domain/event.ts';

export interface ToldRuns {
  readonly service: string;
  readonly pagination: string;
  readonly search: string;
}

type Stored<T extends EventType> = StoredEvent & EventOf<T>;

/** Where the ledger tells another story than the demo promises; empty when it went as it must. */
export function surprises(events: readonly StoredEvent[], { service, pagination, search }: ToldRuns): string[] {
  const of = <T extends EventType>(chain: string, type: T) =>
    events.filter((event): event is Stored<T> => event.chain === chain && event.type === type);
  const concluded = (run: string) => of(run, 'release.concluded')[0]?.payload;
  const stoppedFirst = of(pagination, 'checker.finished').filter(({ payload }) => payload.attempt === 1 && payload.verdict === 'failed');
  const gates = of(pagination, 'gate.decided').map(({ payload }) => payload.outcome);
  const lost = concluded(search)?.deployment;
  const chain = `deployment-${lost}`;
  const facts: readonly (readonly [boolean, string])[] = [
    [concluded(service)?.outcome === 'promoted', 'the first release was not promoted'],
    [stoppedFirst.length >= 2, `the first attempt was stopped by ${stoppedFirst.length} checkers, not by two`],
    [stoppedFirst.some(({ payload }) => payload.number === 4), 'the weakened test was not found (checker 4)'],
    [gates.join(' ') === 'red green', `the gate said ${gates.join(', ')} instead of red, green`],
    [of(pagination, 'attestation.signed').length === 1, 'there is not one attestation for the pagination'],
    [concluded(pagination)?.outcome === 'promoted', 'the pagination was not promoted'],
    [of(search, 'gate.decided').every(({ payload }) => payload.outcome === 'green'), 'the search did not pass the change checkers'],
    [concluded(search)?.outcome === 'rolled-back', 'the search was not rolled back'],
    [of(chain, 'deployment.breached').length === 1, 'there is not one breach'],
    [of(chain, 'incident.opened').length === 1, 'there is not one incident'],
    [of(chain, 'ticket.filed').length === 1, 'there is not one ticket'],
  ];
  return facts.flatMap(([isSo, otherwise]) => (isSo ? [] : [otherwise]));
}
