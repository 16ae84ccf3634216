import type { ChangedFile } from '../../domain/change.ts';

/** Where an unchanged line of the base tree is in the judged tree; null for a line the change took away. */
export function headLine({ removed, added }: Pick<ChangedFile, 'removed' | 'added'>, line: number): number | null {
  if (removed.some(({ start, end }) => start <= line && line <= end)) return null;
  const removedBefore = removed.reduce((sum, { start, end }) => (end < line ? sum + end - start + 1 : sum), 0);
  let at = line - removedBefore;
  for (const { start, end } of added.toSorted((a, b) => a.start - b.start)) if (start <= at) at += end - start + 1;
  return at;
}

/** `3–5, 9`: consecutive lines as ranges, at most the first eight. */
export function lineRanges(lines: readonly number[]): string {
  const ranges: { start: number; end: number }[] = [];
  for (const line of lines.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && line === last.end + 1) last.end = line;
    else ranges.push({ start: line, end: line });
  }
  const shown = ranges.slice(0, 8).map(({ start, end }) => (start === end ? `${start}` : `${start}–${end}`));
  return shown.join(', ') + (ranges.length > shown.length ? ` and ${ranges.length - shown.length} more` : '');
}
