import { lineCounter } from './lines.ts';

/** A text that is written in pieces, as if it stood in one line. */
export interface JoinedText {
  readonly value: string;
  /** What stands before it, and the text between quotes. */
  readonly written: string;
  /** Where it begins. */
  readonly line: number;
}

const LITERAL = String.raw`(["'\x60])((?:\\.|(?!\1)[^\\\n]){0,500})\1`;
/** Comments are passed over, so that an apostrophe in one opens no text. */
const WITH_SLASHES = new RegExp(String.raw`${LITERAL}|\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*`, 'g');
const WITH_HASHES = new RegExp(String.raw`${LITERAL}|#[^\n]*`, 'g');
const PLAIN = new RegExp(LITERAL, 'g');
const OF_SLASHES = /\.(?:[cm]?[jt]sx?|java|kts?|go|c|h|cc|cpp|hpp|cs|swift|scala|php|rs|dart|groovy)$/i;
const OF_HASHES = /\.(?:pyi?|rb|sh|pl|r|exs?)$/i;
const MAY_JOIN = /["'`](?:\s|\/\*(?:[^*]|\*(?!\/)){0,300}\*\/|(?:\/\/|#)[^\n]{0,300}\n){0,99}(?:\+|\.concat\()|\]\.join\(/;
const ADDED = /^\s*(?:\+|\.concat\()\s*$/;
const LISTED = /^\s*,\s*$/;
/** Languages in which texts that stand side by side are one. */
const ADJACENT = /\.(pyi?|c|h|cc|cpp|hpp)$/i;
const LONGEST_GAP = 100;
const LONGEST = 8_000;
const SHORTEST = 8;
const LONGEST_FILE = 2_000_000;

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** `'a' + 'b'`, `'a'.concat('b')`, `['a', 'b'].join('')`, and `"a" "b"` of Python and C: where a search for a secret in one piece finds none. */
export function joinedTexts(path: string, text: string): JoinedText[] {
  const isAdjacent = ADJACENT.test(path);
  if (text.length > LONGEST_FILE || (!isAdjacent && !MAY_JOIN.test(text))) return [];
  const found: JoinedText[] = [];
  const lineOf = lineCounter(text);
  let chain: Piece[] = [];
  let isList = false;
  const close = (): void => {
    const [first] = chain;
    const last = chain.at(-1);
    const value = chain.map((piece) => piece.value).join('');
    const isWhole = !isList || /^\s*,?\s*\]\.join\((''|""|``)\)/.test(text.slice(last?.end ?? 0, (last?.end ?? 0) + LONGEST_GAP));
    // A secret holds no blanks; a sentence over three lines does.
    if (
      first !== undefined &&
      chain.length > 1 &&
      isWhole &&
      value.length >= SHORTEST &&
      value.length <= LONGEST &&
      (!/\s/.test(value) || value.includes('PRIVATE KEY'))
    )
      found.push({ value, written: `${before(text, first.start)}"${value}"`, line: lineOf(first.start) });
  };
  const pattern = OF_SLASHES.test(path) ? WITH_SLASHES : OF_HASHES.test(path) ? WITH_HASHES : PLAIN;
  /** Since the last text. */
  let comments: string[] = [];
  for (const { index, 0: all, 1: quote, 2: value = '' } of text.matchAll(pattern)) {
    if (quote === undefined) {
      comments.push(all);
      continue;
    }
    const piece = { start: index, end: index + all.length, value };
    const last: Piece | undefined = chain.at(-1);
    const between: string | null =
      last === undefined || index - last.end > LONGEST_GAP + comments.join('').length ? null : text.slice(last.end, index);
    const gap: string | null = between === null ? null : comments.reduce((rest, comment) => rest.replace(comment, ''), between);
    comments = [];
    const isListed: boolean = gap !== null && LISTED.test(gap) && (isList || chain.length === 1);
    const isAdded = gap !== null && !isList && (ADDED.test(gap) || (isAdjacent && gap.trim() === ''));
    if (isListed || isAdded) chain.push(piece);
    else {
      close();
      chain = [piece];
    }
    isList = isListed;
  }
  close();
  return found;
}

function before(text: string, start: number): string {
  const written = text.slice(Math.max(0, start - 200), start).replace(/\s*[[(]?\s*$/, '');
  return `${written.slice(written.lastIndexOf('\n') + 1)} `;
}
