import type { Range } from '../domain/finding.ts';

/** A word, a string or a sign of a text in whatever language; lines and columns are 1-based. */
export interface Token {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** First and last token, as indices. */
export interface Extent {
  readonly first: number;
  readonly last: number;
}

/** Without white space, and without the signs that formatters add and take away. */
const TOKEN = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|[\p{L}\p{N}_$]+|[^\s;,()]/gu;

/** A file beyond it is compared by its lines alone. */
const MAX_CHARACTERS = 2_000_000;

export function tokensOf(text: string): readonly Token[] {
  if (text.length > MAX_CHARACTERS) return [];
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(TOKEN)].map(({ 0: found, index: at }) => ({
      // Which quotes a string is in is a matter of formatting.
      text: found.length > 1 && /^["'`]/.test(found) ? `"${found.slice(1, -1)}"` : found,
      line: index + 1,
      column: at + 1,
    })),
  );
}

export function isWord(text: string): boolean {
  return /^[\p{L}_$]/u.test(text);
}

const MAX_EXTENT = 40;

/** The tokens a place covers: those of its line when it says no more, the one it points to when it names no end. */
export function extentOf(tokens: readonly Token[], range: Range): Extent | null {
  const { startLine, startColumn, endLine, endColumn } = range;
  const end = endOf(range);
  const first = firstAt(tokens, { line: startLine, column: startColumn ?? 1 });
  const start = tokens[first];
  if (start === undefined) return null;
  if (startColumn !== undefined && endLine === undefined && endColumn === undefined) return { first, last: first };
  let last = first;
  while (last + 1 < tokens.length && last - first < MAX_EXTENT && isBefore(tokens[last + 1], end)) last++;
  return isBefore(start, end) ? { first, last } : { first, last: first };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

function endOf({ startLine, endLine = startLine, endColumn = Infinity }: Range): Position {
  return { line: endLine, column: endColumn };
}

function isBefore(token: Token | undefined, { line, column }: Position): boolean {
  return token !== undefined && (token.line < line || (token.line === line && token.column < column));
}

/** The token that holds this position, or the next one. */
function firstAt(tokens: readonly Token[], at: Position): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(tokens[middle], at)) low = middle + 1;
    else high = middle;
  }
  const before = tokens[low - 1];
  return before !== undefined && before.line === at.line && before.column + before.text.length > at.column ? low - 1 : low;
}
