import type { Event } from '../domain/event.ts';
import { FACTORY_CHAIN } from '../ledger/ledger.ts';
import { type Notifier, notify } from './notify.ts';
import { stopLine } from './stop-line.ts';

type Recorder = (chain: string, event: Event) => Promise<void>;

export interface TellingRecorder extends AsyncDisposable {
  readonly record: Recorder;
}

/**
 * Records facts of deployments as `record` does. When a release was taken back, the operator is told beside it, and the line stops
 * when that is due: going back never waits for either. Disposing waits until all was told, and rejects when the ledger did not take it.
 */
export function tellingRollbacks(factory: Notifier, record: Recorder): TellingRecorder {
  const failures: unknown[] = [];
  let told: Promise<unknown> = Promise.resolve();
  return {
    async record(chain, event) {
      await record(chain, event);
      if (event.type !== 'deployment.rolled-back' || event.payload.cause === 'operator') return;
      const { deployment, reason } = event.payload;
      told = told
        .then(() => tellOnce(factory, deployment, reason))
        .then(() => stopLine(factory))
        .catch((error: unknown) => failures.push(error));
    },
    async [Symbol.asyncDispose]() {
      await told;
      if (failures.length > 0) throw new AggregateError(failures, 'not every rollback could be told');
    },
  };
}

/** A supervisor that was killed may record the same end again. */
async function tellOnce(factory: Notifier, deployment: string, reason: string): Promise<void> {
  const notices = await factory.ledger.read({ chain: FACTORY_CHAIN, types: ['notice.sent'] });
  if (notices.some((event) => event.type === 'notice.sent' && event.payload.about === 'rollback' && event.payload.subject === deployment)) {
    return;
  }
  await notify(factory, { about: 'rollback', subject: deployment, reason, next: 'jidoka status' });
}
