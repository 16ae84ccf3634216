import { systemClock } from '../platform/clock.ts';
import type { Side } from './checkout.ts';

type Kind = 'installing' | 'generating' | 'linting' | 'building' | 'testing';

const WORDS: Readonly<Record<Kind, Readonly<Record<Side, string>>>> = {
  installing: { head: 'installing', base: 'installing for the base' },
  generating: { head: 'running generators', base: 'running generators of the base' },
  linting: { head: 'linting', base: 'linting the base' },
  building: { head: 'building', base: 'building the base' },
  testing: { head: 'tests on the change', base: 'tests on the base' },
};

/** What the commands of a gate are at. */
export interface Activity {
  /** Tells what goes on as long as this is worked on. */
  during<T>(kind: Kind, side: Side, work: () => Promise<T>): Promise<T>;
  /** How long it has been installing so far, milliseconds: what goes on right now included. */
  installingMs(): number;
}

/** `onActivity` hears what begins, and null when it is over. */
export function watchActivity(onActivity: (words: string | null) => void = () => undefined): Activity {
  let spent = 0;
  const open = new Map<symbol, number>();
  return {
    async during(kind, side, work) {
      const id = Symbol(kind);
      const started = systemClock.elapsed();
      if (kind === 'installing') open.set(id, started);
      onActivity(WORDS[kind][side]);
      try {
        return await work();
      } finally {
        if (open.delete(id)) spent += systemClock.elapsed() - started;
        onActivity(null);
      }
    },
    installingMs: () => [...open.values()].reduce((sum, since) => sum + systemClock.elapsed() - since, spent),
  };
}
