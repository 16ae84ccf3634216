import { parse } from 'yaml';

/**
 * YAML as package managers write their lockfiles: mappings by indentation, lists, scalars on one line, and `{…}` and `[…]` of scalars. That
 * is read here, a hundred times faster; a text with anything else in it goes to the whole parser. Lockfiles have millions of characters.
 */
export function parseLockYaml(source: string): unknown {
  const plain = readPlain(source);
  return plain === undefined ? parse(source, { logLevel: 'error', prettyErrors: false, maxAliasCount: 0 }) : plain;
}

interface Line {
  readonly indent: number;
  readonly text: string;
}

interface Reader {
  readonly lines: readonly Line[];
  at: number;
  depth: number;
}

const MAX_DEPTH = 20;

/** Undefined for what is not as plain as that. It is exported for the campaign that holds it against the whole parser. */
export function readPlain(source: string): unknown {
  const lines: Line[] = [];
  for (const whole of source.split('\n')) {
    const text = whole.trimStart();
    if (text === '' || text.startsWith('#')) {
      if (/[^ -~]/.test(whole)) return undefined;
      continue;
    }
    // Tabs, other white space and letters beyond ASCII have rules of their own.
    if (/[^ -~]/.test(whole) || text.endsWith(' ')) return undefined;
    lines.push({ indent: whole.length - text.length, text });
  }
  const reader = { lines, at: 0, depth: 0 };
  const first = lines[0];
  if (first === undefined || first.indent !== 0) return undefined;
  const value = block(reader, 0);
  return reader.at === lines.length ? value : undefined;
}

/** The mapping or list that begins at the reader's line, all of whose lines have that indentation. */
function block(reader: Reader, indent: number): unknown {
  if (reader.depth >= MAX_DEPTH) return undefined;
  reader.depth += 1;
  const value = reader.lines[reader.at]?.text.startsWith('- ') === true ? list(reader, indent) : mapping(reader, indent);
  reader.depth -= 1;
  return value;
}

function list(reader: Reader, indent: number): unknown {
  const found: unknown[] = [];
  for (let line = reader.lines[reader.at]; line !== undefined && line.indent === indent; line = reader.lines[reader.at]) {
    // After a list at the indentation of its key come more keys.
    if (!line.text.startsWith('- ')) break;
    const value = scalar(line.text.slice(2));
    if (value === undefined) return undefined;
    found.push(value);
    reader.at += 1;
  }
  return found;
}

const ENTRY = /^(?:"([^"\\]*)"|'([^']*)'|([A-Za-z0-9_/.][^\s#]*)):(?: (.+))?$/;

function mapping(reader: Reader, indent: number): unknown {
  const found: Record<string, unknown> = {};
  for (let line = reader.lines[reader.at]; line !== undefined && line.indent === indent; line = reader.lines[reader.at]) {
    const entry = ENTRY.exec(line.text);
    const key = entry?.[1] ?? entry?.[2] ?? entry?.[3];
    if (entry === null || key === undefined || isUnsafe(key, entry[3]) || Object.hasOwn(found, key)) return undefined;
    reader.at += 1;
    const value = entry[4] === undefined ? below(reader, indent) : inline(entry[4]);
    if (value === undefined) return undefined;
    found[key] = value;
  }
  const next = reader.lines[reader.at];
  return next !== undefined && next.indent > indent ? undefined : found;
}

/** The standard gives a key on one line 1024 characters. */
const MAX_KEY = 1000;

/** A key that means something to JavaScript, or one that is no string for YAML. */
function isUnsafe(key: string, plain: string | undefined): boolean {
  return (
    key === '__proto__' || key.length > MAX_KEY || (plain !== undefined && (typeof typed(plain) !== 'string' || plain.startsWith('...')))
  );
}

function below(reader: Reader, indent: number): unknown {
  const next = reader.lines[reader.at];
  if (next === undefined || next.indent < indent) return null;
  if (next.indent > indent) return block(reader, next.indent);
  return next.text.startsWith('- ') ? block(reader, indent) : null;
}

function inline(text: string): unknown {
  if (text === '{}') return {};
  if (text === '[]') return [];
  if (text === '{' || text === '[') return undefined;
  if (text.startsWith('{')) return flowMapping(text);
  if (text.startsWith('[')) return flowList(text);
  return scalar(text);
}

/** In `{…}` and `[…]` a scalar ends at a comma or bracket. */
const FLOW_SCALAR = String.raw`"[^"\\]*"|'[^']*'|[A-Za-z0-9_./^~](?:[^,{}[\]#'":]|:(?![ ,}\]]))*`;
const FLOW_ENTRY = new RegExp(String.raw`^(?:'([^']*)'|([A-Za-z_][\w-]*)): (${FLOW_SCALAR})(?:, |\}$)`);
const FLOW_ITEM = new RegExp(String.raw`^(${FLOW_SCALAR})(?:, |\]$)`);

function flowMapping(text: string): unknown {
  const found: Record<string, unknown> = {};
  let rest = text.slice(1);
  while (rest !== '') {
    const entry = FLOW_ENTRY.exec(rest);
    const [whole = '', quoted, bare, written = ''] = entry ?? [];
    const key = quoted ?? bare ?? '';
    const value = entry === null ? undefined : scalar(written);
    if (value === undefined || isUnsafe(key, bare) || Object.hasOwn(found, key)) return undefined;
    found[key] = value;
    rest = rest.slice(whole.length);
    if (rest === '' && !whole.endsWith('}')) return undefined;
  }
  return found;
}

function flowList(text: string): unknown {
  const found: unknown[] = [];
  let rest = text.slice(1);
  while (rest !== '') {
    const entry = FLOW_ITEM.exec(rest);
    const value = entry === null ? undefined : scalar(entry[1] ?? '');
    if (entry === null || value === undefined) return undefined;
    found.push(value);
    rest = rest.slice(entry[0].length);
    if (rest === '' && !entry[0].endsWith(']')) return undefined;
  }
  return found;
}

function scalar(text: string): unknown {
  const quoted = /^(?:"([^"\\]*)"|'([^']*)')$/.exec(text);
  if (quoted !== null) return quoted[1] ?? quoted[2];
  if (!/^[A-Za-z0-9_/.^~(]/.test(text) || text.endsWith(' ') || /: |:$| #/.test(text) || text.startsWith('...')) return undefined;
  return typed(text);
}

/** As YAML's core schema has it; undefined for numbers of rarer forms. */
function typed(text: string): unknown {
  if (/^(~|null|Null|NULL)$/.test(text)) return null;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  if (/^(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(text)) return Number(text);
  return /^\.?\d[\d_.eE+-]*$|^0[xob]|^[-+.]?\.?(inf|nan)$/i.test(text) && !/^\d+\.\d+\.\d/.test(text) ? undefined : text;
}
