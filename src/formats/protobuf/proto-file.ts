/** Lines and columns count from one. */
export interface ProtoPlace {
  readonly line: number;
  readonly column: number;
}

/** What has a name, and where that stands. */
export interface ProtoNamed {
  readonly name: string;
  readonly at: ProtoPlace;
}

/** What a `.proto` file says. Nothing is resolved: types are called as the file calls them. */
export interface ProtoFile extends ProtoScope {
  /** A file that does not say is proto2. */
  readonly syntax: 'proto2' | 'proto3' | 'editions';
  /** Empty where there is none. */
  readonly package: string;
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
  readonly at: ProtoPlace;
  /** Whoever imports this file has that one too. */
  readonly isPublic: boolean;
}

export interface ProtoMessage extends ProtoNamed, ProtoScope {
  /** Those in a oneof included. */
  readonly fields: readonly ProtoField[];
  readonly oneofs: readonly ProtoNamed[];
  readonly reserved: ProtoReserved;
  /** Numbers that others may extend it by. */
  readonly extensionRanges: readonly ProtoRange[];
  readonly options: readonly ProtoOption[];
}

export interface ProtoField extends ProtoNamed {
  readonly number: number;
  readonly label: 'optional' | 'required' | 'repeated' | null;
  /** As it is written: `int32`, `Pet`, `.pets.v1.Pet`; of a map that of its values, of a group its message. */
  readonly type: string;
  readonly typeAt: ProtoPlace;
  /** Null where it is no map. */
  readonly keyType: string | null;
  /** The oneof it stands in. */
  readonly oneof: string | null;
  readonly isGroup: boolean;
  readonly options: readonly ProtoOption[];
}

export interface ProtoEnum extends ProtoNamed {
  readonly values: readonly ProtoEnumValue[];
  readonly reserved: ProtoReserved;
  readonly options: readonly ProtoOption[];
}

export interface ProtoEnumValue extends ProtoNamed {
  readonly number: number;
  readonly options: readonly ProtoOption[];
}

export interface ProtoService extends ProtoNamed {
  readonly methods: readonly ProtoMethod[];
  readonly options: readonly ProtoOption[];
}

export interface ProtoMethod extends ProtoNamed {
  readonly input: ProtoMessageType;
  readonly output: ProtoMessageType;
  readonly options: readonly ProtoOption[];
}

export interface ProtoMessageType {
  readonly type: string;
  readonly at: ProtoPlace;
  readonly isStream: boolean;
}

/** Fields that are added to somebody else's message. */
export interface ProtoExtend {
  readonly type: string;
  readonly at: ProtoPlace;
  readonly fields: readonly ProtoField[];
}

export interface ProtoReserved {
  readonly ranges: readonly ProtoRange[];
  readonly names: readonly ProtoNamed[];
}

/** Both ends are in it; `max` is Infinity. */
export interface ProtoRange {
  readonly from: number;
  readonly to: number;
  readonly at: ProtoPlace;
}

export interface ProtoOption extends ProtoNamed {
  /** Of a text what it says, of anything else how it is written. */
  readonly value: string;
}
