/** Lines and columns count from one. */
export interface SourcePlace {
  readonly line: number;
  readonly column: number;
}

/** What has a name, and where that stands. */
export interface SourceName {
  readonly name: string;
  readonly at: SourcePlace;
}

export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'sign' | 'end';
  /** Of a text what it says. */
  readonly value: string;
  readonly at: SourcePlace;
}

/** A text is not of the language that it is read as. */
export class Unparsable extends Error {
  readonly at: SourcePlace;
  constructor(message: string, at: SourcePlace) {
    super(message);
    this.at = at;
  }
}

/** Nothing that people write is nested so deeply, and readers go down their own stack. */
const MAX_DEPTH = 100;

/** Goes through the tokens of a file, the last of which is its end; whatever is not as expected throws `Unparsable`. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get token(): Token {
    return this.ahead(0);
  }

  ahead(count: number): Token {
    const token = this.#tokens[Math.min(this.#index + count, this.#tokens.length - 1)];
    return token ?? { kind: 'end', value: '', at: { line: 1, column: 1 } };
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

  word(what: string): SourceName {
    if (this.token.kind !== 'word') this.fail(what);
    const { value: name, at } = this.take();
    return { name, at };
  }

  /** Reads items until `close` is taken. */
  until(close: string, item: () => void): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) this.fail(`at most ${MAX_DEPTH} of "${close}" in each other`);
    while (!this.takeIf(close)) item();
    this.#depth -= 1;
  }

  fail(expected: string): never {
    const { kind, value, at } = this.token;
    throw new Unparsable(`expected ${expected}, found ${kind === 'end' ? 'the end of the file' : JSON.stringify(value)}`, at);
  }
}
