import type { LineRange } from '../../domain/change.ts';
import type { Range } from '../../domain/finding.ts';
import { type Hunk, hunksOf, withoutHunk } from '../../domain/hunks.ts';
import type { FilePair } from './file-pair.ts';

export interface Asked {
  /** What the finding is about: its own lines are asked first, and of a hunk that reaches beyond only they are named. */
  readonly around: LineRange;
  /** Would the judged file without one hunk be free of it, or less wrong? */
  readonly isBetter: (hunk: Hunk, text: () => string) => boolean;
}

/** Every hunk costs reading the file again. */
const TRIED = 15;

/** The lines of the change that make the finding one; null where no hunk alone does and none touches what it is about. */
export function changedPlace({ file, base, head }: FilePair, { around, isBetter }: Asked): Range | null {
  if (base === null || head === null) return null;
  const hunks = hunksOf(file);
  const near = hunks.filter((hunk) => isWithin(hunk, around));
  const far = hunks.filter((hunk) => !near.includes(hunk)).toSorted((a, b) => distance(a, around) - distance(b, around));
  const text = (hunk: Hunk) => () => withoutHunk({ base: base.text, head: head.text }, hunk);
  const found = [...near, ...far].slice(0, TRIED).find((hunk) => isBetter(hunk, text(hunk))) ?? near[0];
  if (found === undefined) return null;
  return rangeOf(found, near.includes(found) ? around : { start: 1, end: lastLine(head.text) });
}

/** The first lines of the judged file that the change wrote, or the line where those were that it took away; null for neither. */
export function firstChange({ file, head }: Pick<FilePair, 'file'> & { readonly head: string }): Range | null {
  if (file.status === 'added') return { startLine: 1 };
  const [first] = hunksOf(file);
  return first === undefined ? null : rangeOf(first, { start: 1, end: lastLine(head) });
}

/** Where in the judged file lines of base were, or where the change came closest to them; null for one that writes nothing. */
export function placeOfGone({ file, head }: FilePair, gone: LineRange): Range | null {
  const far = ({ base: { start, end } }: Hunk) => Math.max(0, start - gone.end, gone.start - end);
  const [hunk] = hunksOf(file).toSorted((a, b) => far(a) - far(b));
  if (hunk === undefined || head === null) return null;
  return { startLine: Math.min(hunk.head.start, lastLine(head.text)) };
}

/** Lines taken away are within what is around them when lines of it are left on both sides. */
function isWithin({ head }: Hunk, { start, end }: LineRange): boolean {
  return isGap(head) ? start < head.start && head.start <= end : head.start <= end && head.end >= start;
}

function isGap({ start, end }: LineRange): boolean {
  return end < start;
}

function distance({ head }: Hunk, { start, end }: LineRange): number {
  return head.start > end ? head.start - end : start - head.end;
}

function rangeOf({ head }: Hunk, limits: LineRange): Range {
  const startLine = Math.min(Math.max(head.start, limits.start), limits.end);
  const endLine = Math.min(head.end, limits.end);
  return endLine > startLine ? { startLine, endLine } : { startLine };
}

/** What ends in a line break has no line behind it. */
function lastLine(text: string): number {
  return Math.max(1, text.split('\n').length - (text.endsWith('\n') ? 1 : 0));
}
