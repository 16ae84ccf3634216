import type { ProtoRange } from './proto-file.ts';

type Span = Pick<ProtoRange, 'from' | 'to'>;

/** Ranges as one set of numbers, which files can have thousands of. */
export class NumberRanges {
  /** In order, none next to another. */
  readonly #spans: Span[] = [];

  constructor(ranges: readonly Span[]) {
    for (const { from, to } of ranges.toSorted((one, other) => one.from - other.from)) {
      const last = this.#spans.at(-1);
      if (last !== undefined && from <= last.to + 1) this.#spans[this.#spans.length - 1] = { from: last.from, to: Math.max(last.to, to) };
      else this.#spans.push({ from, to });
    }
  }

  has(number: number): boolean {
    return this.covers({ from: number, to: number });
  }

  /** Is every number of a range in it? */
  covers({ from, to }: Span): boolean {
    let [low, high] = [0, this.#spans.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#spans[middle]?.from ?? 0) <= from) low = middle;
      else high = middle - 1;
    }
    const span = this.#spans[low];
    return span !== undefined && span.from <= from && to <= span.to;
  }
}
