import type { ChangedFile, LineRange } from './change.ts';

/** Lines of the judged tree that stand where base had others. A side that has none there ends before it starts. */
export interface Hunk {
  readonly base: LineRange;
  readonly head: LineRange;
}

/** The lines that a change wrote into a file and those it took away, put together again as the diff had them. */
export function hunksOf({ added, removed }: Pick<ChangedFile, 'added' | 'removed'>): Hunk[] {
  const hunks: Hunk[] = [];
  const [written, taken] = [[...added], [...removed]];
  // By how many lines what follows is further down than at base.
  let shift = 0;
  while (written.length > 0 || taken.length > 0) {
    const at = Math.min(written[0]?.start ?? Infinity, (taken[0]?.start ?? Infinity) + shift);
    const head = written[0]?.start === at ? written.shift() : undefined;
    const base = taken[0] !== undefined && taken[0].start + shift === at ? taken.shift() : undefined;
    hunks.push({ base: base ?? { start: at - shift, end: at - shift - 1 }, head: head ?? { start: at, end: at - 1 } });
    shift += linesIn(head) - linesIn(base);
  }
  return hunks;
}

function linesIn(range: LineRange | undefined): number {
  return range === undefined ? 0 : range.end - range.start + 1;
}

/** The judged text with what base had in the place of one hunk. */
export function withoutHunk({ base, head }: { readonly base: string; readonly head: string }, hunk: Hunk): string {
  const lines = head.split('\n');
  lines.splice(hunk.head.start - 1, linesIn(hunk.head), ...base.split('\n').slice(hunk.base.start - 1, hunk.base.end));
  return lines.join('\n');
}
