import type { Observation } from '../checkers/checker.ts';
import { basePath, type Change, type LineRange } from '../domain/change.ts';
import type { Range } from '../domain/finding.ts';
import type { Tree } from '../domain/tree.ts';
import { enclosingSymbol } from '../syntax/enclosing-symbol.ts';
import { parseSource } from '../syntax/parse-source.ts';
import { tokensOf } from './tokens.ts';

export interface RawObservation extends Observation {
  readonly rule: string;
}

/** An observation with what tells it from others. */
export interface Located extends RawObservation {
  readonly side: 'base' | 'head';
  /** The range by which it is told from others; one about a whole file has none. */
  readonly place: Range | undefined;
  /** Rule and code. */
  readonly kind: string;
  /** What is around it, in a language that is parsed; null at the top of a file and elsewhere. */
  readonly symbol: string | null;
  /** The text at its place, whatever its formatting; its message where it has no place. */
  readonly snippet: string;
  /** What its fingerprint is made of: kind, path before any rename, symbol and snippet. */
  readonly key: string;
  /** On lines that the change wrote, or took away. */
  readonly isOnChangedLine: boolean;
}

export interface Trees {
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
}

const SNIPPET_LINES = 3;

export async function locate(observation: RawObservation, { change, base, head }: Trees): Promise<Located> {
  const { side = 'head', rule, code = '', path, message, count } = observation;
  const place = observation.isOfFile === true ? undefined : observation.range;
  const tree = side === 'head' ? head : base;
  const file = change.files.find((one) => (side === 'head' ? one.path : basePath(one)) === path);
  const text = place !== undefined && tree.has(path) ? await tree.read(path) : null;
  const kind = [rule, code].join('\0');
  const symbol = place === undefined || text === null ? null : symbolAt(path, text, place.startLine);
  // Of what is counted only how much it is changes: the text that is too much is another one with every line.
  const snippet =
    count !== undefined ? 'counted' : place === undefined || text === null ? `message:${message}` : `text:${textAt(text, place)}`;
  const pathAtBase = file === undefined || side === 'base' ? path : basePath(file);
  const written = side === 'head' ? file?.added : file?.removed;
  return {
    ...observation,
    side,
    place,
    kind,
    symbol,
    snippet,
    key: [kind, pathAtBase, symbol ?? '', snippet].join('\0'),
    isOnChangedLine: touches(written, place),
  };
}

function symbolAt(path: string, text: string, line: number): string | null {
  const parsed = parseSource(path, text);
  return parsed === null || parsed.problem !== null ? null : enclosingSymbol(parsed, line);
}

function textAt(text: string, { startLine, endLine = startLine }: Range): string {
  const end = Math.min(endLine, startLine + SNIPPET_LINES - 1);
  const lines = text.split('\n').slice(startLine - 1, end);
  return tokensOf(lines.join('\n'))
    .map((token) => token.text)
    .join(' ');
}

function touches(lines: readonly LineRange[] | undefined, range: Range | undefined): boolean {
  if (lines === undefined || range === undefined) return false;
  const { startLine, endLine = startLine } = range;
  return lines.some(({ start, end }) => startLine <= end && endLine >= start);
}
