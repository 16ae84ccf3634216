import type { ChangedFile } from '../../domain/change.ts';

/** Where a line of base is in the judged tree; of one that is gone, what took its place or followed it. */
export function lineNow(line: number, file: ChangedFile | undefined, text: string): number {
  const lines = Math.max(1, text.trimEnd().split('\n').length);
  const isBefore = ({ start, end }: { readonly start: number; readonly end: number }) => Math.max(0, Math.min(end, line - 1) - start + 1);
  const kept = line - 1 - (file?.removed ?? []).reduce((sum, range) => sum + isBefore(range), 0);
  let now = kept + 1;
  for (const { start, end } of file?.added ?? []) if (start < now) now += end - start + 1;
  return Math.min(now, lines);
}
