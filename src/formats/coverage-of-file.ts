import { AdapterError } from '../domain/error.ts';

/** What a report of coverage says of one source file. */
export interface CoverageOfFile {
  /** Where it may be, the likeliest first: absolute, or relative to where the report's paths begin. */
  readonly paths: readonly string[];
  /** These are only the end of a path: the report does not say in which folder of sources it lies. */
  readonly isEnding?: true;
  /** Hits by 1-based line. */
  readonly lines: ReadonlyMap<number, number>;
}

const MAX_PATH = 4096;

export function pathIn(text: string | undefined, format: string): string {
  if (text === undefined || text === '' || text.length > MAX_PATH || text.includes('\0'))
    throw unreadableCoverage(format, `it names a file ${JSON.stringify((text ?? '').slice(0, 80))}`);
  return text;
}

/** A line, a count of hits: what else stands there is no report. */
export function countIn(text: string | undefined, format: string): number {
  if (text === undefined || !/^\d{1,15}$/.test(text))
    throw unreadableCoverage(format, `it has ${JSON.stringify((text ?? '').slice(0, 40))} where a number is to be`);
  return Number(text);
}

export function unreadableCoverage(format: string, why: string): AdapterError {
  return new AdapterError('UNREADABLE_COVERAGE', `the coverage report is no ${format} that can be believed: ${why}`);
}

/** Of several statements on a line the one that ran most. */
export function hit(lines: Map<number, number>, line: number, count: number): void {
  // Generated code has no line.
  if (line > 0) lines.set(line, Math.max(lines.get(line) ?? 0, count));
}
