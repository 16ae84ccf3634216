/** An expression of Python, as far as it matters what it is made of. */
export type PythonNode =
  | { readonly kind: 'name'; readonly name: string }
  /** A text; `fields` are what a formatted one puts in, in its order. */
  | { readonly kind: 'text'; readonly pieces: readonly string[]; readonly fields: readonly PythonNode[] }
  | { readonly kind: 'attribute'; readonly of: PythonNode; readonly name: string }
  | { readonly kind: 'call'; readonly callee: PythonNode; readonly arguments: readonly PythonArgument[] }
  | { readonly kind: 'subscript'; readonly of: PythonNode; readonly index: PythonNode }
  /** What operators put together. */
  | { readonly kind: 'operation'; readonly operators: readonly string[]; readonly parts: readonly PythonNode[] }
  /** What stands in brackets. */
  | { readonly kind: 'group'; readonly parts: readonly PythonNode[] }
  | { readonly kind: 'number' };

export interface PythonArgument {
  /** Of a keyword argument. */
  readonly name: string | null;
  readonly value: PythonNode;
}

const TOKEN =
  /\s+|(?<text>(?<prefix>[rbuft]{0,2})(?:"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'))|(?<number>\d[\w.]*|\.\d\w*)|(?<word>[\w\u0080-\uffff]+)|(?<operator>\*\*=?|\/\/=?|>>=?|<<=?|[!=<>+\-*/%&|^@:]=|->|\.\.\.|[^])/gi;

interface Token {
  readonly kind: 'text' | 'number' | 'word' | 'operator';
  readonly text: string;
  readonly prefix: string;
}

const WORDS = new Set('and or not in is if else for lambda await yield async from return del assert raise'.split(' '));
/** Operators whose answer is yes or no. */
export const COMPARES = new Set(['==', '!=', '<', '>', '<=', '>=', 'in', 'not', 'is']);
/** Deeper than anybody writes. */
const DEEPEST = 100;
const LONGEST_CHAIN = 300;

/** Reads what stands in a text, from its first expression on; null where it cannot be read. */
export function readPythonExpression(text: string): PythonNode | null {
  const tokens: Token[] = [];
  for (const { 0: all, groups = {} } of text.matchAll(TOKEN)) {
    const { prefix = '' } = groups;
    if (groups['text'] !== undefined) tokens.push({ kind: 'text', text: all, prefix: prefix.toLowerCase() });
    else if (groups['number'] !== undefined) tokens.push({ kind: 'number', text: all, prefix });
    else if (groups['word'] !== undefined) tokens.push({ kind: 'word', text: all, prefix });
    else if (groups['operator'] !== undefined) tokens.push({ kind: 'operator', text: all, prefix });
  }
  return new Reader(tokens).whole();
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): PythonNode | null {
    const parts: PythonNode[] = [];
    while (this.#at < this.#tokens.length) {
      const one = this.#expression();
      if (one === null) return null;
      parts.push(one);
      // What stands between expressions of one line: commas, colons, closing brackets of nothing.
      if (this.#at < this.#tokens.length) this.#at += 1;
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'group', parts };
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #isAt(text: string): boolean {
    const token = this.#peek();
    return token !== undefined && token.text === text && token.kind !== 'text';
  }

  /** Operands and the operators between them, up to a comma, a colon, an `=` or a closing bracket. */
  #expression(): PythonNode | null {
    if (this.#depth > DEEPEST) return null;
    this.#depth += 1;
    const parts: PythonNode[] = [];
    const operators: string[] = [];
    for (let token = this.#peek(); token !== undefined && !ENDS.has(token.kind === 'text' ? '' : token.text); token = this.#peek()) {
      if (token.kind === 'operator' && !'([{'.includes(token.text)) {
        operators.push(token.text);
        this.#at += 1;
      } else if (token.kind === 'word' && WORDS.has(token.text)) {
        operators.push(token.text);
        this.#at += 1;
      } else {
        const operand = this.#operand(token);
        if (operand === null) return null;
        parts.push(operand);
      }
    }
    this.#depth -= 1;
    const [only] = parts;
    return parts.length === 1 && operators.length === 0 && only !== undefined ? only : { kind: 'operation', operators, parts };
  }

  #operand(first: Token): PythonNode | null {
    this.#at += 1;
    let node: PythonNode;
    if (first.kind === 'text') node = this.#texts(first);
    else if (first.kind === 'number') node = { kind: 'number' };
    else if (first.kind === 'word') node = { kind: 'name', name: first.text };
    else {
      const parts = this.#list(CLOSING[first.text] ?? ')');
      if (parts === null) return null;
      const [only] = parts;
      node =
        first.text === '(' && parts.length === 1 && only?.name === null
          ? only.value
          : { kind: 'group', parts: parts.map(({ value }) => value) };
    }
    return this.#behind(node);
  }

  /** `.name`, `(…)` and `[…]` behind it. */
  #behind(first: PythonNode): PythonNode | null {
    let node = first;
    for (let links = 0; ; links += 1) {
      if (links > LONGEST_CHAIN) return null;
      if (this.#isAt('.') && this.#tokens[this.#at + 1]?.kind === 'word') {
        node = { kind: 'attribute', of: node, name: this.#tokens[this.#at + 1]?.text ?? '' };
        this.#at += 2;
      } else if (this.#isAt('(')) {
        this.#at += 1;
        const given = this.#list(')');
        if (given === null) return null;
        node = { kind: 'call', callee: node, arguments: given };
      } else if (this.#isAt('[')) {
        this.#at += 1;
        const parts = this.#list(']');
        if (parts === null) return null;
        node = { kind: 'subscript', of: node, index: { kind: 'group', parts: parts.map(({ value }) => value) } };
      } else return node;
    }
  }

  /** Up to the closing bracket; `name=value` and `key: value` too. */
  #list(closing: string): PythonArgument[] | null {
    const found: PythonArgument[] = [];
    let name: string | null = null;
    for (;;) {
      if (this.#peek() === undefined) return null;
      if (this.#isAt(closing)) {
        this.#at += 1;
        return found;
      }
      if (this.#isAt(',') || this.#isAt(':')) {
        this.#at += 1;
        name = null;
        continue;
      }
      if (this.#peek()?.kind === 'word' && this.#tokens[this.#at + 1]?.text === '=' && this.#tokens[this.#at + 1]?.kind === 'operator') {
        name = this.#peek()?.text ?? '';
        this.#at += 2;
        continue;
      }
      const before = this.#at;
      const value = this.#expression();
      if (value === null || this.#at === before) return null;
      found.push({ name, value });
      name = null;
    }
  }

  /** Texts that stand behind one another are one. */
  #texts(first: Token): PythonNode {
    const pieces = [''];
    const fields: PythonNode[] = [];
    for (let token: Token | undefined = first; token?.kind === 'text'; token = this.#peek()) {
      if (token !== first) this.#at += 1;
      const quotes = /^\w*("""|'''|"|')/.exec(token.text)?.[1]?.length ?? 1;
      const body = token.text.slice(token.prefix.length + quotes, -quotes);
      const isFormatted = /[ft]/.test(token.prefix);
      const written = isFormatted ? body.split(FIELD) : [body];
      for (const [index, piece] of written.entries()) {
        if (index % 2 === 0) pieces.push((pieces.pop() ?? '') + piece);
        else {
          fields.push(readPythonExpression(piece.replace(/(![rsa])?(:[^:]*)?=?$/, '')) ?? { kind: 'number' });
          pieces.push('');
        }
      }
    }
    return { kind: 'text', pieces, fields };
  }
}

const FIELD = /(?<!\{)\{((?:[^{}]|\{[^{}]*\})+)\}(?!\})/;
const ENDS = new Set([',', ':', '=', ')', ']', '}', ';', '->', '+=', '-=', '*=', '/=', '%=']);
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** A text that nothing is put into; null for anything else. */
export function wholeText(node: PythonNode | null | undefined): string | null {
  return node?.kind === 'text' && node.fields.length === 0 ? node.pieces.join('') : null;
}

/** `a.b.c`, where it is nothing but that. */
export function dottedName(node: PythonNode): string | null {
  if (node.kind === 'name') return node.name;
  if (node.kind !== 'attribute') return null;
  const object = dottedName(node.of);
  return object === null ? null : `${object}.${node.name}`;
}

export function partsOf(node: PythonNode): readonly PythonNode[] {
  switch (node.kind) {
    case 'text':
      return node.fields;
    case 'attribute':
      return [node.of];
    case 'call':
      return [node.callee, ...node.arguments.map(({ value }) => value)];
    case 'subscript':
      return [node.of, node.index];
    case 'operation':
    case 'group':
      return node.parts;
    default:
      return [];
  }
}

/** Every call in it, the outer ones first. */
export function callsIn(node: PythonNode): Extract<PythonNode, { kind: 'call' }>[] {
  return [...(node.kind === 'call' ? [node] : []), ...partsOf(node).flatMap(callsIn)];
}
