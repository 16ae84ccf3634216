import { piecesOfText, pythonTokens, type PythonToken } from './python-tokens.ts';

/** An expression of Python, as far as it matters what it is made of. */
export type PythonNode =
  | { readonly kind: 'name'; readonly name: string }
  /** A text; `fields` are what a formatted one puts in, in its order. */
  | { readonly kind: 'text'; readonly pieces: readonly string[]; readonly fields: readonly PythonNode[] }
  | { readonly kind: 'attribute'; readonly of: PythonNode; readonly name: string }
  | { readonly kind: 'call'; readonly callee: PythonNode; readonly arguments: readonly PythonArgument[] }
  | { readonly kind: 'subscript'; readonly of: PythonNode; readonly index: PythonNode }
  | PythonOperation
  /** What stands in brackets. */
  | { readonly kind: 'group'; readonly parts: readonly PythonNode[] }
  | { readonly kind: 'number'; readonly text: string };

/** What operators put together. */
export interface PythonOperation {
  readonly kind: 'operation';
  readonly operators: readonly string[];
  readonly parts: readonly PythonNode[];
  /** How many parts stand before each operator. */
  readonly places: readonly number[];
}

export interface PythonArgument {
  /** Of a keyword argument. */
  readonly name: string | null;
  readonly value: PythonNode;
}

export type PythonCall = Extract<PythonNode, { kind: 'call' }>;

const WORDS = new Set('and or not in is if else for lambda await yield async from return del assert raise'.split(' '));
/** Operators whose answer is yes or no. */
export const COMPARES = new Set(['==', '!=', '<', '>', '<=', '>=', 'in', 'not', 'is']);
/** Deeper than anybody writes. */
const DEEPEST = 100;
const LONGEST_CHAIN = 300;

/** The expressions of a statement, and what stands between them: commas, colons, `=`. */
export interface PythonStatementParts {
  readonly parts: readonly PythonNode[];
  readonly separators: readonly string[];
}

/** Null where it cannot be read. */
export function readPythonStatement(text: string): PythonStatementParts | null {
  return new Reader(pythonTokens(text)).statement();
}

/** Several are as a list of them. */
export function wholeOf(parts: readonly PythonNode[]): PythonNode {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'group', parts };
}

/** Reads what stands in a text, from its first expression on; null where it cannot be read. */
export function readPythonExpression(text: string): PythonNode | null {
  const read = readPythonStatement(text);
  return read === null ? null : wholeOf(read.parts);
}

class Reader {
  readonly #tokens: readonly PythonToken[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly PythonToken[]) {
    this.#tokens = tokens;
  }

  statement(): PythonStatementParts | null {
    const parts: PythonNode[] = [];
    const separators: string[] = [];
    while (this.#at < this.#tokens.length) {
      const one = this.expression();
      if (one === null) return null;
      parts.push(one);
      // Closing brackets of nothing, too.
      const between = this.#peek();
      if (between !== undefined) separators.push(between.text);
      this.#at += 1;
    }
    return { parts, separators };
  }

  #peek(): PythonToken | undefined {
    return this.#tokens[this.#at];
  }

  #isAt(text: string): boolean {
    const token = this.#peek();
    return token !== undefined && token.text === text && token.kind !== 'text';
  }

  /** Operands and the operators between them, up to a comma, a colon, an `=` or a closing bracket. */
  expression(): PythonNode | null {
    if (this.#depth > DEEPEST) return null;
    this.#depth += 1;
    const parts: PythonNode[] = [];
    const operators: string[] = [];
    const places: number[] = [];
    for (let token = this.#peek(); token !== undefined && !ENDS.has(token.kind === 'text' ? '' : token.text); token = this.#peek()) {
      const isOperator = token.kind === 'word' ? WORDS.has(token.text) : token.kind === 'operator' && !'([{'.includes(token.text);
      if (isOperator) {
        operators.push(token.text);
        places.push(parts.length);
        this.#at += 1;
      } else {
        const operand = this.#operand(token);
        if (operand === null) return null;
        parts.push(operand);
      }
    }
    this.#depth -= 1;
    return operationOf({ kind: 'operation', operators, parts, places });
  }

  #operand(first: PythonToken): PythonNode | null {
    this.#at += 1;
    let node: PythonNode;
    if (first.kind === 'text') node = this.#texts(first);
    else if (first.kind === 'number') node = { kind: 'number', text: first.text };
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
      const value = this.expression();
      if (value === null || this.#at === before) return null;
      found.push({ name, value });
      name = null;
    }
  }

  /** Texts that stand behind one another are one. */
  #texts(first: PythonToken): PythonNode {
    const pieces = [''];
    const fields: PythonNode[] = [];
    for (let token: PythonToken | undefined = first; token?.kind === 'text'; token = this.#peek()) {
      if (token !== first) this.#at += 1;
      const written = piecesOfText(token.text);
      for (const [index, piece] of written.pieces.entries()) {
        if (index === 0) pieces.push((pieces.pop() ?? '') + piece);
        else pieces.push(piece);
      }
      // How it is written (`!r`, `:>10`) is read along or left.
      fields.push(...written.fields.map((field) => new Reader(pythonTokens(field)).expression() ?? UNREAD));
    }
    return { kind: 'text', pieces, fields };
  }
}

const UNREAD: PythonNode = { kind: 'number', text: '' };

/** What is put together of one thing and by nothing is that thing. */
function operationOf(node: PythonOperation): PythonNode {
  const [only] = node.parts;
  return node.parts.length === 1 && node.operators.length === 0 && only !== undefined ? only : node;
}

const CHOOSES = new Set(['if', 'else', 'or', 'and']);

/** What comes out of `a if b else c`, `a or b`: each value that it may have, without the condition. A list of the node itself for anything else. */
export function choicesOf(node: PythonOperation): PythonNode[] {
  const { operators, parts, places } = node;
  if (operators.includes('for') || !operators.some((one) => CHOOSES.has(one))) return [node];
  const found: PythonNode[] = [];
  let isCondition = false;
  let from = 0;
  for (let to = 0; to <= operators.length; to += 1) {
    const operator = operators[to];
    if (operator !== undefined && !CHOOSES.has(operator)) continue;
    const first = from === 0 ? 0 : (places[from - 1] ?? 0);
    const chosen = parts.slice(first, places[to] ?? parts.length);
    const own = { operators: operators.slice(from, to), places: places.slice(from, to).map((place) => place - first) };
    if (!isCondition && chosen.length > 0) found.push(operationOf({ kind: 'operation', parts: chosen, ...own }));
    isCondition = operator === 'if' || (isCondition && operator !== 'else');
    from = to + 1;
  }
  return found;
}

/** `a += b` and its like. */
export const ADDS = new Set(['+=', '-=', '*=', '/=', '%=', '//=', '**=', '|=', '&=', '^=', '>>=', '<<=', '@=']);
const ENDS = new Set([',', ':', '=', ')', ']', '}', ';', '->', ...ADDS]);
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

/** `a.b["c"]` and `a.b.get("c")`, by which one value of several is meant. */
export function keyedName(node: PythonNode): string | null {
  const isAsked = node.kind === 'call' && node.callee.kind === 'attribute' && /^(get|getlist|pop|getall)$/.test(node.callee.name);
  const [of, index] =
    node.kind === 'subscript'
      ? [node.of, node.index]
      : isAsked && node.callee.kind === 'attribute'
        ? [node.callee.of, node.arguments[0]?.value]
        : [];
  const key = wholeText(index?.kind === 'group' && index.parts.length === 1 ? index.parts[0] : index);
  const object = of === undefined ? null : dottedName(of);
  return key === null || object === null ? null : `${object}[${key}]`;
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
export function callsIn(node: PythonNode): PythonCall[] {
  return [...(node.kind === 'call' ? [node] : []), ...partsOf(node).flatMap(callsIn)];
}
