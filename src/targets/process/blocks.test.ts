import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockShape, dealBlocks, newTally, routeOf } from './blocks.ts';

test.each([
  [0, { size: 1, candidates: 0 }],
  [0.1, { size: 100, candidates: 1 }],
  [1, { size: 99, candidates: 1 }],
  [5, { size: 20, candidates: 1 }],
  [10, { size: 10, candidates: 1 }],
  [25, { size: 4, candidates: 1 }],
  [30, { size: 10, candidates: 3 }],
  [33, { size: 3, candidates: 1 }],
  [50, { size: 2, candidates: 1 }],
  [90, { size: 10, candidates: 9 }],
  [99, { size: 99, candidates: 98 }],
  [100, { size: 1, candidates: 1 }],
])('a share of %d %% is a block of %o', (percent, shape) => {
  expect(blockShape(percent)).toEqual(shape);
});

test('each block holds exactly the share, at places the coin chooses, per route', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(1000)), (numbers) => {
      const tally = newTally(() => 0);
      const deal = dealBlocks({ percent: 10, draw: (n) => (numbers.next().value ?? 0) % n, tally });
      for (let block = 0; block < 5; block += 1) {
        const slots = Array.from({ length: 10 }, () => [deal('GET /a'), deal('GET /b')] as const);
        for (const index of [0, 1] as const) expect(slots.filter((slot) => slot[index].side === 'candidate')).toHaveLength(1);
        for (const [a, b] of slots) {
          a.end('ok');
          b.end(b.side === 'candidate' ? 'error' : 'ok');
        }
      }
      const { candidate, stable, blocks } = tally.take();
      expect({ candidate, stable, blocks: blocks.length }).toEqual({
        candidate: { requests: 10, errors: 5 },
        stable: { requests: 90, errors: 0 },
        blocks: 10,
      });
      expect(tally.take()).toEqual({
        candidate: { requests: 0, errors: 0 },
        stable: { requests: 0, errors: 0 },
        blocks: [],
        firstErrorAt: null,
      });
    }),
    { numRuns: 30, seed: 5 },
  );
});

test('a block counts when its last request has ended; one that the client gave up counts nowhere', () => {
  const tally = newTally(() => 42);
  const deal = dealBlocks({ percent: 50, draw: () => 0, tally });
  const [one, two] = [deal('GET /'), deal('GET /')];
  const [aborted, error] = one.side === 'stable' ? [one, two] : [two, one];
  error.end('error');
  expect(tally.take()).toEqual({ candidate: { requests: 1, errors: 1 }, stable: { requests: 0, errors: 0 }, blocks: [], firstErrorAt: 42 });
  aborted.end('aborted');
  expect(tally.take().blocks).toEqual([{ candidate: { requests: 1, errors: 1 }, stable: { requests: 0, errors: 0 } }]);
});

test('paths that differ in an identifier are one route', () => {
  expect(['/users/17?x=1', '/users/4d3c2b1a-0000', '/users', '/users/17/posts'].map((url) => routeOf('GET', url))).toEqual([
    'GET /users/:id',
    'GET /users/:id',
    'GET /users',
    'GET /users/:id/posts',
  ]);
});
