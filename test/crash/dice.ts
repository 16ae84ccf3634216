/** Numbers that are the same for the same seed (mulberry32): what was found can be found again. */
export interface Dice {
  /** From 0 up to 1. */
  share(): number;
  /** A whole number from 0 to `n` - 1. */
  below(n: number): number;
  /** One of these, each as likely as its weight. */
  pick<T extends string>(weights: Readonly<Record<T, number>>): T;
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    share,
    below: (n) => Math.floor(share() * n),
    pick(weights) {
      const entries = Object.entries<number>(weights);
      let rest = share() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      // The keys of the very object that was given.
      return (entries.find(([, weight]) => (rest -= weight) < 0) ?? entries[0])?.[0] as keyof typeof weights;
    },
  };
}
