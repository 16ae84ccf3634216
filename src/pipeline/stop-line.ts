import { CLEAR_IT, type Stop, stopWhenDue } from './line-state.ts';
import { type Notifier, notify } from './notify.ts';

/** Stops the line when that is due, and tells the operator; null when it need not stop, or has already. */
export async function stopLine(factory: Notifier): Promise<Stop | null> {
  const stop = await stopWhenDue(factory);
  if (stop !== null) await notify(factory, { about: 'line-stopped', subject: 'line', reason: stop.reason, next: CLEAR_IT });
  return stop;
}
