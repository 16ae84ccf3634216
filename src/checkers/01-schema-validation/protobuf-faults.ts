import type { SourceName, SourcePlace } from '../../formats/token-reader.ts';
import type { ProtoEnum, ProtoField, ProtoFile, ProtoMessage, ProtoReserved, ProtoScope } from '../../formats/protobuf/proto-file.ts';

export interface ProtobufFault {
  readonly at: SourcePlace;
  readonly message: string;
}

type Syntax = ProtoFile['syntax'];

const MAX_NUMBER = 536_870_911;
const KEY_TYPES = /^(u?int(32|64)|sint(32|64)|s?fixed(32|64)|bool|string)$/;

/** What no compiler of protobuf takes, whatever the other files say. */
export function protobufFaults(file: ProtoFile): ProtobufFault[] {
  const { services } = file;
  return [
    ...sameNames([...named(file), ...services]),
    ...scopeFaults(file, file.syntax),
    ...services.flatMap(({ methods }) => sameNames(methods)),
  ];
}

/** The values of an enum stand beside it, not in it. */
function named({ messages, enums, extends: extended }: ProtoScope): SourceName[] {
  return [...messages, ...enums, ...enums.flatMap(({ values }) => values), ...extended.flatMap(({ fields }) => fields)];
}

function scopeFaults(scope: ProtoScope, syntax: Syntax): ProtobufFault[] {
  return [
    ...scope.enums.flatMap((one) => enumFaults(one, syntax)),
    ...scope.messages.flatMap((message) => messageFaults(message, syntax)),
    ...scope.extends.flatMap(({ fields }) =>
      fields.flatMap((field) => [...formFaults(field, syntax), ...rangeFaults(field), ...mapFaults(field)]),
    ),
  ];
}

function messageFaults(message: ProtoMessage, syntax: Syntax): ProtobufFault[] {
  const { fields, oneofs, reserved, extensionRanges } = message;
  const extensible = fields.flatMap(({ name, number, at }) =>
    extensionRanges.some(({ from, to }) => number >= from && number <= to)
      ? [{ at, message: `${name} has the number ${number}, which is kept for extensions` }]
      : [],
  );
  return [
    ...sameNames([...fields.filter(({ isGroup }) => !isGroup), ...oneofs, ...named(message)]),
    ...sameNumbers(fields),
    ...fields.flatMap((field) => [...formFaults(field, syntax), ...rangeFaults(field)]),
    ...reservedFaults(fields, reserved),
    ...extensible,
    ...oneofs
      .filter(({ name }) => !fields.some(({ oneof }) => oneof === name))
      .map(({ name, at }) => ({ at, message: `the oneof ${name} is empty` })),
    ...scopeFaults(message, syntax),
  ];
}

function enumFaults({ name, at, values, reserved, options }: ProtoEnum, syntax: Syntax): ProtobufFault[] {
  const [first] = values;
  if (first === undefined) return [{ at, message: `the enum ${name} has no value` }];
  const isOpen = syntax === 'proto3';
  const mayAlias = options.some((option) => option.name === 'allow_alias' && option.value === 'true');
  return [
    ...(isOpen && first.number !== 0
      ? [{ at: first.at, message: `the first value of an enum of proto3 is 0, found ${first.number}` }]
      : []),
    ...(mayAlias ? [] : sameNumbers(values)),
    ...reservedFaults(values, reserved),
  ];
}

function sameNames(all: readonly SourceName[]): ProtobufFault[] {
  const known = new Map<string, SourceName>();
  return all.flatMap((one) => {
    const other = known.get(one.name);
    known.set(one.name, other ?? one);
    return other === undefined ? [] : [{ at: one.at, message: `${one.name} is defined twice: on line ${other.at.line} too` }];
  });
}

function sameNumbers(all: readonly (SourceName & { readonly number: number })[]): ProtobufFault[] {
  const known = new Map<number, SourceName>();
  return all.flatMap((one) => {
    const other = known.get(one.number);
    known.set(one.number, other ?? one);
    return other === undefined ? [] : [{ at: one.at, message: `${one.name} has the number ${one.number}, which is that of ${other.name}` }];
  });
}

function reservedFaults(all: readonly (SourceName & { readonly number: number })[], { ranges, names }: ProtoReserved): ProtobufFault[] {
  return all.flatMap(({ name, number, at }) => [
    ...(ranges.some(({ from, to }) => number >= from && number <= to)
      ? [{ at, message: `${name} has the number ${number}, which is reserved` }]
      : []),
    ...(names.some((reserved) => reserved.name === name) ? [{ at, message: `the name ${name} is reserved` }] : []),
  ]);
}

function rangeFaults({ name, number, at }: ProtoField): ProtobufFault[] {
  if (number < 1 || number > MAX_NUMBER) return [{ at, message: `${name} has the number ${number}: expected one from 1 to ${MAX_NUMBER}` }];
  return number >= 19_000 && number <= 19_999
    ? [{ at, message: `${name} has the number ${number}: 19000 to 19999 are protobuf's own` }]
    : [];
}

function mapFaults({ name, keyType, at }: ProtoField): ProtobufFault[] {
  return keyType === null ? [] : [{ at, message: `the extension ${name} may not be a map` }];
}

/** What a field may be made of. */
function formFaults({ name, at, label, keyType, oneof, isGroup, options }: ProtoField, syntax: Syntax): ProtobufFault[] {
  const faults: string[] = [];
  if (keyType !== null && !KEY_TYPES.test(keyType)) faults.push(`the keys of a map are numbers, texts or bool, found ${keyType}`);
  if (keyType !== null && (label !== null || oneof !== null)) faults.push(`the map ${name} may have no label and be in no oneof`);
  if (oneof !== null && label !== null) faults.push(`${name} is in a oneof and may not be ${label}`);
  if (syntax === 'proto2' && label === null && keyType === null && oneof === null)
    faults.push(`${name} has no label: expected optional, required or repeated in proto2`);
  if (syntax !== 'proto2' && label === 'required') faults.push(`${name} may not be required outside of proto2`);
  if (syntax === 'editions' && label === 'optional') faults.push(`${name} may not be optional in an edition: use features.field_presence`);
  if (syntax !== 'proto2' && isGroup) faults.push(`${name} may not be a group outside of proto2`);
  if (syntax === 'proto3' && options.some((option) => option.name === 'default')) faults.push(`${name} may have no default in proto3`);
  return faults.map((message) => ({ at, message }));
}
