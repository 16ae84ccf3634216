import type { Range } from '../domain/finding.ts';
import type { Json } from './json-value.ts';

/** Offsets into the text; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a value stands, and the key before it where it has one. */
export interface Spot {
  readonly key: Span | null;
  readonly value: Span;
}

export interface Problem extends Span {
  readonly message: string;
}

/** A JSON, YAML or TOML text that was read, with the place of everything in it. */
export interface DataDocument {
  readonly text: string;
  readonly value: Json;
  /** Keys that stand twice in one object: what parsers make of them differs. */
  readonly duplicates: readonly Problem[];
  /** Of the value at these steps; of the innermost value that holds it where it is not there. */
  spotOf(steps: readonly string[]): Spot;
}

export type Reading =
  | { readonly document: DataDocument; readonly problem: null }
  /** It does not parse. */
  | { readonly document: null; readonly problem: Problem };

export function rangeOf(text: string, { start, end }: Span): Range {
  const from = placeOf(text, start);
  const to = placeOf(text, Math.max(start, end));
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let begin = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < offset; next = text.indexOf('\n', begin)) {
    line += 1;
    begin = next + 1;
  }
  return { line, column: Math.min(offset, text.length) - begin + 1 };
}
