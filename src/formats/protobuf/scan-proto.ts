import { type SourcePlace, type Token, Unparsable } from '../token-reader.ts';

const SPACE = /[\s\uFEFF]*/y;
const TOKENS = [
  ['word', /[A-Za-z_]\w*/y],
  ['number', /(?:0[xX][\dA-Fa-f]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fF]?)(?![\w.])/y],
  ['text', /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'/y],
  ['sign', /[{}[\]()<>=;,.:/+-]/y],
] as const;

/** The tokens of a `.proto` file without its comments; the last is its end. */
export function scanProto(text: string): Token[] {
  const tokens: Token[] = [];
  const placeAt = placesIn(text);
  for (let at = skip(text, 0); ; at = skip(text, at)) {
    if (at >= text.length) return [...tokens, { kind: 'end', value: '', at: placeAt(text.length) }];
    const found = tokenAt(text, at);
    if (found === null) throw new Unparsable(expectedAt(text, at), placeAt(at));
    const { kind, raw } = found;
    tokens.push({ kind, value: kind === 'text' ? unescaped(raw.slice(1, -1)) : raw, at: placeAt(at) });
    at += raw.length;
  }
}

/** Where the next token begins. */
function skip(text: string, from: number): number {
  for (let at = from; ;) {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = SPACE.lastIndex;
    const isLine = text.startsWith('//', at);
    if (!isLine && !text.startsWith('/*', at)) return at;
    const end = text.indexOf(isLine ? '\n' : '*/', at + 2);
    if (end < 0 && !isLine) return at;
    at = end < 0 ? text.length : end + (isLine ? 1 : 2);
  }
}

function tokenAt(text: string, at: number): { readonly kind: Token['kind']; readonly raw: string } | null {
  if (text.startsWith('/*', at)) return null;
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = at;
    const raw = pattern.exec(text)?.[0];
    if (raw !== undefined) return { kind, raw };
  }
  return null;
}

function expectedAt(text: string, at: number): string {
  if (text.startsWith('/*', at)) return 'a comment is not closed';
  const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return sign === '"' || sign === "'"
    ? 'a text is not closed on its line'
    : `${JSON.stringify(sign)} is nothing that a .proto file may have here`;
}

/** Asked from the beginning to the end. */
function placesIn(text: string): (offset: number) => SourcePlace {
  let line = 1;
  let begin = 0;
  let newline = text.indexOf('\n');
  return (offset) => {
    while (newline >= 0 && newline < offset) {
      line += 1;
      begin = newline + 1;
      newline = text.indexOf('\n', begin);
    }
    return { line, column: offset - begin + 1 };
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\u0007', b: '\b', f: '\f', v: '\v' };

function unescaped(text: string): string {
  return text.replace(/\\(x[\da-fA-F]{1,2}|[0-7]{1,3}|u[\da-fA-F]{4}|.)/g, (_, code: string) => {
    if (/^[xu]./.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code);
  });
}
