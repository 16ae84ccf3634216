import type { SourceName, SourcePlace } from '../../formats/token-reader.ts';
import { NumberRanges } from '../../formats/protobuf/number-ranges.ts';
import type {
  ProtoEnum,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  ProtoRange,
  ProtoReserved,
  ProtoScope,
} from '../../formats/protobuf/proto-file.ts';

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
    ...sameNames(file.imports.map(({ path: name, at }) => ({ name, at }))),
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
    ...[...Map.groupBy(scope.extends, ({ type }) => type).values()].flatMap((all) => sameNumbers(all.flatMap(({ fields }) => fields))),
    ...scope.extends.flatMap(({ fields }) =>
      fields.flatMap((field) => [...formFaults(field, syntax), ...rangeFaults(field), ...mapFaults(field)]),
    ),
  ];
}

function messageFaults(message: ProtoMessage, syntax: Syntax): ProtobufFault[] {
  const { fields, oneofs, reserved, extensionRanges } = message;
  const forExtensions = new NumberRanges(extensionRanges);
  const mayConflict = message.options.some(({ name, value }) => name === 'deprecated_legacy_json_field_conflicts' && value === 'true');
  const used = new Set(fields.map(({ oneof }) => oneof));
  const extensible = fields.flatMap(({ name, number, at }) =>
    forExtensions.has(number) ? [{ at, message: `${name} has the number ${number}, which is kept for extensions` }] : [],
  );
  return [
    ...sameNames([...fields.filter(({ isGroup }) => !isGroup), ...oneofs, ...named(message)]),
    ...sameNumbers(fields),
    ...fields.flatMap((field) => [...formFaults(field, syntax), ...rangeFaults(field)]),
    ...(syntax === 'proto3' && !mayConflict ? sameJsonNames(fields) : []),
    ...reservedFaults(fields, reserved),
    ...[...reserved.ranges, ...extensionRanges].flatMap(reversedFaults),
    ...extensible,
    ...(syntax === 'proto3' ? extensionRanges.slice(0, 1) : []).map(({ at }) => ({
      at,
      message: `${message.name} may not be extended in proto3`,
    })),
    ...oneofs.filter(({ name }) => !used.has(name)).map(({ name, at }) => ({ at, message: `the oneof ${name} is empty` })),
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
    ...reserved.ranges.flatMap(reversedFaults),
    ...values
      .filter(({ number }) => Math.abs(number + 0.5) > 2 ** 31)
      .map((one) => ({ at: one.at, message: `${one.name} has the number ${one.number}, which has more than 32 bits` })),
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
  const [numbers, words] = [new NumberRanges(ranges), new Set(names.map(({ name }) => name))];
  return all.flatMap(({ name, number, at }) => [
    ...(numbers.has(number) ? [{ at, message: `${name} has the number ${number}, which is reserved` }] : []),
    ...(words.has(name) ? [{ at, message: `the name ${name} is reserved` }] : []),
  ]);
}

function reversedFaults({ from, to, at }: ProtoRange): ProtobufFault[] {
  return from <= to ? [] : [{ at, message: `${from} to ${to} is no range` }];
}

/** What only its capitals and underscores tell apart. */
function sameJsonNames(fields: readonly ProtoField[]): ProtobufFault[] {
  const known = new Map<string, string>();
  return fields.flatMap(({ name, at }) => {
    const inJson = name.replace(/_+([^_]?)/g, (_, letter: string) => letter.toUpperCase());
    const other = known.get(inJson);
    known.set(inJson, other ?? name);
    return other === undefined || other === name ? [] : [{ at, message: `${name} is called ${inJson} in JSON, as ${other} is` }];
  });
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
