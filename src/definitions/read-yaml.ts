import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLError,
} from 'yaml';
import type { DataDocument, Problem, Span, Spot } from './data-document.ts';
import { emptyObject, isObject, type Json } from './json-value.ts';

const MAX_DEPTH = 500;
const TOO_DEEP = 'nested too deeply to be read';
/** Brackets that are open at one place: far beyond, the parser takes seconds to give up. */
const MAX_OPEN = 1000;
/** One slip can break everything after it. */
const MAX_PROBLEMS = 20;
/** Values that aliases may bring in besides those that are written: a few lines of them can stand for billions. */
const MAX_EXPANDED = 200_000;
export interface YamlReading {
  /** One for each document of the stream; those that say nothing are left out. */
  readonly documents: readonly DataDocument[];
  /** What does not parse. */
  readonly problems: readonly Problem[];
}

/** Reads YAML 1.2 with merge keys; a tag nobody knows leaves the value as it is written. */
export function readYaml(text: string): YamlReading {
  const deep = tooDeepAt(text);
  if (deep !== null) return { documents: [], problems: [{ message: TOO_DEEP, start: deep, end: deep + 1 }] };
  try {
    const documents = [...parseAllDocuments(text, { merge: true, prettyErrors: false, logLevel: 'silent', uniqueKeys: false })];
    const problems = documents.flatMap(({ errors }) => errors.map(problemOf));
    if (problems.length > 0) return { documents: [], problems: problems.slice(0, MAX_PROBLEMS) };
    return { documents: documents.filter(saysSomething).map((document) => documentOf(text, document)), problems: [] };
  } catch (error) {
    if (error instanceof Unexpandable) return { documents: [], problems: [{ message: error.message, ...error.span }] };
    if (error instanceof RangeError) return { documents: [], problems: [{ message: TOO_DEEP, start: 0, end: 1 }] };
    throw error;
  }
}

function tooDeepAt(text: string): number | null {
  const suspect = tooDeepIn(text.matchAll(/[[{\]}]/g), ({ 0: bracket, index }) => ({ bracket, index }));
  if (suspect === null) return null;
  // Most of them may stand in texts: only the lexer knows.
  let at = 0;
  return tooDeepIn(new Lexer().lex(text), (token) => {
    const index = at;
    // It marks where documents and texts begin by characters of its own.
    if (!'\u0002\u0018\u001f'.includes(token)) at += token.length;
    return { bracket: token, index };
  });
}

function tooDeepIn<Part>(parts: Iterable<Part>, read: (part: Part) => { readonly bracket: string; readonly index: number }): number | null {
  let open = 0;
  for (const part of parts) {
    const { bracket, index } = read(part);
    if (bracket === '[' || bracket === '{') open += 1;
    else if (bracket === ']' || bracket === '}') open = Math.max(0, open - 1);
    if (open > MAX_OPEN) return index;
  }
  return null;
}

class Unexpandable extends Error {
  readonly span: Span;
  constructor(message: string, node: Node | null) {
    super(message);
    this.span = spanOf(node);
  }
}

function saysSomething({ contents }: Document.Parsed): boolean {
  return contents !== null && !(isScalar(contents) && contents.value === null && contents.source === '');
}

function documentOf(text: string, document: Document.Parsed): DataDocument {
  const expansion = new Expansion();
  const { value } = expansion.sizedOf(document.contents);
  return { text, value, duplicates: expansion.duplicates, spotOf: (steps) => spotIn(document, steps) };
}

function problemOf({ message, pos: [start, end] }: YAMLError): Problem {
  // The parser goes down its own stack, and says so of a part of it.
  const said = /call stack/.test(message) ? TOO_DEEP : (message.split('\n')[0] ?? message);
  return { message: said, start, end: Math.max(start + 1, end) };
}

interface Sized {
  readonly value: Json;
  /** How many values it is made of, those of aliases included. */
  readonly size: number;
}

/** Turns nodes into values; what aliases stand for is one value that is held in several places. */
class Expansion {
  /** The parser would look for them too, comparing each key with each. */
  readonly duplicates: Problem[] = [];
  readonly #anchors = new Map<string, Node>();
  readonly #done = new Map<Node, Sized>();
  readonly #open = new Set<Node>();
  #expanded = 0;

  sizedOf(node: unknown, depth = 0): Sized {
    if (!isNode(node)) return { value: null, size: 1 };
    if (depth > MAX_DEPTH) throw new Unexpandable(`nested more than ${MAX_DEPTH} deep`, node);
    if (isAlias(node)) return this.#alias(node, depth);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return { value: scalarOf(node), size: 1 };
    if (this.#open.has(node)) throw new Unexpandable('an alias stands for what it is in itself', node);
    this.#open.add(node);
    const result = isMap(node) ? this.#map(node.items, depth) : this.#list(isSeq(node) ? node.items : [], depth);
    this.#open.delete(node);
    if (node.anchor !== undefined) this.#done.set(node, result);
    return result;
  }

  #alias(node: Alias, depth: number): Sized {
    const target = this.#anchors.get(node.source);
    if (target === undefined) throw new Unexpandable(`the alias *${node.source} stands for nothing`, node);
    const result = this.#done.get(target) ?? this.sizedOf(target, depth + 1);
    this.#expanded += result.size;
    if (this.#expanded > MAX_EXPANDED) throw new Unexpandable(`its aliases stand for more than ${MAX_EXPANDED} values`, node);
    return result;
  }

  #map(items: readonly Pair[], depth: number): Sized {
    const value = emptyObject();
    let size = 1;
    const merged: Json[] = [];
    for (const pair of items) {
      const member = this.sizedOf(pair.value, depth + 1);
      size += member.size;
      if (isMerge(pair)) merged.push(member.value);
      else {
        const key = keyOf(pair);
        if (Object.hasOwn(value, key))
          this.duplicates.push({ message: `the key ${JSON.stringify(key)} stands twice`, ...spanOf(pair.key) });
        value[key] = member.value;
      }
    }
    for (const source of merged.flat())
      if (isObject(source)) for (const [key, held] of Object.entries(source)) if (!Object.hasOwn(value, key)) value[key] = held;
    return { value, size };
  }

  #list(items: readonly unknown[], depth: number): Sized {
    let size = 1;
    const value = items.map((item) => {
      // `[a: b]` holds a mapping without its braces.
      const member = isPair(item) ? this.#map([item], depth + 1) : this.sizedOf(item, depth + 1);
      size += member.size;
      return member.value;
    });
    return { value, size };
  }
}

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

function keyOf({ key }: Pair): string {
  if (!isScalar(key)) return String(key);
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function scalarOf({ value, source }: Scalar): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'bigint' ? Number(value) : (source ?? String(value));
}

function spotIn(document: Document.Parsed, steps: readonly string[]): Spot {
  let spot: Spot = { key: null, value: spanOf(document.contents) };
  let node: unknown = document.contents;
  for (const step of steps) {
    const next = memberIn(document, node, step);
    if (next === null) return spot;
    const key = isNode(next.key) ? spanOf(next.key) : null;
    spot = { key, value: isNode(next.value) ? spanOf(next.value) : (key ?? spot.value) };
    node = next.value;
  }
  return spot;
}

function memberIn(document: Document.Parsed, holder: unknown, step: string): { readonly key: unknown; readonly value: unknown } | null {
  const node = isAlias(holder) ? holder.resolve(document) : holder;
  if (isSeq(node)) {
    const value = node.items[Number(step)];
    return value === undefined ? null : { key: null, value: isPair(value) ? value.value : value };
  }
  if (!isMap(node)) return null;
  const own = node.items.findLast((pair) => !isMerge(pair) && keyOf(pair) === step);
  if (own !== undefined) return own;
  for (const { value } of node.items.filter(isMerge)) {
    for (const source of isSeq(value) ? value.items : [value]) {
      const member = memberIn(document, source, step);
      if (member !== null) return member;
    }
  }
  return null;
}

function spanOf(node: unknown): Span {
  const range = isNode(node) ? node.range : null;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 1 };
}
