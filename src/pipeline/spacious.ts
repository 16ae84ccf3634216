import type { RunContext } from '../engine/engine.ts';
import { requireSpace } from '../platform/disk-space.ts';

/**
 * A run's context whose steps count only when no disk was full before and behind them: what fails for want of space says nothing
 * about the change. Such a step is made again when the run is resumed; a turn of an agent counts as interrupted.
 */
export function spacious(context: RunContext, folders: readonly string[]): RunContext {
  const guarded =
    <A extends readonly unknown[], T>(work: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      await requireSpace(folders);
      const value = await work(...given);
      await requireSpace(folders);
      return value;
    };
  return {
    ...context,
    step: (name, work) => context.step(name, guarded(work)),
    once: (name, intent, work) => context.once(name, intent, guarded(work)),
  };
}
