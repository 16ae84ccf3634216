import type { Measurement } from '../../domain/verdict.ts';
import type { RunRecord } from './run-record.ts';

/** The run's numbers so far. What is not known is left out: a sum that lacks a part would be a wrong number. */
export function runMeasurements({ events, spans }: RunRecord): Measurement[] {
  const seconds = new Map<string, number>();
  for (const { finished } of spans) {
    if (finished?.type !== 'stage.finished') continue;
    const { stage, durationMs } = finished.payload;
    seconds.set(stage, (seconds.get(stage) ?? 0) + durationMs / 1000);
  }
  const firstGate = events.find((event) => event.type === 'gate.decided');
  return [
    ...[...seconds].map(([stage, value]) => ({ name: `stage-${stage}`, value, unit: 's' })),
    ...(firstGate === undefined ? [] : [{ name: 'first-pass', value: firstGate.payload.outcome === 'green' ? 1 : 0, unit: 'yes' }]),
    { name: 'rework-rounds', value: events.filter(({ type }) => type === 'repair.requested').length, unit: 'rounds' },
    ...used(events),
  ];
}

function used(events: RunRecord['events']): Measurement[] {
  const ends = events.filter((event) => event.type === 'attempt.finished' || event.type === 'attempt.interrupted');
  const usages = ends.map((event) => (event.type === 'attempt.finished' ? event.payload.usage : null)).filter((usage) => usage !== null);
  if (ends.length === 0 || usages.length < ends.length) return [];
  const costs = usages.map(({ usd }) => usd).filter((usd) => usd !== null);
  return [
    { name: 'input-tokens', value: sum(usages.map(({ inputTokens }) => inputTokens)), unit: 'tokens' },
    { name: 'output-tokens', value: sum(usages.map(({ outputTokens }) => outputTokens)), unit: 'tokens' },
    ...(costs.length < usages.length ? [] : [{ name: 'cost', value: sum(costs), unit: 'USD' }]),
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
