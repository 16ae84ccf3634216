import { displayWidth } from './display-width.ts';

/** Wider text is hard to read, however wide the terminal. */
const MOST_COLUMNS = 100;

export function readableColumns(columns: number = MOST_COLUMNS): number {
  return Math.min(columns, MOST_COLUMNS);
}

const UNBREAKABLE = '\u00a0';
/** Between a number and its unit. */
const BEFORE_UNIT = /(?<=\d) (?=(?:%|ms|s|min)(?![\w]))/g;

/** Text that `wrap` keeps on one line: a command has to survive being copied. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', UNBREAKABLE);
}

export interface WrapOptions {
  readonly columns: number;
  /** In front of the first line. */
  readonly first: string;
  /** In front of the others. */
  readonly rest: string;
}

/**
 * Breaks plain text between words. A word wider than a line stays whole: a path or a command has to survive copying, and a
 * piece of a word at the start of a line could be a command to a CI system.
 */
export function wrap(text: string, { columns, first, rest }: WrapOptions): string[] {
  const lines: string[] = [];
  for (const paragraph of text.replaceAll(BEFORE_UNIT, UNBREAKABLE).split('\n')) {
    let line = lines.length === 0 ? first : rest;
    let isEmpty = true;
    for (const word of paragraph.split(' ')) {
      if (!isEmpty && displayWidth(line) + 1 + displayWidth(word) > columns) {
        lines.push(line.replaceAll(UNBREAKABLE, ' '));
        line = rest;
        isEmpty = true;
      }
      line += isEmpty ? word : ` ${word}`;
      isEmpty = false;
    }
    lines.push(line.replaceAll(UNBREAKABLE, ' ').trimEnd());
  }
  return lines;
}
