import { AdapterError } from '../../domain/error.ts';

/** Dates and times stay as they are written. */
export type TomlValue = string | number | boolean | TomlTable | readonly TomlValue[];
export interface TomlTable {
  readonly [key: string]: TomlValue;
}

/** Inline tables and arrays in each other: far more than anybody writes. */
const DEEPEST = 100;

/** Reads TOML 1.0. AdapterError, with the line, for what is none: whoever reads half of it decides by the wrong half. */
export function readToml(text: string, path: string): TomlTable {
  return new Reader(text, path).document();
}

type Building = { [key: string]: Building | TomlValue | Building[] };

class Reader {
  #at = 0;
  readonly #text: string;
  readonly #path: string;
  /** Tables that a header has opened, and arrays that only `[[…]]` may add to. */
  readonly #opened = new Set<unknown>();
  readonly #arrays = new Set<unknown>();
  /** Inline tables are whole as they are written. */
  readonly #closed = new Set<unknown>();

  constructor(text: string, path: string) {
    this.#text = text.replace(/^\ufeff/, '');
    this.#path = path;
  }

  document(): TomlTable {
    const root: Building = Object.create(null);
    let table = root;
    for (this.#blank(true); this.#at < this.#text.length; this.#blank(true)) {
      if (this.#text[this.#at] === '[') table = this.#header(root);
      else this.#pair(table);
      this.#blank(false);
      if (this.#at < this.#text.length && this.#text[this.#at] !== '\n') this.#fail('the end of the line');
    }
    return root as TomlTable;
  }

  #header(root: Building): Building {
    const isArray = this.#text.startsWith('[[', this.#at);
    this.#at += isArray ? 2 : 1;
    const keys = this.#keys();
    this.#take(isArray ? ']]' : ']');
    const last = keys.pop() ?? '';
    const parent = this.#below(root, keys);
    const known = parent[last];
    const table: Building = Object.create(null);
    if (isArray) {
      if (known === undefined) {
        const list = [table];
        this.#arrays.add(list);
        parent[last] = list;
      } else if (this.#arrays.has(known) && Array.isArray(known)) (known as Building[]).push(table);
      else this.#fail(`no value of ${last} yet`);
      return table;
    }
    if (known === undefined) parent[last] = table;
    else if (!isTable(known) || this.#opened.has(known) || this.#closed.has(known)) this.#fail(`[${last}] only once`);
    const opened = known === undefined ? table : (known as Building);
    this.#opened.add(opened);
    return opened;
  }

  /** The table that these keys lead to; of an array of tables the last one. */
  #below(from: Building, keys: readonly string[]): Building {
    let table = from;
    for (const key of keys) {
      table[key] ??= Object.create(null) as Building;
      const next = table[key];
      const inside = Array.isArray(next) && this.#arrays.has(next) ? next.at(-1) : next;
      if (!isTable(inside) || this.#closed.has(inside)) return this.#fail(`a table at ${key}`);
      table = inside;
    }
    return table;
  }

  #pair(table: Building, depth = 0): void {
    const keys = this.#keys();
    const last = keys.pop() ?? '';
    this.#take('=');
    this.#blank(false);
    const parent = this.#below(table, keys);
    if (parent[last] !== undefined) this.#fail(`${last} only once`);
    parent[last] = this.#value(depth);
  }

  #keys(): string[] {
    const keys: string[] = [];
    do {
      this.#blank(false);
      const quote = this.#text[this.#at];
      if (quote === '"' || quote === "'") keys.push(this.#string());
      else keys.push(this.#match(/[A-Za-z0-9_-]+/y) ?? this.#fail('a key'));
      this.#blank(false);
    } while (this.#skip('.'));
    return keys;
  }

  #value(depth: number): TomlValue {
    if (depth > DEEPEST) this.#fail(`at most ${DEEPEST} levels`);
    const first = this.#text[this.#at];
    if (first === '"' || first === "'") return this.#string();
    if (first === '[') return this.#array(depth);
    if (first === '{') return this.#inline(depth);
    const word = this.#match(/\d{4}-\d\d-\d\d(?:[Tt ]\d\d:[\d:.]+(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d:[\d.]+|[\w+.-]+/y) ?? '';
    if (word === 'true' || word === 'false') return word === 'true';
    if (/^\d{4}-|^\d\d:/.test(word)) return word;
    const plain = word.replaceAll('_', '');
    if (/^[+-]?(inf|nan)$/.test(plain)) return plain.endsWith('nan') ? Number.NaN : plain.startsWith('-') ? -Infinity : Infinity;
    if (!/^([+-]?\d+(\.\d+)?([eE][+-]?\d+)?|0x[\da-fA-F]+|0o[0-7]+|0b[01]+)$/.test(plain)) this.#fail('a value');
    return Number(plain);
  }

  #array(depth: number): TomlValue[] {
    this.#take('[');
    const list: TomlValue[] = [];
    for (this.#blank(true); !this.#skip(']'); this.#blank(true)) {
      list.push(this.#value(depth + 1));
      this.#blank(true);
      if (!this.#skip(',') && this.#text[this.#at] !== ']') this.#fail('a comma or ]');
    }
    return list;
  }

  #inline(depth: number): TomlTable {
    this.#take('{');
    const table: Building = Object.create(null);
    for (this.#blank(true); !this.#skip('}'); this.#blank(true)) {
      this.#pair(table, depth + 1);
      this.#blank(true);
      if (!this.#skip(',') && this.#text[this.#at] !== '}') this.#fail('a comma or }');
    }
    this.#closed.add(table);
    return table as TomlTable;
  }

  #string(): string {
    const quote = this.#text[this.#at] ?? '';
    const triple = quote.repeat(3);
    if (!this.#text.startsWith(triple, this.#at)) {
      const raw = this.#match(quote === "'" ? /'[^'\n]*'/y : /"(?:[^"\\\n]|\\.)*"/y) ?? this.#fail('the end of the string');
      return quote === "'" ? raw.slice(1, -1) : this.#unescape(raw.slice(1, -1));
    }
    const start = this.#at + 3;
    let end = this.#text.indexOf(triple, start);
    while (quote === '"' && end !== -1 && /(?:^|[^\\])(?:\\\\)*\\$/.test(this.#text.slice(Math.max(start, end - 100), end)))
      end = this.#text.indexOf(triple, end + 1);
    if (end === -1) this.#fail(`${triple} at its end`);
    // Up to two quotes may stand before the end.
    while (this.#text[end + 3] === quote) end += 1;
    this.#at = end + 3;
    const raw = this.#text.slice(start, end).replace(/^\r?\n/, '');
    return quote === "'" ? raw : this.#unescape(raw.replace(/\\[ \t]*\r?\n\s*/g, ''));
  }

  #unescape(raw: string): string {
    return raw.replace(/\\(u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)/gs, (_, code: string) => {
      const known = ESCAPES[code];
      if (known !== undefined) return known;
      const point = /^[uU]/.test(code) ? Number.parseInt(code.slice(1), 16) : Number.NaN;
      if (!(point <= 0x10_ff_ff)) this.#fail('a known escape');
      return String.fromCodePoint(point);
    });
  }

  #blank(overLines: boolean): void {
    this.#match(overLines ? /(?:[ \t\r\n]+|#[^\n]*)*/y : /[ \t\r]*(?:#[^\n]*)?/y);
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #skip(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #take(text: string): void {
    if (!this.#skip(text)) this.#fail(text);
  }

  #fail(expected: string): never {
    const line = this.#text.slice(0, this.#at).split('\n').length;
    throw new AdapterError('TOML_UNREADABLE', `${this.#path}:${line}: this is no TOML: expected ${expected}`, {
      hint: 'Correct the file.',
    });
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\x1b',
  '"': '"',
  '\\': '\\',
};

function isTable(value: unknown): value is Building {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
