import fc from 'fast-check';
import { expect, test } from 'vitest';
import { twoSampleEProcess } from './statistics.ts';

const failed = { successes: 1, trials: 1 };
const fine = { successes: 0, trials: 1 };

test('starts at one and learns nothing from the first block, as both groups start equal', () => {
  const process = twoSampleEProcess();
  expect(process.e).toBe(1);
  expect(process.observe({ a: failed, b: fine })).toBeCloseTo(1, 12);
});

test('agrees with the formula worked out by hand', () => {
  const process = twoSampleEProcess();
  process.observe({ a: failed, b: fine });
  // θa = 1.18 / 1.36, θb = .18 / 1.36, θ0 = 1/2: (1.18 / 1.36)^2 / (1/4)
  expect(process.observe({ a: failed, b: fine })).toBeCloseTo(4 * (1.18 / 1.36) ** 2, 12);
  // θa = 2.18 / 2.36, θb = .18 / 2.36
  expect(process.observe({ a: failed, b: fine })).toBeCloseTo(4 * (1.18 / 1.36) ** 2 * 4 * (2.18 / 2.36) ** 2, 12);
});

test('weighs groups of unequal size in a block', () => {
  const process = twoSampleEProcess({ prior: 1 });
  process.observe({ a: { successes: 1, trials: 1 }, b: { successes: 1, trials: 4 } });
  // θa = 2/3, θb = 2/6, θ0 = (1 · 2/3 + 3 · 1/3) / 4 = 5/12
  const expected = ((2 / 3) * (1 / 3) * (2 / 3) ** 2) / ((5 / 12) ** 2 * (7 / 12) ** 2);
  expect(process.observe({ a: { successes: 1, trials: 1 }, b: { successes: 1, trials: 3 } })).toBeCloseTo(expected, 12);
});

test('one-sided: stays at one when the other side is worse', () => {
  const process = twoSampleEProcess({ alternative: 'greater' });
  for (let block = 0; block < 50; block += 1) process.observe({ a: fine, b: failed });
  expect(process.e).toBe(1);
  const mirrored = twoSampleEProcess({ alternative: 'less' });
  for (let block = 0; block < 50; block += 1) mirrored.observe({ a: fine, b: failed });
  expect(mirrored.e).toBeGreaterThan(100);
});

test('says nothing about a group that is absent', () => {
  const process = twoSampleEProcess();
  process.observe({ a: failed, b: fine });
  expect(process.observe({ a: { successes: 3, trials: 3 }, b: { successes: 0, trials: 0 } })).toBe(1);
});

test('stays a number under overwhelming evidence', () => {
  const process = twoSampleEProcess();
  for (let block = 0; block < 2000; block += 1) process.observe({ a: failed, b: fine });
  expect(process.e).toBe(Number.MAX_VALUE);
});

/** Expected value over all outcomes of three blocks, by enumeration: an e-process may not exceed 1 on average. */
test('is an e-process: its exact mean is at most one when the groups are equal, or differ the other way', () => {
  const outcomes = [fine, failed];
  const rates = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(rates, rates, fc.constantFrom('two-sided' as const, 'greater' as const), (one, other, alternative) => {
      const rateB = alternative === 'greater' ? Math.max(one, other) : one;
      const rateA = alternative === 'greater' ? Math.min(one, other) : one;
      let mean = 0;
      const descend = (blocks: { a: typeof fine; b: typeof fine }[], probability: number): void => {
        if (blocks.length === 4) {
          const process = twoSampleEProcess({ alternative });
          for (const block of blocks) process.observe(block);
          mean += probability * process.e;
          return;
        }
        for (const a of outcomes) {
          for (const b of outcomes) {
            const chance = (a === failed ? rateA : 1 - rateA) * (b === failed ? rateB : 1 - rateB);
            descend([...blocks, { a, b }], probability * chance);
          }
        }
      };
      descend([], 1);
      expect(mean).toBeLessThanOrEqual(1 + 1e-9);
    }),
    { numRuns: 60, seed: 3 },
  );
});

test('refuses impossible input', () => {
  expect(() => twoSampleEProcess({ prior: 0 })).toThrow(RangeError);
  expect(() => twoSampleEProcess({ alternative: 'bigger' as 'greater' })).toThrow(RangeError);
  const process = twoSampleEProcess();
  expect(() => process.observe({ a: { successes: 2, trials: 1 }, b: fine })).toThrow('a.successes');
  expect(() => process.observe({ a: fine, b: { successes: 0, trials: -1 } })).toThrow('b.trials');
  expect(() => process.observe({ a: fine, b: { successes: 0.5, trials: 1 } })).toThrow(RangeError);
});
