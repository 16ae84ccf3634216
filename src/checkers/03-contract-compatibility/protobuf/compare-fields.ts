import type { SourcePlace } from '../../../formats/token-reader.ts';
import type { ProtoField, ProtoFile, ProtoReserved } from '../../../formats/protobuf/proto-file.ts';
import type { ProtoKind } from '../kinds.ts';
import { isReserved } from './reserved.ts';
import type { Sameness } from './proto-type.ts';

export interface Fields {
  readonly fields: readonly ProtoField[];
  readonly reserved: ProtoReserved;
  readonly file: ProtoFile;
  readonly at: SourcePlace;
}

/** In the judged tree; null where it is gone, or the file as a whole. `was`: where it stood at base. */
export type SayProto = (kind: ProtoKind, at: SourcePlace | null, text: string, was?: SourcePlace | null) => void;

/** How the types compare that something of the two sides has; `isScalar`: nobody can tell that its first one is left out. */
export type CompareTypes = (was: string, is: string) => { readonly sameness: Sameness; readonly isScalar: boolean };

export interface FieldsContext {
  readonly say: SayProto;
  readonly compareTypes: CompareTypes;
}

export const NOTHING_RESERVED: Pick<Fields, 'reserved'> = { reserved: { ranges: [], names: [] } };

export function compareFields(base: Fields, head: Fields, { say, compareTypes }: FieldsContext): void {
  const after = Map.groupBy(head.fields, ({ number }) => number);
  const before = new Set(base.fields.map(({ number }) => number));
  const byName = new Map(head.fields.map((field) => [field.name, field]));
  for (const was of base.fields) {
    const there = after.get(was.number) ?? [];
    // Where one number was given twice by mistake, each field is itself.
    const is = there.find(({ name }) => name === was.name) ?? there[0];
    if (is === undefined) removed(was, { head, moved: byName.get(was.name), say });
    else compareField({ field: was, file: base.file }, { field: is, file: head.file }, { say, compareTypes });
  }
  for (const is of head.fields) {
    if (before.has(is.number)) continue;
    const name = `${is.name} = ${is.number}`;
    if (isReserved(base.reserved, is)) say('reserved-reused', is.at, `${name} is what was reserved so that nobody takes it again`);
    else if (is.label === 'required') say('required-field-added', is.at, `${name} is new and required`);
  }
}

function removed(
  was: ProtoField,
  { head, moved, say }: { readonly head: Fields; readonly moved: ProtoField | undefined; readonly say: SayProto },
): void {
  const name = `${was.name} = ${was.number}`;
  if (moved !== undefined) return say('field-renumbered', moved.at, `${name} has the number ${moved.number} now`);
  const reserved = { number: isReserved(head.reserved, { number: was.number }), name: isReserved(head.reserved, { name: was.name }) };
  if (was.label === 'required') say('required-field-removed', head.at, `${name} is gone, and was required`);
  else if (reserved.number && reserved.name) say('field-removed-reserved', head.at, `${name} is gone, and reserved`);
  else {
    const free = reserved.number ? 'its name' : reserved.name ? 'its number' : 'its number and its name';
    say('field-removed', head.at, `${name} is gone, and ${free} not reserved`);
  }
}

interface Side {
  readonly field: ProtoField;
  readonly file: ProtoFile;
}

function compareField({ field: was, file: before }: Side, { field: is, file: after }: Side, { say, compareTypes }: FieldsContext): void {
  const name = `${is.name} = ${is.number}`;
  const types = compareTypes(was.type, is.type);
  const isOther = types.sameness === 'other' || (was.keyType ?? '') !== (is.keyType ?? '') || isDelimited(was) !== isDelimited(is);
  if (was.name !== is.name) {
    if (isOther) return say('field-reused', is.at, `${name} is ${typeOf(is)}, and ${was.name} was ${typeOf(was)}`);
    say('field-renamed', is.at, `${name} was called ${was.name}`);
  }
  if (isOther)
    say('field-retyped', is.typeAt, `${name} was ${typeOf(was)} and is ${typeOf(was) === typeOf(is) ? 'another ' : ''}${typeOf(is)}`);
  else if (types.sameness === 'alike') say('field-retyped-alike', is.typeAt, `${name} was ${typeOf(was)} and is ${typeOf(is)}`);
  const [one, other] = [cardinalityOf(was, before), cardinalityOf(is, after)];
  if (one !== other) {
    // Of a message is always known whether it is there.
    const isPresence = [one, other].every((each) => each === 'one' || each === 'optional');
    if (!isPresence) say('cardinality-changed', is.at, `${name} was ${one} and is ${other}`);
    else if (was.oneof === null && is.oneof === null && types.isScalar)
      say('presence-changed', is.at, `${name} was ${one} and is ${other}`);
  }
  if (was.oneof !== is.oneof) say('oneof-changed', is.at, `${name} was ${within(was)} and is ${within(is)}`);
  compareOptions({ was, is, name, say });
}

function compareOptions({
  was,
  is,
  name,
  say,
}: {
  readonly was: ProtoField;
  readonly is: ProtoField;
  readonly name: string;
  readonly say: SayProto;
}): void {
  const [one, other] = [jsonNameOf(was), jsonNameOf(is)];
  if (was.name === is.name && one !== other) say('json-name-changed', is.at, `${name} is called ${other} in JSON, and was ${one}`);
  const [before, after] = [optionOf(was, 'default'), optionOf(is, 'default')];
  if (before !== after)
    say('default-changed', is.at, `${name} is ${after ?? 'nothing'} when it is left out, and was ${before ?? 'nothing'}`);
  for (const key of ['jstype', 'ctype']) {
    if (optionOf(was, key) !== optionOf(is, key)) say('generated-type-changed', is.at, `${name} has another ${key}`);
  }
}

function optionOf({ options }: ProtoField, key: string): string | null {
  return options.find(({ name }) => name === key)?.value ?? null;
}

function jsonNameOf(field: ProtoField): string {
  return optionOf(field, 'json_name') ?? field.name.replace(/_+([^_]?)/g, (_, letter: string) => letter.toUpperCase());
}

/** Written between two marks instead of behind its length. */
function isDelimited(field: ProtoField): boolean {
  return field.isGroup || optionOf(field, 'features.message_encoding') === 'DELIMITED';
}

type Cardinality = 'a map' | 'repeated' | 'required' | 'optional' | 'one';

/** Without a label: in proto3 nobody can tell zero from nothing. */
function cardinalityOf({ keyType, label }: ProtoField, { syntax }: ProtoFile): Cardinality {
  if (keyType !== null) return 'a map';
  return label ?? (syntax === 'proto2' ? 'optional' : 'one');
}

function typeOf({ keyType, type }: ProtoField): string {
  return keyType === null ? type : `map<${keyType}, ${type}>`;
}

function within({ oneof }: ProtoField): string {
  return oneof === null ? 'in no oneof' : `in the oneof ${oneof}`;
}
