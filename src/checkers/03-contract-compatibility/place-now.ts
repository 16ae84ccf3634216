import { basePath, type Change, type ChangedFile } from '../../domain/change.ts';
import type { Range } from '../../domain/finding.ts';
import { lineNow } from './line-now.ts';
import { rangeAt, type Spot } from './spot.ts';

/** Where something differs: in the judged tree, by the keyword that says it, and where it was before. */
export interface Whereabouts {
  readonly at: Spot;
  readonly narrow: Spot | null;
  readonly was: Spot | null;
}

interface Place {
  readonly path: string;
  readonly range: Range;
}

/** The narrowest line that the change wrote of it, or that took the place of what it took away; else where it stands. */
export function placeNow({ at, narrow, was }: Whereabouts, { files }: Change): Place {
  const written = (spot: Spot) => files.find(({ path }) => path === spot.source.path)?.added ?? [];
  const isWritten = (spot: Spot) => {
    const { startLine } = rangeAt(spot);
    return written(spot).some(({ start, end }) => start <= startLine && startLine <= end);
  };
  const placeOf = (spot: Spot): Place => ({ path: spot.source.path, range: rangeAt(spot) });
  if (narrow !== null && isWritten(narrow)) return placeOf(narrow);
  if (isWritten(at)) return placeOf(at);
  const gone = was === null ? null : goneFrom(was, files, at);
  if (gone !== null) return gone;
  const [first, last] = linesOf(at);
  const [line] = written(at)
    .filter(({ start, end }) => start <= last && end >= first)
    .map(({ start }) => Math.max(start, first));
  return line === undefined ? placeOf(at) : { path: at.source.path, range: { startLine: line } };
}

/** Null where it stands in its file as before. */
function goneFrom(was: Spot, files: readonly ChangedFile[], { sources }: Spot): Place | null {
  const { startLine } = rangeAt(was);
  const file = files.find((one) => basePath(one) === was.source.path);
  const text = file === undefined ? undefined : sources.get(file.path)?.document.text;
  if (file === undefined || text === undefined) return null;
  const isGone = file.removed.some(({ start, end }) => start <= startLine && startLine <= end);
  return isGone ? { path: file.path, range: { startLine: lineNow(startLine, file, text) } } : null;
}

function linesOf({ source: { document }, pointer }: Spot): readonly [number, number] {
  const { value } = document.spotOf(pointer);
  const lineAt = (offset: number) => document.text.slice(0, offset).split('\n').length;
  return [lineAt(value.start), lineAt(Math.max(value.start, value.end - 1))];
}
