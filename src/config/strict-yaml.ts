import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { UserError } from '../domain/error.ts';
import { keyPath, type SchemaFault, schemaFaults } from './schema-faults.ts';
import { unwritable } from './unwritable.ts';

/** No config or order is near this; a parser fed more than this is being attacked, or fed the wrong file. */
const MAX_CHARACTERS = 256 * 1024;
/** A document with aliases may grow to this many times its own size, not beyond (yaml's own bound and unit). */
const MAX_ALIASES = 100;

export interface YamlSource<S extends z.ZodType> {
  readonly text: string;
  /** Path of the file, for messages. */
  readonly path: string;
  /** Line of the file that the text starts on; 1 unless it is part of a larger file. */
  readonly firstLine?: number;
  readonly schema: S;
  /** Code of the errors. */
  readonly code: string;
  /** More that must hold, of the raw value; each answer is one error. */
  readonly check?: (raw: unknown) => readonly SchemaFault[];
}

/** Reads YAML 1.2 strictly: one document, unique keys, known tags, bounded aliases, and the schema. An error is a `UserError` naming file, line and key. */
export function parseStrictYaml<S extends z.ZodType>({ text, path, firstLine = 1, schema, code, check }: YamlSource<S>): z.output<S> {
  const lines = new LineCounter();
  const at = (offset: number) => `${path}:${lines.linePos(offset).line + firstLine - 1}`;
  if (text.length > MAX_CHARACTERS)
    throw new UserError(code, `${path}: expected at most ${MAX_CHARACTERS} characters, found ${text.length}`);
  const { doc, raw } = read({ text, path, code, lines });

  // One slip at the start of a file breaks everything after it: the first few are the ones to read.
  const faults = [...doc.errors, ...doc.warnings]
    .slice(0, 3)
    .map((error) => `${at(error.pos[0])}: ${error.message.split(/[\n;]/)[0] ?? error.code}`);
  if (faults.length > 0) throw new UserError(code, faults.join('\n'), { hint: 'The file must be valid YAML 1.2.' });

  // A file in which everything is commented out says nothing, which is allowed.
  const value = raw ?? {};
  const parsed = schema.safeParse(value);
  const found = [
    ...(parsed.success ? [] : schemaFaults(parsed.error.issues, { value, schema })),
    ...(check?.(value) ?? []),
    ...unwritable(value),
  ];
  if (parsed.success && found.length === 0) return parsed.data;
  const messages = found
    .map((fault) => ({ offset: offsetOf(doc, fault.path), text: `${keyPath(fault.path)}${fault.text}` }))
    .toSorted((a, b) => a.offset - b.offset)
    .map((fault) => `${at(fault.offset)}: ${fault.text}`);
  throw new UserError(code, messages.join('\n'));
}

function read({
  text,
  path,
  code,
  lines,
}: {
  readonly text: string;
  readonly path: string;
  readonly code: string;
  readonly lines: LineCounter;
}) {
  try {
    const doc = parseDocument(text, { strict: true, uniqueKeys: true, stringKeys: true, lineCounter: lines, prettyErrors: false });
    const raw: unknown = doc.errors.length > 0 ? null : doc.toJS({ maxAliasCount: MAX_ALIASES });
    return { doc, raw };
  } catch (cause) {
    // The parser throws for what it will not expand: alias bombs and nesting deeper than the stack.
    if (cause instanceof ReferenceError || cause instanceof RangeError) throw new UserError(code, `${path}: ${cause.message}`, { cause });
    throw cause;
  }
}

/** Where the value at this path is written; where it is missing, the place it is missing from. */
function offsetOf(doc: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = doc.contents;
  let offset = doc.contents?.range[0] ?? 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(doc);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair === undefined) return offset;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key];
      if (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
