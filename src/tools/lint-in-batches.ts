import type { LintReport } from './tool.ts';

export type LintPart = Pick<LintReport, 'examined' | 'ignored' | 'problems'>;

/** Bytes of paths in one command line: far below any limit on a command line; one file name alone is let through. */
const MAX_ARGUMENT_BYTES = 60_000;
/** Keeps one answer well under what is kept of a program's output. */
const MAX_FILES = 200;

/**
 * Lints files in batches that fit a command line. `lintBatch` returns `in-halves` when its answer is too long or leaves open which of
 * several files it speaks of; it must not do so for a single file.
 */
export async function lintInBatches(
  files: readonly string[],
  lintBatch: (batch: readonly string[]) => Promise<LintPart | 'in-halves'>,
): Promise<LintPart> {
  const parts: LintPart[] = [];
  const open = batchesOf(files);
  for (let batch = open.shift(); batch !== undefined; batch = open.shift()) {
    const part = await lintBatch(batch);
    const middle = Math.ceil(batch.length / 2);
    if (part === 'in-halves') open.unshift(batch.slice(0, middle), batch.slice(middle));
    else parts.push(part);
  }
  return {
    examined: parts.flatMap((part) => part.examined),
    ignored: parts.flatMap((part) => part.ignored),
    problems: parts.flatMap((part) => part.problems),
  };
}

/** Files in as many parts as their names need command lines. */
export function batchesOf(files: readonly string[]): (readonly string[])[] {
  const batches: string[][] = [];
  let bytes = Infinity;
  for (const file of files) {
    const size = Buffer.byteLength(file) + 1;
    const last = batches.at(-1);
    if (last === undefined || bytes + size > MAX_ARGUMENT_BYTES || last.length >= MAX_FILES) {
      batches.push([file]);
      bytes = size;
    } else {
      last.push(file);
      bytes += size;
    }
  }
  return batches;
}
