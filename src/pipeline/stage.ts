import type { Event, Stage } from '../domain/event.ts';
import type { RunContext } from '../engine/engine.ts';
import type { Clock } from '../platform/clock.ts';

export type Record = (event: Event, actor?: string) => void;

/** A stage that is one step: its events and its result are one transaction. */
export function inStage<T>(
  { context, clock }: { readonly context: RunContext; readonly clock: Clock },
  { stage, attempt, name }: { readonly stage: Stage; readonly attempt: number; readonly name: string },
  work: (record: Record) => Promise<T>,
): Promise<T> {
  return context.step(name, async (record) => {
    const started = clock.elapsed();
    record({ type: 'stage.started', payload: { stage, attempt } });
    const value = await work(record);
    record({ type: 'stage.finished', payload: { stage, attempt, durationMs: clock.elapsed() - started } });
    return value;
  });
}
