import { type ProtoIndex, resolvedType } from './proto-index.ts';

/** A type as something calls it, with all that is known of what is defined there. */
export interface Called {
  /** Null where it is a scalar, or where nobody here defines it. */
  readonly name: string | null;
  /** Its values, each with its number: `KIND_A = 1`; null where it is no enum. */
  readonly values: ReadonlySet<string> | null;
  /** No message. */
  readonly isScalar: boolean;
  readonly written: string;
}

/** Scalars that are written alike on the wire and in JSON, which writes 64 bits as a text. */
const ALIKE: readonly (readonly string[])[] = [
  ['int32', 'uint32'],
  ['int64', 'uint64'],
  ['fixed32', 'sfixed32'],
  ['fixed64', 'sfixed64'],
];
const SCALARS = new Set([...ALIKE.flat(), 'sint32', 'sint64', 'bool', 'float', 'double', 'string', 'bytes']);

export function called(index: ProtoIndex, scope: string, type: string): Called {
  const written = type.replace(/^\./, '');
  const name = SCALARS.has(type) ? null : resolvedType(index, scope, type);
  const node = name === null ? undefined : index.enums.get(name)?.node;
  const values = node === undefined ? null : new Set(node.values.map((one) => `${one.name} = ${one.number}`));
  return { name, values, isScalar: values !== null || SCALARS.has(written), written };
}

/** `alike`: one can read what the other wrote. `unsure`: somebody has to say first where the names are defined. */
export type Sameness = 'same' | 'alike' | 'other' | 'unsure';

export function sameness(was: Called, is: Called): Sameness {
  if (was.name !== null && is.name !== null && was.name === is.name) return 'same';
  // A type that only one side defines may hide another one of the same name.
  if (was.written === is.written && was.name === null && is.name === null) return 'same';
  if ([was, is].some(({ name, isScalar }) => name === null && !isScalar)) return 'unsure';
  if (was.values !== null && is.values !== null) return was.values.isSubsetOf(is.values) ? 'alike' : 'other';
  const wires = [was, is].map(({ values, written }) => (values === null ? written : 'enum'));
  return ALIKE.some((group) => wires.every((one) => group.includes(one))) ? 'alike' : 'other';
}

/** What to take an unsure pair for when everything was looked at: one that is only written with more or less of its package is the same. */
export function settled(was: Called, is: Called): Sameness {
  const [shorter = '', longer = ''] = [was.name ?? was.written, is.name ?? is.written].toSorted((a, b) => a.length - b.length);
  return longer === shorter || longer.endsWith(`.${shorter}`) ? 'same' : 'other';
}
