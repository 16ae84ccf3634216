import type { SourceName, SourcePlace } from '../token-reader.ts';

/** What a `.proto` file says. Nothing is resolved: types are called as the file calls them. */
export interface ProtoFile extends ProtoScope {
  /** A file that does not say is proto2. */
  readonly syntax: 'proto2' | 'proto3' | 'editions';
  /** Null where it does not say. */
  readonly syntaxAt: SourcePlace | null;
  /** Empty where there is none. */
  readonly package: string;
  readonly packageAt: SourcePlace | null;
  readonly imports: readonly ProtoImport[];
  readonly services: readonly ProtoService[];
  readonly options: readonly ProtoOption[];
}

/** A file or a message: what definitions may stand in. */
export interface ProtoScope {
  readonly messages: readonly ProtoMessage[];
  readonly enums: readonly ProtoEnum[];
  readonly extends: readonly ProtoExtend[];
}

export interface ProtoImport {
  readonly path: string;
  readonly at: SourcePlace;
  /** Whoever imports this file has that one too. */
  readonly isPublic: boolean;
}

export interface ProtoMessage extends SourceName, ProtoScope {
  /** Those in a oneof included. */
  readonly fields: readonly ProtoField[];
  readonly oneofs: readonly SourceName[];
  readonly reserved: ProtoReserved;
  /** Numbers that others may extend it by. */
  readonly extensionRanges: readonly ProtoRange[];
  readonly options: readonly ProtoOption[];
}

export interface ProtoField extends SourceName {
  readonly number: number;
  readonly label: 'optional' | 'required' | 'repeated' | null;
  /** As it is written: `int32`, `Pet`, `.pets.v1.Pet`; of a map that of its values, of a group its message. */
  readonly type: string;
  readonly typeAt: SourcePlace;
  /** Null where it is no map. */
  readonly keyType: string | null;
  /** The oneof it stands in. */
  readonly oneof: string | null;
  readonly isGroup: boolean;
  readonly options: readonly ProtoOption[];
}

export interface ProtoEnum extends SourceName {
  readonly values: readonly ProtoEnumValue[];
  readonly reserved: ProtoReserved;
  readonly options: readonly ProtoOption[];
}

export interface ProtoEnumValue extends SourceName {
  readonly number: number;
  readonly options: readonly ProtoOption[];
}

export interface ProtoService extends SourceName {
  readonly methods: readonly ProtoMethod[];
  readonly options: readonly ProtoOption[];
}

export interface ProtoMethod extends SourceName {
  readonly input: ProtoMessageType;
  readonly output: ProtoMessageType;
  readonly options: readonly ProtoOption[];
}

export interface ProtoMessageType {
  readonly type: string;
  readonly at: SourcePlace;
  readonly isStream: boolean;
}

/** Fields that are added to somebody else's message. */
export interface ProtoExtend {
  readonly type: string;
  readonly at: SourcePlace;
  readonly fields: readonly ProtoField[];
}

export interface ProtoReserved {
  readonly ranges: readonly ProtoRange[];
  readonly names: readonly SourceName[];
}

/** Both ends are in it; `max` is Infinity. */
export interface ProtoRange {
  readonly from: number;
  readonly to: number;
  readonly at: SourcePlace;
}

export interface ProtoOption extends SourceName {
  /** Of a text what it says, of anything else how it is written. */
  readonly value: string;
}
