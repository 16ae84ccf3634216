import { AdapterError } from '../../domain/error.ts';

/** A stretch of code that runs as a whole, from line to line, 1-based. */
export interface CoverBlock {
  readonly startLine: number;
  readonly endLine: number;
  readonly count: number;
}

const BLOCK = /^(?<file>.+):(?<startLine>\d{1,9})\.\d{1,9},(?<endLine>\d{1,9})\.\d{1,9} \d{1,9} (?<count>\d{1,18})$/;

/** Reads a profile of Go's coverage, by the file's name as Go has it: import path and file. AdapterError when it is anything else. */
export function parseCoverProfile(text: string): Map<string, CoverBlock[]> {
  const files = new Map<string, CoverBlock[]>();
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  for (const [index, line] of lines.entries()) {
    if (/^mode: (set|count|atomic)$/.test(line)) continue;
    const { file, startLine, endLine, count } = BLOCK.exec(line)?.groups ?? {};
    if (file === undefined || index === 0)
      throw new AdapterError(
        'UNREADABLE_REPORT',
        `the coverage profile is not Go's: line ${index + 1} is ${JSON.stringify(line.slice(0, 80))}`,
      );
    const blocks = files.get(file) ?? [];
    blocks.push({ startLine: Number(startLine), endLine: Number(endLine), count: Number(count) });
    files.set(file, blocks);
  }
  return files;
}
