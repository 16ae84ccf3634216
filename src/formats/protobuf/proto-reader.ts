import type { ProtoNamed, ProtoPlace } from './proto-file.ts';
import { ProtoUnreadable, type ProtoToken, scanProto } from './scan-proto.ts';

/** No message is nested so deeply, and the readers go down their own stack. */
const MAX_DEPTH = 100;

/** Goes through the tokens of a file; whatever is not as expected throws `ProtoUnreadable`. */
export class ProtoReader {
  readonly #tokens: readonly ProtoToken[];
  #index = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = scanProto(text);
  }

  get token(): ProtoToken {
    return this.ahead(0);
  }

  ahead(count: number): ProtoToken {
    const token = this.#tokens[Math.min(this.#index + count, this.#tokens.length - 1)];
    return token ?? { kind: 'end', value: '', at: { line: 1, column: 1 } };
  }

  take(): ProtoToken {
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

  word(what: string): ProtoNamed {
    if (this.token.kind !== 'word') this.fail(what);
    const { value: name, at } = this.take();
    return { name, at };
  }

  /** `a.b.C`, with a dot before it where it is called from the root. */
  dotted(what: string): ProtoNamed {
    const { at } = this.token;
    let name = this.takeIf('.') ? '.' : '';
    do name += this.word(what).name + (this.isAt('.') ? '.' : '');
    while (this.takeIf('.'));
    return { name, at };
  }

  /** Texts that stand side by side are one. */
  text(what: string): ProtoNamed {
    const { at } = this.token;
    if (this.token.kind !== 'text') this.fail(what);
    let name = '';
    while (this.token.kind === 'text') name += this.take().value;
    return { name, at };
  }

  integer(what: string): { readonly value: number; readonly at: ProtoPlace } {
    const { at } = this.token;
    const sign = this.takeIf('-') ? -1 : 1;
    const { kind, value } = this.token;
    if (kind !== 'number' || !/^(0[xX][\dA-Fa-f]+|0[0-7]*|[1-9]\d*)$/.test(value)) this.fail(what);
    this.#index += 1;
    return { value: sign * (/^0[0-7]+$/.test(value) ? Number.parseInt(value, 8) : Number(value)), at };
  }

  /** What stands in braces, until they close. */
  block(item: () => void): void {
    this.expect('{');
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) this.fail(`at most ${MAX_DEPTH} blocks in each other`);
    while (!this.takeIf('}')) if (!this.takeIf(';')) item();
    this.#depth -= 1;
  }

  fail(expected: string): never {
    const { kind, value, at } = this.token;
    throw new ProtoUnreadable(`expected ${expected}, found ${kind === 'end' ? 'the end of the file' : JSON.stringify(value)}`, at);
  }
}
