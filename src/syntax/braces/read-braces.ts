export type BraceLanguage = 'rust' | 'go' | 'java';

/** A source whose blocks are braces, read by its tokens: near enough to find functions and what is in them. */
export interface BraceSource {
  readonly text: string;
  /** Comments blanked, character for character. */
  readonly code: string;
  /** Comments and what stands in texts blanked: what is left of brackets and words is code. */
  readonly plain: string;
  lineOf(offset: number): number;
  /** The offset behind the bracket that closes the one at `open`; the end where none does. */
  endOf(open: number): number;
}

const LANGUAGES: Readonly<Record<string, BraceLanguage>> = { '.rs': 'rust', '.go': 'go', '.java': 'java' };

export function braceLanguage(path: string): BraceLanguage | null {
  return LANGUAGES[/\.[a-z]+$/.exec(path)?.[0] ?? ''] ?? null;
}

/** One token that holds no code: a comment first, then the texts of each language. */
const TOKENS: Readonly<Record<BraceLanguage, RegExp>> = {
  // A lifetime has no second quote.
  rust: /\/\/[^\n]*|\/\*[^]*?\*\/|\bb?r(#{0,9})"[^]*?"\1|b?"(?:\\[^]|[^"\\])*"|b?'(?:\\(?:u\{[^}]*\}|x..|.)|[^'\\\n])'/g,
  go: /\/\/[^\n]*|\/\*[^]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\[^\n']{1,10}|\\'|[^'\\\n])'/g,
  java: /\/\/[^\n]*|\/\*[^]*?\*\/|"""[^]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\[^\n']{1,6}|\\'|[^'\\\n])'/g,
};

export function readBraces(text: string, language: BraceLanguage): BraceSource {
  let code = '';
  let plain = '';
  let at = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS[language])) {
    const between = text.slice(at, index);
    const isComment = token.startsWith('//') || token.startsWith('/*');
    code += between + (isComment ? blank(token) : token);
    plain += between + (isComment ? blank(token) : `${token[0]}${blank(token.slice(1, -1))}${token.at(-1)}`);
    at = index + token.length;
  }
  code += text.slice(at);
  plain += text.slice(at);
  const ends = endsIn(plain);
  const starts = [...plain.matchAll(/\n/g)].map(({ index }) => index);
  return {
    text,
    code,
    plain,
    lineOf: (offset) => countBelow(starts, offset) + 1,
    endOf: (open) => ends.get(open) ?? plain.length,
  };
}

function blank(token: string): string {
  return token.replace(/[^\n]/g, ' ');
}

function countBelow(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Offsets behind closing brackets by those of the opening ones; each kind by itself, so that one that is missing spoils no other. */
function endsIn(plain: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: Record<string, number[]> = { '{': [], '(': [], '[': [] };
  const kinds: Readonly<Record<string, string>> = { '}': '{', ')': '(', ']': '[' };
  for (const { 0: bracket, index } of plain.matchAll(/[{}()[\]]/g)) {
    const kind = kinds[bracket];
    if (kind === undefined) open[bracket]?.push(index);
    else {
      const start = open[kind]?.pop();
      if (start !== undefined) ends.set(start, index + 1);
    }
  }
  return ends;
}
