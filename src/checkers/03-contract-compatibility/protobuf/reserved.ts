import type { ProtoRange, ProtoReserved } from '../../../formats/protobuf/proto-file.ts';

export function isReserved(
  { ranges, names }: ProtoReserved,
  { number, name }: { readonly number?: number; readonly name?: string },
): boolean {
  return (number !== undefined && ranges.some(({ from, to }) => from <= number && number <= to)) || names.some((one) => one.name === name);
}

/** What was reserved and is not any more, without what is taken now, which is said of its own. */
export function lostReservations(before: ProtoReserved, after: ProtoReserved, taken: ReadonlySet<string | number>): string[] {
  const names = before.names.map(({ name }) => name).filter((name) => !isReserved(after, { name }) && !taken.has(name));
  const used = [...taken].filter((one) => typeof one === 'number').map((one) => ({ from: one, to: one }));
  return [...lostRanges(before.ranges, [...after.ranges, ...used]), ...names];
}

/** Ranges some number of which is in none of the others. */
export function lostRanges(before: readonly Span[], after: readonly Span[]): string[] {
  const inOrder = after.toSorted((a, b) => a.from - b.from);
  return before
    .filter(({ from, to }) => {
      let next = from;
      for (const one of inOrder) if (one.from <= next && one.to >= next) next = one.to + 1;
      return next <= to && next !== Infinity;
    })
    .map(({ from, to }) => (from === to ? String(from) : `${from} to ${to === Infinity ? 'max' : to}`));
}

type Span = Pick<ProtoRange, 'from' | 'to'>;
