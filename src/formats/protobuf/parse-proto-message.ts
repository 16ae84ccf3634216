import type { SourceName, SourcePlace } from '../token-reader.ts';
import type {
  ProtoEnum,
  ProtoEnumValue,
  ProtoExtend,
  ProtoField,
  ProtoMessage,
  ProtoOption,
  ProtoRange,
  ProtoReserved,
} from './proto-file.ts';
import { readFieldOptions, readOption } from './parse-proto-option.ts';
import type { ProtoReader } from './proto-reader.ts';

/** A file or a message that is still being read. */
export interface OpenScope {
  readonly messages: ProtoMessage[];
  readonly enums: ProtoEnum[];
  readonly extends: ProtoExtend[];
}

interface OpenReserved extends ProtoReserved {
  readonly ranges: ProtoRange[];
  readonly names: SourceName[];
}

interface OpenMessage extends OpenScope {
  readonly fields: ProtoField[];
  readonly oneofs: SourceName[];
  readonly reserved: OpenReserved;
  readonly extensionRanges: ProtoRange[];
  readonly options: ProtoOption[];
}

export function openScope(): OpenScope {
  return { messages: [], enums: [], extends: [] };
}

/** What may stand in a file and in a message; false where there is none of it. */
export function readScoped(reader: ProtoReader, scope: OpenScope): boolean {
  // Editions say so of what others may see.
  if ((reader.isAt('export') || reader.isAt('local')) && /^(message|enum|service)$/.test(reader.ahead(1).value)) reader.take();
  if (reader.takeIf('message')) scope.messages.push(readMessage(reader));
  else if (reader.takeIf('enum')) scope.enums.push(readEnum(reader));
  else if (reader.takeIf('extend')) scope.extends.push(readExtend(reader, scope));
  else return false;
  return true;
}

function readMessage(reader: ProtoReader): ProtoMessage {
  const named = reader.word('the name of a message');
  return { ...named, ...readMessageBody(reader) };
}

function readMessageBody(reader: ProtoReader): OpenMessage {
  const message: OpenMessage = {
    ...openScope(),
    fields: [],
    oneofs: [],
    reserved: { ranges: [], names: [] },
    extensionRanges: [],
    options: [],
  };
  reader.block(() => {
    if (readScoped(reader, message)) return;
    if (reader.takeIf('option')) message.options.push(readOption(reader));
    else if (reader.takeIf('reserved')) readReserved(reader, message.reserved);
    else if (reader.takeIf('extensions')) {
      message.extensionRanges.push(...readRanges(reader));
      readFieldOptions(reader);
      reader.expect(';');
    } else if (reader.takeIf('oneof')) readOneof(reader, message);
    else message.fields.push(readField(reader, message, null));
  });
  return message;
}

function readOneof(reader: ProtoReader, message: OpenMessage): void {
  const oneof = reader.word('the name of a oneof');
  message.oneofs.push(oneof);
  reader.block(() => {
    if (reader.takeIf('option')) readOption(reader);
    else message.fields.push(readField(reader, message, oneof.name));
  });
}

function readExtend(reader: ProtoReader, scope: OpenScope): ProtoExtend {
  const { name: type, at } = reader.dotted('the name of a message');
  const fields: ProtoField[] = [];
  reader.block(() => fields.push(readField(reader, scope, null)));
  return { type, at, fields };
}

function readField(reader: ProtoReader, scope: OpenScope, oneof: string | null): ProtoField {
  const label = readLabel(reader);
  // A type may be called group or map too.
  if (reader.isAt('group') && reader.ahead(1).kind === 'word' && reader.ahead(2).value === '=') {
    const next = reader.ahead(4).value;
    if (next === '{' || next === '[') return readGroup(reader, scope, { label, oneof });
  }
  const { keyType, type, typeAt } = readType(reader);
  const named = reader.word('the name of a field');
  const number = readNumber(reader);
  const options = readFieldOptions(reader);
  reader.expect(';');
  return { ...named, number, label, type, typeAt, keyType, oneof, isGroup: false, options };
}

function readLabel(reader: ProtoReader): ProtoField['label'] {
  const { value } = reader.token;
  if (value !== 'optional' && value !== 'required' && value !== 'repeated') return null;
  reader.take();
  return value;
}

function readType(reader: ProtoReader): { readonly keyType: string | null; readonly type: string; readonly typeAt: SourcePlace } {
  if (!(reader.isAt('map') && reader.ahead(1).value === '<')) {
    const { name: type, at: typeAt } = reader.dotted('the type of a field');
    return { keyType: null, type, typeAt };
  }
  reader.take();
  reader.expect('<');
  const keyType = reader.word('the type of the keys').name;
  reader.expect(',');
  const { name: type, at: typeAt } = reader.dotted('the type of the values');
  reader.expect('>');
  return { keyType, type, typeAt };
}

/** A field, and the message that it holds, in one. */
function readGroup(reader: ProtoReader, scope: OpenScope, { label, oneof }: Pick<ProtoField, 'label' | 'oneof'>): ProtoField {
  reader.expect('group');
  const { name: type, at } = reader.word('the name of a group');
  const number = readNumber(reader);
  const options = readFieldOptions(reader);
  scope.messages.push({ name: type, at, ...readMessageBody(reader) });
  return { name: type.toLowerCase(), at, number, label, type, typeAt: at, keyType: null, oneof, isGroup: true, options };
}

function readNumber(reader: ProtoReader): number {
  reader.expect('=');
  return reader.integer('a number').value;
}

function readEnum(reader: ProtoReader): ProtoEnum {
  const named = reader.word('the name of an enum');
  const values: ProtoEnumValue[] = [];
  const reserved: OpenReserved = { ranges: [], names: [] };
  const options: ProtoOption[] = [];
  reader.block(() => {
    // A value may be called so too.
    const isValue = reader.ahead(1).value === '=';
    if (!isValue && reader.takeIf('option')) options.push(readOption(reader));
    else if (!isValue && reader.takeIf('reserved')) readReserved(reader, reserved);
    else {
      const value = { ...reader.word('the name of a value'), number: readNumber(reader), options: readFieldOptions(reader) };
      reader.expect(';');
      values.push(value);
    }
  });
  return { ...named, values, reserved, options };
}

/** What follows the word `reserved`: names are texts, and words in editions. */
function readReserved(reader: ProtoReader, reserved: OpenReserved): void {
  const { kind } = reader.token;
  if (kind === 'text') {
    do reserved.names.push(reader.text('a name'));
    while (reader.takeIf(','));
  } else if (kind === 'word') {
    do reserved.names.push(reader.word('a name'));
    while (reader.takeIf(','));
  } else reserved.ranges.push(...readRanges(reader));
  reader.expect(';');
}

function readRanges(reader: ProtoReader): ProtoRange[] {
  const ranges: ProtoRange[] = [];
  do {
    const { value: from, at } = reader.integer('a number');
    const to = !reader.takeIf('to') ? from : reader.takeIf('max') ? Infinity : reader.integer('a number').value;
    ranges.push({ from, to, at });
  } while (reader.takeIf(','));
  return ranges;
}
