import type { Problem, Reading, Span, Spot } from './data-document.ts';
import { emptyObject, type Json } from './json-value.ts';

/** No definition is near it, and the reader goes down its own stack. */
const MAX_DEPTH = 500;
const SPACE = /[ \t\r\n]*/y;
const WORD = /[\w.+-]*/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORDS: Readonly<Record<string, Json>> = { true: true, false: false, null: null };

/** What stands where, as a tree beside the values. */
interface Node extends Spot {
  readonly members: ReadonlyMap<string, Node>;
}

class Unreadable extends Error {
  readonly span: Span;
  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

interface JsonOptions {
  /** With comments and trailing commas. */
  readonly isLoose?: boolean;
  /** Also says where everything stands. */
  readonly isPlaced?: boolean;
}

/**
 * Reads JSON, and with comments and trailing commas (`isLoose`) what editors call JSONC. JSON.parse tells neither where something stands nor
 * that a key stands twice.
 */
export function readJson(text: string, { isLoose = false }: Pick<JsonOptions, 'isLoose'> = {}): Reading {
  try {
    const { value, duplicates } = parse(text, { isLoose, isPlaced: false });
    let root: Node | null = null;
    const spotOf = (steps: readonly string[]): Spot => {
      root ??= parse(text, { isLoose, isPlaced: true }).node;
      let node = root;
      for (const step of steps) {
        const next = node.members.get(step);
        if (next === undefined) break;
        node = next;
      }
      return node;
    };
    return { document: { text, value, duplicates, spotOf }, problem: null };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { document: null, problem: { message: error.message, ...error.span } };
  }
}

const NOWHERE: ReadonlyMap<string, Node> = new Map();

interface Reader extends Required<JsonOptions> {
  readonly text: string;
  readonly duplicates: Problem[];
  at: number;
  depth: number;
}

interface Parsed {
  readonly value: Json;
  readonly node: Node;
}

function parse(text: string, options: JsonOptions & { readonly isPlaced: boolean }): Parsed & { readonly duplicates: readonly Problem[] } {
  const reader: Reader = { text, isLoose: false, ...options, duplicates: [], at: text.startsWith('\uFEFF') ? 1 : 0, depth: 0 };
  const root = readValue(reader, null);
  skipSpace(reader);
  if (reader.at < text.length) fail(reader, `expected the end of the file, found ${found(reader)}`);
  return { ...root, duplicates: reader.duplicates };
}

function readValue(reader: Reader, key: Span | null): Parsed {
  skipSpace(reader);
  const start = reader.at;
  const open = reader.text[start];
  if (open !== '{' && open !== '[') {
    const value = open === '"' ? readString(reader) : readWord(reader);
    return { value, node: { key, value: { start, end: reader.at }, members: NOWHERE } };
  }
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) fail(reader, `nested more than ${MAX_DEPTH} deep`);
  const members = new Map<string, Node>();
  const value = open === '{' ? readObject(reader, members) : readList(reader, members);
  reader.depth -= 1;
  return { value, node: { key, value: { start, end: reader.at }, members } };
}

function readObject(reader: Reader, members: Map<string, Node>): Json {
  const result = emptyObject();
  reader.at += 1;
  for (let isFirst = true; hasMore(reader, '}', isFirst); isFirst = false) {
    const start = reader.at;
    if (reader.text[start] !== '"') fail(reader, `expected a key in double quotes, found ${found(reader)}`);
    const name = readString(reader);
    const key = { start, end: reader.at };
    skipSpace(reader);
    if (reader.text[reader.at] !== ':') fail(reader, `expected ":" after the key, found ${found(reader)}`);
    reader.at += 1;
    if (Object.hasOwn(result, name)) reader.duplicates.push({ message: `the key ${JSON.stringify(name)} stands twice`, ...key });
    const member = readValue(reader, key);
    result[name] = member.value;
    if (reader.isPlaced) members.set(name, member.node);
  }
  return result;
}

function readList(reader: Reader, members: Map<string, Node>): Json {
  const result: Json[] = [];
  reader.at += 1;
  for (let isFirst = true; hasMore(reader, ']', isFirst); isFirst = false) {
    const member = readValue(reader, null);
    if (reader.isPlaced) members.set(String(result.length), member.node);
    result.push(member.value);
  }
  return result;
}

/** True when one more member follows; else the closing bracket has been read. */
function hasMore(reader: Reader, close: string, isFirst: boolean): boolean {
  const { text } = reader;
  skipSpace(reader);
  if (isFirst) {
    if (text[reader.at] !== close) return true;
  } else if (text[reader.at] === ',') {
    reader.at += 1;
    skipSpace(reader);
    if (text[reader.at] !== close) return true;
    if (!reader.isLoose) fail(reader, `expected a value after the comma, found ${found(reader)}`);
  } else if (text[reader.at] !== close) fail(reader, `expected "," or "${close}", found ${found(reader)}`);
  reader.at += 1;
  return false;
}

function readString(reader: Reader): string {
  const { text, at: start } = reader;
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== 34; code = text.charCodeAt(at)) {
    if (Number.isNaN(code)) fail(reader, 'a text is not closed');
    if (code < 32) fail(reader, 'a text has a control character in it', { start: at, end: at + 1 });
    at += code === 92 ? 2 : 1;
  }
  reader.at = at + 1;
  const raw = text.slice(start, reader.at);
  if (!raw.includes('\\')) return raw.slice(1, -1);
  try {
    return String(JSON.parse(raw));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fail(reader, 'a text has an escape that JSON does not know', { start, end: reader.at });
  }
}

function readWord(reader: Reader): Json {
  const { text, at } = reader;
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0] ?? '';
  reader.at += word.length;
  if (Object.hasOwn(WORDS, word)) return WORDS[word] ?? null;
  if (NUMBER.test(word)) return Number(word);
  reader.at = at;
  return fail(reader, `expected a value, found ${word === '' ? found(reader) : word.slice(0, 40)}`, { start: at, end: at + word.length });
}

/** And comments, where they may be. */
function skipSpace(reader: Reader): void {
  const { text } = reader;
  for (;;) {
    SPACE.lastIndex = reader.at;
    SPACE.test(text);
    reader.at = SPACE.lastIndex;
    if (!reader.isLoose || text[reader.at] !== '/') return;
    if (text[reader.at + 1] === '/') {
      const end = text.indexOf('\n', reader.at);
      reader.at = end < 0 ? text.length : end;
    } else if (text[reader.at + 1] === '*') {
      const end = text.indexOf('*/', reader.at + 2);
      if (end < 0) fail(reader, 'a comment is not closed');
      reader.at = end + 2;
    } else return;
  }
}

function found({ text, at }: Reader): string {
  return at < text.length ? JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0)) : 'the end of the file';
}

function fail({ at, text }: Reader, message: string, span: Span = { start: at, end: at + 1 }): never {
  throw new Unreadable(message, {
    start: Math.min(span.start, text.length),
    end: Math.min(Math.max(span.end, span.start + 1), text.length),
  });
}
