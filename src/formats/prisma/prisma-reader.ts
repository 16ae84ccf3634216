import { type Token, TokenReader, Unparsable } from '../token-reader.ts';

const TOKEN =
  /(?<space>[^\S\n]+|\/\/[^\n]*|\uFEFF)|(?<line>\n)|(?<word>[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*)|(?<text>"(?:[^"\\\n]|\\[^\n])*")|(?<number>-?\d+(?:\.\d+)?)|(?<sign>@@?|[{}[\]()=,:?!])/y;
/** Goes through the tokens of a schema. */
export class PrismaReader extends TokenReader {
  constructor(text: string) {
    super(scan(text));
  }

  block(item: () => void): void {
    this.expect('{');
    this.until('}', item);
  }

  /** What stands in brackets, divided by commas; one may follow the last. */
  list(close: string, item: () => void): void {
    this.until(close, () => {
      item();
      if (!this.takeIf(',') && !this.isAt(close)) this.fail(`"," or "${close}"`);
    });
  }
}

function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let [at, line, begin] = [0, 1, 0];
  const place = () => ({ line, column: at - begin + 1 });
  while (at < text.length) {
    if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) throw new Unparsable('a comment is not closed', place());
      for (let next = text.indexOf('\n', at); next >= 0 && next < end; next = text.indexOf('\n', begin))
        [line, begin] = [line + 1, next + 1];
      at = end + 2;
      continue;
    }
    TOKEN.lastIndex = at;
    const { 0: raw = '', groups = {} } = TOKEN.exec(text) ?? {};
    if (raw === '') throw new Unparsable(`${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))} may not be here`, place());
    const kind = (['word', 'text', 'number', 'sign'] as const).find((one) => groups[one] !== undefined);
    if (kind !== undefined) tokens.push({ kind, value: kind === 'text' ? raw.slice(1, -1) : raw, at: place() });
    at += raw.length;
    if (raw === '\n') [line, begin] = [line + 1, at];
  }
  return [...tokens, { kind: 'end', value: '', at: place() }];
}
