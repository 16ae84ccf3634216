import { endOfField, stringEnd } from '../../../syntax/python/scan-python.ts';

export interface PythonToken {
  readonly kind: 'text' | 'number' | 'word' | 'operator';
  readonly text: string;
}

const BLANK = /\s+/y;
const NO_TEXT =
  /(?<number>\d[\w.]*|\.\d\w*)|(?<word>[\w\u0080-\uffff]+)|(?<operator>\*\*=?|\/\/=?|>>=?|<<=?|[!=<>+\-*/%&|^@:]=|->|\.\.\.|[^])/y;

export function pythonTokens(text: string): PythonToken[] {
  const tokens: PythonToken[] = [];
  for (let at = 0; at < text.length;) {
    BLANK.lastIndex = at;
    if (BLANK.test(text)) {
      at = BLANK.lastIndex;
      continue;
    }
    const end = stringEnd(text, at);
    NO_TEXT.lastIndex = at;
    const { number, word, operator = '' } = (end === null ? NO_TEXT.exec(text)?.groups : undefined) ?? {};
    if (end !== null) tokens.push({ kind: 'text', text: text.slice(at, end) });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else tokens.push(word === undefined ? { kind: 'operator', text: operator } : { kind: 'word', text: word });
    at += tokens.at(-1)?.text.length ?? 1;
  }
  return tokens;
}

/** What a text says and, of a formatted one, what stands in its braces: the pieces between which the fields are. */
export function piecesOfText(token: string): { readonly pieces: readonly string[]; readonly fields: readonly string[] } {
  const [opening = '', prefix = '', quote = ''] = /^(\w*)("""|'''|"|')/.exec(token) ?? [];
  const body = token.slice(opening.length, -quote.length);
  if (!/[ft]/i.test(prefix)) return { pieces: [body], fields: [] };
  const pieces = [''];
  const fields: string[] = [];
  for (let at = 0; at < body.length;) {
    const mark = body.charAt(at);
    const isDoubled = (mark === '{' || mark === '}') && body.charAt(at + 1) === mark;
    const end = mark === '{' && !isDoubled ? endOfField(body, { from: at + 1, quote, depth: 0 }) : null;
    if (end === null) pieces.push((pieces.pop() ?? '') + mark);
    else {
      fields.push(body.slice(at + 1, end));
      pieces.push('');
    }
    at = end === null ? at + (isDoubled ? 2 : 1) : end + 1;
  }
  return { pieces, fields };
}
