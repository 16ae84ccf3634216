import { type SourceName, type SourcePlace, Unparsable } from '../token-reader.ts';
import type { PrismaArgument, PrismaAttribute, PrismaEnum, PrismaField, PrismaFile, PrismaModel, PrismaValue } from './prisma-file.ts';
import { PrismaReader } from './prisma-reader.ts';

export type PrismaReading =
  | { readonly file: PrismaFile; readonly problem: null }
  /** It does not parse. */
  | { readonly file: null; readonly problem: { readonly message: string; readonly at: SourcePlace } };

/** Reads the text of a `.prisma` file. What it means is another question: unknown types are no fault here. */
export function parsePrisma(text: string): PrismaReading {
  try {
    return { file: readFile(new PrismaReader(text)), problem: null };
  } catch (error) {
    if (!(error instanceof Unparsable)) throw error;
    return { file: null, problem: { message: error.message, at: error.at } };
  }
}

function readFile(reader: PrismaReader): PrismaFile {
  const models: PrismaModel[] = [];
  const enums: PrismaEnum[] = [];
  let provider: string | null = null;
  while (reader.token.kind !== 'end') {
    const { name: kind, at } = reader.word('a block');
    const named = reader.word('the name of a block');
    if (kind === 'model' || kind === 'view' || kind === 'type') models.push(readModel(reader, kind, named));
    else if (kind === 'enum') enums.push(readEnum(reader, named));
    else if (kind === 'datasource' || kind === 'generator') {
      const settings = readSettings(reader);
      if (kind === 'datasource') provider = settings.get('provider') ?? '';
    } else throw new Unparsable(`expected model, enum, view, type, datasource or generator, found ${JSON.stringify(kind)}`, at);
  }
  return { models, enums, provider };
}

function readSettings(reader: PrismaReader): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  reader.block(() => {
    const { name } = reader.word('the name of a setting');
    reader.expect('=');
    const value = readValue(reader);
    if (value.kind !== 'list') settings.set(name, value.value);
  });
  return settings;
}

function readModel(reader: PrismaReader, kind: PrismaModel['kind'], named: SourceName): PrismaModel {
  const fields: PrismaField[] = [];
  const attributes: PrismaAttribute[] = [];
  reader.block(() => {
    if (reader.isAt('@@')) attributes.push(readAttribute(reader));
    else fields.push(readField(reader));
  });
  return { ...named, kind, fields, attributes };
}

function readField(reader: PrismaReader): PrismaField {
  const named = reader.word('a field');
  // The line ends a field.
  if (reader.token.at.line !== named.at.line) throw new Unparsable(`the field ${named.name} has no type`, named.at);
  const { name: type, at: typeAt } = reader.word('the type of a field');
  const isUnsupported = reader.takeIf('(');
  if (isUnsupported) reader.list(')', () => readValue(reader));
  const isList = reader.takeIf('[');
  if (isList) reader.expect(']');
  const isOptional = reader.takeIf('?');
  const attributes: PrismaAttribute[] = [];
  while (reader.isAt('@')) attributes.push(readAttribute(reader));
  return { ...named, type: isUnsupported ? '' : type, typeAt, isList, isOptional, attributes };
}

function readEnum(reader: PrismaReader, named: SourceName): PrismaEnum {
  const values: SourceName[] = [];
  reader.block(() => {
    if (reader.isAt('@@')) return void readAttribute(reader);
    values.push(reader.word('a value'));
    while (reader.isAt('@')) readAttribute(reader);
  });
  return { ...named, values };
}

function readAttribute(reader: PrismaReader): PrismaAttribute {
  reader.take();
  const named = reader.word('the name of an attribute');
  return { ...named, arguments: reader.takeIf('(') ? readArguments(reader) : [] };
}

function readArguments(reader: PrismaReader): PrismaArgument[] {
  const found: PrismaArgument[] = [];
  reader.list(')', () => {
    const value = readValue(reader);
    const isName = value.kind === 'name' && !value.isCall && reader.takeIf(':');
    found.push(isName ? { name: value.value, value: readValue(reader) } : { name: null, value });
  });
  return found;
}

function readValue(reader: PrismaReader): PrismaValue {
  const { kind, value, at } = reader.take();
  if (kind === 'text' || kind === 'number') return { kind, value, at };
  if (kind === 'word') {
    const isCall = reader.takeIf('(');
    if (isCall) readArguments(reader);
    return { kind: 'name', value, at, isCall };
  }
  if (value !== '[' || kind !== 'sign')
    throw new Unparsable(`expected a value, found ${kind === 'end' ? 'the end of the file' : JSON.stringify(value)}`, at);
  const items: PrismaValue[] = [];
  reader.list(']', () => items.push(readValue(reader)));
  return { kind: 'list', items, at };
}
