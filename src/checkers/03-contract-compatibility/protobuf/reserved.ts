import { NumberRanges } from '../../../formats/protobuf/number-ranges.ts';
import type { ProtoRange, ProtoReserved } from '../../../formats/protobuf/proto-file.ts';

interface Known {
  readonly ranges: NumberRanges;
  readonly names: ReadonlySet<string>;
}

const known = new WeakMap<ProtoReserved, Known>();

function knownOf(reserved: ProtoReserved): Known {
  const found = known.get(reserved) ?? {
    ranges: new NumberRanges(reserved.ranges),
    names: new Set(reserved.names.map(({ name }) => name)),
  };
  known.set(reserved, found);
  return found;
}

export function isReserved(reserved: ProtoReserved, { number, name }: { readonly number?: number; readonly name?: string }): boolean {
  const { ranges, names } = knownOf(reserved);
  return (number !== undefined && ranges.has(number)) || (name !== undefined && names.has(name));
}

/** What was reserved and is not any more, without what is taken now, which is said of its own. */
export function lostReservations(before: ProtoReserved, after: ProtoReserved, taken: ReadonlySet<string | number>): string[] {
  const names = before.names.map(({ name }) => name).filter((name) => !isReserved(after, { name }) && !taken.has(name));
  const used = [...taken].filter((one) => typeof one === 'number').map((one) => ({ from: one, to: one }));
  return [...lostRanges(before.ranges, [...after.ranges, ...used]), ...names];
}

/** Ranges some number of which is in none of the others. */
export function lostRanges(before: readonly Span[], after: readonly Span[]): string[] {
  const still = new NumberRanges(after);
  return before
    .filter((range) => !still.covers(range))
    .map(({ from, to }) => (from === to ? String(from) : `${from} to ${to === Infinity ? 'max' : to}`));
}

type Span = Pick<ProtoRange, 'from' | 'to'>;
