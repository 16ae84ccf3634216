import type { MigrationEditKind } from '../kinds.ts';

interface MigrationEdit {
  readonly kind: MigrationEditKind;
  /** In the judged tree; null where the file is gone. */
  readonly line: number | null;
  readonly text: string;
}

interface Side {
  readonly path: string;
  /** The way forward. */
  readonly text: string;
}

/** By its number or its date: tools apply such a one once, and know it again by its name. */
const ONCE = /(?:^|\/)(?:V?\d[^/]*\.sql|[^/]*\d[^/]*\/(?:migration|up)\.sql)$/i;

/** What was done to a migration that base has, which databases have run since. */
export function migrationEdit(was: Side, is: Side | null): MigrationEdit | null {
  if (!ONCE.test(was.path)) return null;
  if (is === null || nameOf(is.path) !== nameOf(was.path))
    return { kind: 'migration-removed', line: null, text: is === null ? 'is gone' : `is called ${nameOf(is.path)} now` };
  if (is.text.trimEnd() === was.text.trimEnd()) return null;
  const line = firstOther(was.text, is.text);
  return wordsOf(was.text) === wordsOf(is.text)
    ? { kind: 'migration-reworded', line, text: 'has other comments' }
    : { kind: 'migration-edited', line, text: 'does something else now, and not where it ran before' };
}

/** What a tool knows it by: all of them may be moved together. */
function nameOf(path: string): string {
  return /[^/]+(?:\/(?:migration|up)\.sql)?$/i.exec(path)?.[0] ?? path;
}

function firstOther(was: string, is: string): number {
  const [before, after] = [was.split('\n'), is.split('\n')];
  const index = after.findIndex((line, at) => line !== before[at]);
  return index === -1 ? after.length : index + 1;
}

/** Without comments that are lines of their own. */
function wordsOf(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('--')).join('\n');
}
