import type { Change } from '../../domain/change.ts';
import { type WaiverBook, WAIVERS_PATH } from '../../domain/waiver.ts';
import type { Sighting } from './rules.ts';

/** What is wrong with waivers: an error in what the change brings in, a warning in what was there. */
export function waiverFaults({ faults }: WaiverBook): Sighting[] {
  return faults.map(({ rule, message, code, line, isOld }) => ({
    rule,
    message,
    path: WAIVERS_PATH,
    code,
    ...(line === null ? {} : { range: { startLine: line } }),
    ...(isOld ? { severity: 'warning' } : {}),
  }));
}

/** The change without the waivers' file where a trusted key has signed all that it brings in there: an operator decided that. */
export function withoutSettled(change: Change, { isSettled }: WaiverBook): Change {
  if (!isSettled) return change;
  // Renamed from somewhere else it is more than its own change.
  return { ...change, files: change.files.filter(({ path, oldPath }) => path !== WAIVERS_PATH || oldPath !== undefined) };
}
