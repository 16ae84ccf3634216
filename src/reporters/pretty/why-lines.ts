import type { Why } from '../../gate/why.ts';
import { escape } from '../escape.ts';
import { count, short } from './quantity.ts';

/** So many files of a tree are named. */
const NAMED = 5;

/** Why a checker would be executed again, or what an answer that counts again was made of. */
export function whyLines({ number, id, kept, last, changed, parts }: Why): string[] {
  const name = `${number} ${id}`;
  if (kept !== null)
    return [
      `${name} would not be executed: the answer that is kept counts, ${kept}. It was made of`,
      '',
      ...table(Object.entries(parts).map(([part, value]) => [part, shown(value)])),
    ];
  if (last === null) return [`${name} would be executed: nothing is kept of it. Only what passed, failed or does not apply is kept.`];
  const when = new Date(last.keptAt).toISOString().slice(0, 16).replace('T', ' ');
  const since = `The last answer that is kept is of ${when} UTC, ${last.verdict}.`;
  // It was removed to make room, or it has been tampered with.
  if (changed.length === 0) return [`${name} would be executed: its answer is kept no more. ${since}`];
  return [`${name} would be executed. ${since} Since then changed`, '', ...table(changed.map((part) => [part.part, difference(part)]))];
}

function difference({ before, now, paths }: Why['changed'][number]): string {
  if (paths === null) return `${before === null ? 'not there' : shown(before)} -> ${now === null ? 'not there' : shown(now)}`;
  const more = paths.length > NAMED ? `, and ${paths.length - NAMED} more` : '';
  return `${count(paths.length, 'file')}: ${paths
    .slice(0, NAMED)
    .map((path) => escape(path))
    .join(', ')}${more}`;
}

/** Digests by their beginning. */
function shown(value: string): string {
  return escape(short(value), { limit: 60 });
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([part]) => part.length));
  return rows.map(([part, value]) => `  ${escape(part).padEnd(width)}  ${value}`);
}
