import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proportionSequence } from './statistics.ts';

/** A small seeded generator (mulberry32), so that the simulation is the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test('agrees with the closed form after one outcome', () => {
  // B(3/2, 1/2) / B(1/2, 1/2) = 1/2, so p^1 >= alpha / 2.
  const after = proportionSequence({ alpha: 0.05 }).observe(true);
  expect(after.lower).toBeCloseTo(0.025, 9);
  expect(after.upper).toBe(1);
});

test('agrees with the closed form when nothing ever failed', () => {
  // (1-p)^n >= alpha · Π (i - 1/2) / i
  const sequence = proportionSequence({ alpha: 0.05 });
  let mixture = 1;
  for (let n = 1; n <= 400; n += 1) {
    mixture *= (n - 0.5) / n;
    const { lower, upper } = sequence.observe(false);
    expect(lower).toBe(0);
    expect(upper).toBeCloseTo(1 - (0.05 * mixture) ** (1 / n), 9);
  }
});

test('agrees with a brute-force search over a grid', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
      fc.double({ min: 0.01, max: 0.3, noNaN: true }),
      (outcomes, alpha) => {
        const sequence = proportionSequence({ alpha });
        let got = { lower: 0, upper: 1 };
        for (const outcome of outcomes) got = sequence.observe(outcome);
        const s = outcomes.filter(Boolean).length;
        const f = outcomes.length - s;
        let mixture = 1;
        for (let i = 0; i < s; i += 1) mixture *= (i + 0.5) / (i + 1);
        for (let i = 0; i < f; i += 1) mixture *= (i + 0.5) / (s + i + 1);
        const inside = Array.from({ length: 2001 }, (_, i) => i / 2000).filter((p) => mixture / (p ** s * (1 - p) ** f) <= 1 / alpha);
        expect(inside.every((p) => p >= got.lower - 1e-9 && p <= got.upper + 1e-9)).toBe(true);
        // The grid reaches within one step of both ends.
        expect((inside[0] ?? 1) - got.lower).toBeLessThan(1 / 2000 + 1e-9);
        expect(got.upper - (inside.at(-1) ?? 0)).toBeLessThan(1 / 2000 + 1e-9);
      },
    ),
    { numRuns: 100, seed: 1 },
  );
});

test('holds the observed rate, whatever was seen, in whatever order', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 200 }), (outcomes) => {
      const sequence = proportionSequence({ alpha: 0.05 });
      let successes = 0;
      let last = { lower: 0, upper: 1 };
      for (const [index, outcome] of outcomes.entries()) {
        successes += outcome ? 1 : 0;
        last = sequence.observe(outcome);
        const rate = successes / (index + 1);
        expect(0 <= last.lower && last.lower <= rate && rate <= last.upper && last.upper <= 1).toBe(true);
      }
      const sorted = proportionSequence({ alpha: 0.05 });
      let ordered = { lower: 0, upper: 1 };
      for (const outcome of outcomes.toSorted()) ordered = sorted.observe(outcome);
      expect(ordered.lower).toBeCloseTo(last.lower, 9);
      expect(ordered.upper).toBeCloseTo(last.upper, 9);
    }),
    { numRuns: 50, seed: 2 },
  );
});

test.each([0.01, 0.1, 0.5])('covers a rate of %d at every look of a whole history', (rate) => {
  const random = seeded(7);
  const histories = 400;
  let missed = 0;
  for (let history = 0; history < histories; history += 1) {
    const sequence = proportionSequence({ alpha: 0.1 });
    for (let n = 0; n < 300; n += 1) {
      const { lower, upper } = sequence.observe(random() < rate);
      if (rate < lower || rate > upper) {
        missed += 1;
        break;
      }
    }
  }
  // alpha is .1; three standard errors of 400 histories are .045.
  expect(missed / histories).toBeLessThan(0.145);
});

test.each([0, 1, -0.1, Number.NaN])('refuses alpha %d', (alpha) => {
  expect(() => proportionSequence({ alpha })).toThrow(RangeError);
});
