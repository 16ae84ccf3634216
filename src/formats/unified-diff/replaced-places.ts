import type { Range } from '../../domain/finding.ts';

const HUNK = /^@@ -(?<start>\d{1,7})(?:,(?<old>\d{1,7}))? \+\d{1,7}(?:,(?<now>\d{1,7}))? @@/;

/**
 * The lines that unified diffs replace, by the name each gives the old file (`--- a.go.orig`): one range for lines that stand together. What is only
 * put in is at the line before it. Hunks are read by the numbers of lines they announce, so that no line of a file is taken for a header.
 */
export function replacedPlaces(text: string): ReadonlyMap<string, readonly Range[]> {
  const lines = text.split('\n');
  const found = new Map<string, Range[]>();
  let places: Range[] | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const hunk = HUNK.exec(line)?.groups;
    if (hunk !== undefined && places !== undefined) {
      const read = readHunk(lines, index + 1, {
        start: Number(hunk['start']),
        old: Number(hunk['old'] ?? 1),
        now: Number(hunk['now'] ?? 1),
      });
      places.push(...read.places);
      index = read.next - 1;
    } else if (line.startsWith('--- ') && lines[index + 1]?.startsWith('+++ ') === true) {
      places = [];
      found.set(line.slice(4).replace(/\t.*$/, ''), places);
    }
  }
  return found;
}

interface Hunk {
  readonly start: number;
  readonly old: number;
  readonly now: number;
}

function readHunk(lines: readonly string[], from: number, { start, old, now }: Hunk): { readonly places: Range[]; readonly next: number } {
  const places: Range[] = [];
  let [at, oldLeft, nowLeft, next] = [start, old, now, from];
  let open: { startLine: number; endLine: number } | null = null;
  while (oldLeft + nowLeft > 0 && next < lines.length) {
    const mark = lines[next]?.[0] ?? ' ';
    next += 1;
    if (mark === '\\') continue;
    if (mark === ' ') open = null;
    else if (open === null) {
      const startLine: number = mark === '-' ? at : Math.max(1, at - 1);
      places.push((open = { startLine, endLine: startLine }));
    } else if (mark === '-') open.endLine = at;
    if (mark !== '+') [at, oldLeft] = [at + 1, oldLeft - 1];
    if (mark !== '-') nowLeft -= 1;
  }
  return { places, next };
}
