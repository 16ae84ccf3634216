import type { EventOf } from '../../domain/event.ts';
import { escape } from '../escape.ts';
import { reasonOf } from './checker-row.ts';
import { count, duration } from './quantity.ts';
import { aside, bad, good, type Told, warning } from './told.ts';

/** How one checker's run ended. */
export function tellChecker({ number, checker, mode, verdict, ...rest }: EventOf<'checker.finished'>['payload']): Told {
  const { reason, examined, inScope, blocking, durationMs, cached } = rest;
  const name = `${number} ${escape(checker)}`;
  const files = inScope === 0 ? '' : `, ${examined} of ${count(inScope, 'file')} examined`;
  const how = cached ? `answered from the cache${files}` : `${duration(durationMs)}${files}`;
  const why = reasonOf({ verdict, ...(reason === null ? {} : { reason }) });
  const because = why === '' ? '' : `: ${why}`;
  switch (verdict) {
    case 'passed':
      return good(`${name} passed (${how}).`);
    case 'failed':
      return mode === 'enforced'
        ? bad(`${name} stopped it: ${count(blocking, 'finding')} (${how}).`)
        : warning(`${name} would have stopped it, but only looks on: ${count(blocking, 'finding')} (${how}).`);
    case 'not-applicable':
    case 'cancelled':
      return aside(`${name}${because}`);
    case 'errored':
    case 'timed-out':
      return mode === 'enforced' ? warning(`${name}${because}`) : aside(`${name} (looks on)${because}`);
    default:
      return verdict satisfies never;
  }
}
