import fc from 'fast-check';

/** Where a mutation takes its decisions from: the same number, the same decisions. */
export interface Chance {
  /** Both ends included. */
  integer(min: number, max: number): number;
  oneOf<T>(values: readonly [T, ...T[]] | readonly T[]): T;
  /** True once in so many times. */
  oneIn(times: number): boolean;
  /** Any UTF-16, lone surrogates too. */
  text(maxLength: number): string;
}

export function chanceOf(seed: number): Chance {
  const [draw] = fc.sample(fc.gen(), { seed, numRuns: 1 });
  if (draw === undefined) throw new Error('fast-check gave no generator');
  const chance: Chance = {
    integer: (min, max) => draw(fc.integer, { min, max }),
    oneOf(values) {
      if (values.length === 0) throw new Error('nothing to choose from');
      return values[chance.integer(0, values.length - 1)] as (typeof values)[number];
    },
    oneIn: (times) => chance.integer(1, times) === 1,
    text: (maxLength) =>
      String.fromCharCode(...Array.from({ length: chance.integer(0, maxLength) }, () => chance.integer(0, chance.oneOf([127, 0xff_ff])))),
  };
  return chance;
}
