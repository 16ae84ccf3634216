import { expect, test } from 'vitest';
import { lintInBatches } from './lint-in-batches.ts';

const asked = async (files: readonly string[], tooMany: number) => {
  const batches: (readonly string[])[] = [];
  const { examined } = await lintInBatches(files, async (batch) => {
    if (batch.length > tooMany) return 'in-halves';
    batches.push(batch);
    return { examined: batch, ignored: [], problems: [] };
  });
  return { sizes: batches.map(({ length }) => length), examined };
};

test('no files, no batch', async () => expect(await asked([], 1)).toEqual({ sizes: [], examined: [] }));

test('files stay in order, halved until an answer fits', async () => {
  const files = ['a', 'b', 'c', 'd', 'e'];
  expect(await asked(files, 2)).toEqual({ sizes: [2, 1, 2], examined: files });
});

test('at most 200 files and 60,000 bytes of paths a batch', async () => {
  const many = Array.from({ length: 450 }, (_, index) => `${index}`);
  const long = Array.from({ length: 5 }, (_, index) => 'ä'.repeat(10_000) + index);
  expect([(await asked(many, 999)).sizes, (await asked(long, 999)).sizes]).toEqual([
    [200, 200, 50],
    [2, 2, 1],
  ]);
});
