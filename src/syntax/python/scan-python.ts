import type { SyntaxProblem } from '../parse-source.ts';

/** One statement on its own lines, whatever it spans. */
export interface LogicalLine {
  /** Without comments, on one line. */
  readonly text: string;
  /** The same with every string emptied. */
  readonly code: string;
  readonly line: number;
  readonly endLine: number;
  readonly indent: number;
  /** Where its first colon outside of brackets and lambdas is, in both; null for none. */
  readonly colon: { readonly text: number; readonly code: number } | null;
}

export interface PythonComment {
  /** Without the mark. */
  readonly text: string;
  readonly line: number;
}

export interface ScannedPython {
  readonly lines: readonly LogicalLine[];
  readonly comments: readonly PythonComment[];
  readonly problem: SyntaxProblem | null;
}

const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const WORD = /[\w\u0080-\uffff]+/y;
const PREFIX = /^(r|b|u|f|t|br|rb|fr|rf|tr|rt)$/i;
const QUOTE = /"""|'''|"|'/y;
const TAB = 8;
/** Python's own limit is 200. */
const MAX_DEPTH = 200;

/** Puts a text together into logical lines, as Python's own tokenizer does. Nothing is run, and nothing it may hold throws. */
export function scanPython(source: string): ScannedPython {
  return new Scanner(source).scan();
}

class Scanner {
  private readonly lines: LogicalLine[] = [];
  private readonly comments: PythonComment[] = [];
  private readonly open: { readonly mark: string; readonly line: number }[] = [];
  private readonly source: string;
  private at = 0;
  private line = 1;
  private start: { readonly line: number; readonly indent: number } | null = null;
  private text = '';
  private code = '';
  private colon: LogicalLine['colon'] = null;
  private lambdas = 0;
  private problem: SyntaxProblem | null = null;

  constructor(source: string) {
    // Python ends a line at a carriage return too.
    this.source = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  }

  scan(): ScannedPython {
    while (this.at < this.source.length && this.problem === null) this.step();
    // The innermost, as Python says it: behind an outer one the text went on.
    const unclosed = this.open.at(-1);
    if (this.problem === null && unclosed !== undefined)
      this.problem = { message: `'${unclosed.mark}' was never closed`, line: unclosed.line };
    this.end();
    return { lines: this.lines, comments: this.comments, problem: this.problem };
  }

  private step(): void {
    const mark = this.source.charAt(this.at);
    if (this.start === null && !this.begin()) return;
    if (mark === '\n') return this.breakLine();
    if (mark === '#') return this.comment();
    if (mark === '\\' && /^\\\r?\n/.test(this.source.slice(this.at, this.at + 3))) {
      this.at = this.source.indexOf('\n', this.at) + 1;
      this.line += 1;
      return this.take(' ', ' ', 0);
    }
    const opening = stringAt(this.source, this.at);
    if (opening !== null) return this.string(opening);
    if ('([{'.includes(mark)) {
      this.open.push({ mark, line: this.line });
      if (this.open.length > MAX_DEPTH) return this.stop('too many nested brackets');
    } else if (OPENING[mark] !== undefined && this.open.pop()?.mark !== OPENING[mark]) return this.stop(`'${mark}' closes nothing`);
    if (mark === ';' && this.open.length === 0) {
      const { start } = this;
      this.end();
      this.at += 1;
      // What follows on the line is as deep.
      this.start = start === null ? null : { line: this.line, indent: start.indent };
      return undefined;
    }
    if (mark === ':' && this.open.length === 0 && this.source.charAt(this.at + 1) !== '=') {
      if (this.lambdas > 0) this.lambdas -= 1;
      else this.colon ??= { text: this.text.length, code: this.code.length };
    }
    const word = matchAt(WORD, this.source, this.at) ?? mark;
    if (word === 'lambda' && this.open.length === 0) this.lambdas += 1;
    return this.take(word, word, word.length);
  }

  /** The indentation of a new line; false where there is nothing on it. */
  private begin(): boolean {
    let indent = 0;
    let end = this.at;
    for (; /[ \t\f\r]/.test(this.source.charAt(end)); end += 1) {
      const mark = this.source.charAt(end);
      indent = mark === '\t' ? (Math.floor(indent / TAB) + 1) * TAB : mark === ' ' ? indent + 1 : mark === '\f' ? 0 : indent;
    }
    if (end === this.at) {
      if ('\n#'.includes(this.source.charAt(this.at))) return true;
      this.start = { line: this.line, indent };
      return true;
    }
    this.at = end;
    if (!'\n#'.includes(this.source.charAt(end)) && end < this.source.length) this.start = { line: this.line, indent };
    return false;
  }

  private breakLine(): void {
    if (this.open.length > 0) this.take(' ', ' ', 0);
    else this.end();
    this.at += 1;
    this.line += 1;
  }

  private comment(): void {
    const next = this.source.indexOf('\n', this.at);
    const end = next === -1 ? this.source.length : next;
    this.comments.push({ text: this.source.slice(this.at + 1, end).trim(), line: this.line });
    this.at = end;
  }

  private string(opening: Opening): void {
    const from = this.at;
    const end = endOfString(this.source, { ...opening, depth: 0 });
    if (end === null) return this.stop(opening.quote.length === 3 ? 'a text over several lines is not ended' : 'a text is not ended');
    const text = this.source.slice(from, end);
    this.take(text, '""', text.length);
    this.line += text.split('\n').length - 1;
  }

  private take(text: string, code: string, length: number): void {
    this.text += text;
    this.code += code;
    this.at += length;
  }

  private end(): void {
    const code = this.code.trim();
    // No white space stands before a statement: `begin` has passed over it, and after `;` there is what trimming takes away.
    const isMoved = this.code.startsWith(' ');
    if (this.start !== null && code !== '')
      this.lines.push({ ...this.start, text: this.text.trim(), code, endLine: this.line, colon: isMoved ? null : this.colon });
    this.start = null;
    this.colon = null;
    this.lambdas = 0;
    this.text = '';
    this.code = '';
  }

  private stop(message: string): void {
    this.problem = { message, line: this.line };
  }
}

interface Opening {
  /** Behind the quotes. */
  readonly from: number;
  readonly quote: string;
  /** Expressions in braces may hold texts of their own, in the same quotes from Python 3.12 on. */
  readonly isFormatted: boolean;
}

interface StringStart extends Opening {
  readonly depth: number;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** The string that begins here, with its prefix; null where none does. */
function stringAt(source: string, at: number): Opening | null {
  const word = matchAt(WORD, source, at) ?? '';
  if (word !== '' && !PREFIX.test(word)) return null;
  const quote = matchAt(QUOTE, source, at + word.length);
  return quote === null ? null : { from: at + word.length + quote.length, quote, isFormatted: /[ft]/i.test(word) };
}

/** Where the string is over that begins here, with its prefix; null where none does, or it does not end. */
export function stringEnd(source: string, at: number): number | null {
  const opening = stringAt(source, at);
  return opening === null ? null : endOfString(source, { ...opening, depth: 0 });
}

/** Where a string is over; null when it is not. */
function endOfString(source: string, { from, quote, isFormatted, depth }: StringStart): number | null {
  if (depth > MAX_DEPTH) return null;
  for (let at = from; at < source.length; at += 1) {
    const mark = source.charAt(at);
    // Also in a raw string a backslash keeps a quote from ending it.
    if (mark === '\\') at += 1;
    else if (source.startsWith(quote, at)) return at + quote.length;
    else if (mark === '\n' && quote.length === 1) return null;
    else if (isFormatted && mark === '{') {
      if (source.charAt(at + 1) === '{') at += 1;
      else {
        const end = endOfField(source, { from: at + 1, quote, depth: depth + 1 });
        if (end === null) return null;
        at = end;
      }
    }
  }
  return null;
}

/** The brace that ends a field of a formatted string. */
export function endOfField(source: string, { from, quote, depth }: Pick<StringStart, 'from' | 'quote' | 'depth'>): number | null {
  let open = 0;
  let isFormat = false;
  for (let at = from; at < source.length; at += 1) {
    const mark = source.charAt(at);
    if (mark === '}' && open === 0) return at;
    if (isFormat) {
      // Behind the colon all is text but for fields.
      if (source.startsWith(quote, at)) return null;
      if (mark !== '{') continue;
      const end = depth > MAX_DEPTH ? null : endOfField(source, { from: at + 1, quote, depth: depth + 1 });
      if (end === null) return null;
      at = end;
      continue;
    }
    const inner = isInWord(source, at) ? null : stringAt(source, at);
    if (inner !== null) {
      const end = endOfString(source, { ...inner, depth: depth + 1 });
      if (end === null) return null;
      at = end - 1;
    } else if ('([{'.includes(mark)) open += 1;
    else if (')]}'.includes(mark)) open -= 1;
    else if (mark === ':' && open === 0) isFormat = true;
  }
  return null;
}

/** Quotes end a word; what stands before them and is no prefix is none of the string. */
function isInWord(source: string, at: number): boolean {
  return at > 0 && /[\w\u0080-\uffff]/.test(source.charAt(at - 1)) && /[\w\u0080-\uffff]/.test(source.charAt(at));
}
