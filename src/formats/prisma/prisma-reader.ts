import type { PrismaNamed, PrismaPlace } from './prisma-file.ts';

interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'sign' | 'end';
  /** Of a text what it says. */
  readonly value: string;
  readonly at: PrismaPlace;
}

/** It does not parse. */
export class PrismaUnreadable extends Error {
  readonly at: PrismaPlace;
  constructor(message: string, at: PrismaPlace) {
    super(message);
    this.at = at;
  }
}

const TOKEN =
  /(?<space>[^\S\n]+|\/\/[^\n]*|\uFEFF)|(?<line>\n)|(?<word>[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*)|(?<text>"(?:[^"\\\n]|\\[^\n])*")|(?<number>-?\d+(?:\.\d+)?)|(?<sign>@@?|[{}[\]()=,:?!])/y;
/** No value is nested so deeply, and the reader goes down its own stack. */
const MAX_DEPTH = 100;

/** Goes through the tokens of a schema; whatever is not as expected throws `PrismaUnreadable`. */
export class PrismaReader {
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = scan(text);
  }

  get token(): Token {
    return this.#tokens[Math.min(this.#index, this.#tokens.length - 1)] ?? { kind: 'end', value: '', at: { line: 1, column: 1 } };
  }

  take(): Token {
    const { token } = this;
    this.#index += 1;
    return token;
  }

  isAt(value: string): boolean {
    return this.token.value === value && this.token.kind !== 'text';
  }

  /** Takes it if it is there. */
  takeIf(value: string): boolean {
    const is = this.isAt(value);
    if (is) this.#index += 1;
    return is;
  }

  expect(value: string): void {
    if (!this.takeIf(value)) this.fail(`"${value}"`);
  }

  word(what: string): PrismaNamed {
    if (this.token.kind !== 'word') this.fail(what);
    const { value: name, at } = this.take();
    return { name, at };
  }

  block(item: () => void): void {
    this.expect('{');
    while (!this.takeIf('}')) item();
  }

  /** What stands in brackets, divided by commas; one may follow the last. */
  list(close: string, item: () => void): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) this.fail(`at most ${MAX_DEPTH} brackets in each other`);
    while (!this.takeIf(close)) {
      item();
      if (!this.takeIf(',') && !this.isAt(close)) this.fail(`"," or "${close}"`);
    }
    this.#depth -= 1;
  }

  fail(expected: string): never {
    const { kind, value, at } = this.token;
    throw new PrismaUnreadable(`expected ${expected}, found ${kind === 'end' ? 'the end of the file' : JSON.stringify(value)}`, at);
  }
}

function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let [at, line, begin] = [0, 1, 0];
  const place = () => ({ line, column: at - begin + 1 });
  while (at < text.length) {
    if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) throw new PrismaUnreadable('a comment is not closed', place());
      for (let next = text.indexOf('\n', at); next >= 0 && next < end; next = text.indexOf('\n', begin))
        [line, begin] = [line + 1, next + 1];
      at = end + 2;
      continue;
    }
    TOKEN.lastIndex = at;
    const { 0: raw = '', groups = {} } = TOKEN.exec(text) ?? {};
    if (raw === '')
      throw new PrismaUnreadable(`${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))} may not be here`, place());
    const kind = (['word', 'text', 'number', 'sign'] as const).find((one) => groups[one] !== undefined);
    if (kind !== undefined) tokens.push({ kind, value: kind === 'text' ? raw.slice(1, -1) : raw, at: place() });
    at += raw.length;
    if (raw === '\n') [line, begin] = [line + 1, at];
  }
  return [...tokens, { kind: 'end', value: '', at: place() }];
}
