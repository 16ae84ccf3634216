import { type SourceName, type SourcePlace, TokenReader } from '../token-reader.ts';
import { scanProto } from './scan-proto.ts';

/** Nothing that people write has so many, and each scope around a name is looked through. */
const MOST_PARTS = 100;

/** Goes through the tokens of a file. */
export class ProtoReader extends TokenReader {
  constructor(text: string) {
    super(scanProto(text));
  }

  /** `a.b.C`, with a dot before it where it is called from the root. */
  dotted(what: string): SourceName {
    const { at } = this.token;
    let name = this.takeIf('.') ? '.' : '';
    let parts = 0;
    do {
      name += this.word(what).name + (this.isAt('.') ? '.' : '');
      parts += 1;
    } while (parts < MOST_PARTS && this.takeIf('.'));
    return { name, at };
  }

  /** Texts that stand side by side are one. */
  text(what: string): SourceName {
    const { at } = this.token;
    if (this.token.kind !== 'text') this.fail(what);
    let name = '';
    while (this.token.kind === 'text') name += this.take().value;
    return { name, at };
  }

  integer(what: string): { readonly value: number; readonly at: SourcePlace } {
    const { at } = this.token;
    const sign = this.takeIf('-') ? -1 : 1;
    const { kind, value } = this.token;
    if (kind !== 'number' || !/^(0[xX][\dA-Fa-f]+|0[0-7]*|[1-9]\d*)$/.test(value)) this.fail(what);
    this.take();
    return { value: sign * (/^0[0-7]+$/.test(value) ? Number.parseInt(value, 8) : Number(value)), at };
  }

  /** What stands in braces, until they close. */
  block(item: () => void): void {
    this.expect('{');
    this.until('}', () => {
      if (!this.takeIf(';')) item();
    });
  }
}
