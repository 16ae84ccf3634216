import { extname } from 'node:path';
import { type Comment, type OxcError, type ParseResult, type ParserOptions, type Program, parseSync } from 'oxc-parser';
import { InvariantError } from '../domain/error.ts';
import { tooDeepAt } from '../domain/too-deep.ts';

export type SourceLanguage = 'js' | 'ts';

/** Why a file is not a program, in the parser's words. */
export interface SyntaxProblem {
  readonly message: string;
  /** 1-based. */
  readonly line: number;
}

/** One version of a JavaScript or TypeScript file. Offsets are UTF-16 code units, lines 1-based. */
export interface ParsedSource {
  readonly path: string;
  readonly text: string;
  readonly language: SourceLanguage;
  /** As far as the parser came; empty when `problem` is not null. */
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly problem: SyntaxProblem | null;
  lineOf(offset: number): number;
}

const TYPESCRIPT: Readonly<Record<string, 'ts' | 'tsx'>> = { '.ts': 'ts', '.mts': 'ts', '.cts': 'ts', '.tsx': 'tsx' };
const JAVASCRIPT = new Set(['.js', '.jsx', '.mjs', '.cjs']);

export function sourceLanguage(path: string): SourceLanguage | null {
  const extension = extname(path);
  if (TYPESCRIPT[extension] !== undefined) return 'ts';
  return JAVASCRIPT.has(extension) ? 'js' : null;
}

/** Characters of source whose trees are kept, those used last: about fifteen times as many bytes. A change of more is parsed again by each rule. */
const KEPT_CHARACTERS = 3_000_000;
/** Both sides of one file, however long: every finding in it asks for them. */
const KEPT_ALWAYS = 2;
const kept = new Map<string, ParsedSource>();
let keptCharacters = 0;

/** Parses a file; null when its name says that it is neither JavaScript nor TypeScript. Never throws for what is in it. */
export function parseSource(path: string, text: string): ParsedSource | null {
  const language = sourceLanguage(path);
  if (language === null) return null;
  const key = `${path}\0${text}`;
  const known = kept.get(key);
  if (known !== undefined) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const parsed = parse(path, text, language);
  keptCharacters += text.length;
  kept.set(key, parsed);
  for (const [oldest, { text: gone }] of kept) {
    if (keptCharacters <= KEPT_CHARACTERS || kept.size <= KEPT_ALWAYS) break;
    kept.delete(oldest);
    keptCharacters -= gone.length;
  }
  return parsed;
}

/** Behind a byte order mark, which Node and TypeScript skip, the parser takes a `#!` for code. */
const MARKED_HASHBANG = /^\ufeff#!/;

function parse(path: string, text: string, language: SourceLanguage): ParsedSource {
  const deepLine = tooDeepAt(text);
  if (deepLine !== null) {
    const { program } = parseSync(path, '');
    return {
      path,
      text,
      language,
      program,
      comments: [],
      problem: { message: 'It is nested too deeply to be parsed', line: deepLine },
      lineOf: () => deepLine,
    };
  }
  const results = attemptsFor(path, language)
    .values()
    .map((options) => parseSync(path, text.replace(MARKED_HASHBANG, ' //'), { ...options, preserveParens: false }));
  let best: ParseResult | null = null;
  for (const result of results) {
    const isWhole = errorsOf(result).length === 0;
    if (best === null || isWhole) best = result;
    if (isWhole) break;
  }
  if (best === null) throw new InvariantError('NO_DIALECT', `no dialect to parse ${path} in`);
  const starts = lineStarts(text);
  const lineOf = (offset: number) => lineAt(starts, offset);
  const [first] = errorsOf(best);
  const problem = first === undefined ? null : { message: first.message, line: lineOf(Math.min(first.labels[0]?.start ?? 0, text.length)) };
  return { path, text, language, program: best.program, comments: best.comments, problem, lineOf };
}

/** A `.js` file does not say which dialect it is in: JSX is read everywhere, CommonJS allows `return` at the top, Flow looks like TypeScript. */
function attemptsFor(path: string, language: SourceLanguage): ParserOptions[] {
  if (language === 'ts') {
    if (/\.d\.([^./]+\.)?[cm]?ts$/.test(path)) return [{ lang: 'dts' }];
    return [{ lang: TYPESCRIPT[extname(path)] ?? 'ts' }];
  }
  return [{ lang: 'jsx', sourceType: 'unambiguous' }, { lang: 'jsx', sourceType: 'commonjs' }, { lang: 'tsx' }];
}

function errorsOf({ errors }: ParseResult): OxcError[] {
  return errors.filter(({ severity }) => String(severity) === 'Error');
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
