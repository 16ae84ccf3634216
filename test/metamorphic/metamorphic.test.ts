import { expect, test } from 'vitest';
import { createRepository } from '../rig/repository.ts';
import { judgeChange } from './judge-change.ts';
import { NO_OP_CHANGES, type Sources } from './no-op-changes.ts';

/** Old findings of every kind that the embedded linter and checker 4 know, in files that import each other. */
const SOURCES: Sources = new Map([
  [
    'src/orders.ts',
    `import { send } from './send.ts';

export interface Order {
  id: string;
  lines: readonly number[];
}

function total(order: Order): number {
  let summed = 0;
  for (const line of order.lines) {
    debugger;
    summed += line;
  }
  return summed;
}

function isEmpty(order: Order): boolean {
  debugger;
  return order.lines.length === 0;
}

export function place(order: Order) {
  if (isEmpty(order)) throw new Error('not implemented');
  try {
    send(order.id, total(order));
  } catch {}
}

export const later = 'TODO';
`,
  ],
  [
    'src/send.ts',
    `const unsent: string[] = [];

export function send(id: string, total: number): void {
  const unused = 'nobody reads it', other = total;
  if (other === other) unsent.push(id);
  // eslint-disable-next-line no-debugger
  debugger;
  debugger; // twice on one line
}

export function flush(): number {
  const length = unsent.length;
  debugger;
  unsent.length = 0;
  return length;
}
`,
  ],
  [
    'test/orders.test.js',
    `import test from 'node:test';
import assert from 'node:assert';
import { place } from '../src/orders.ts';

test.skip('an order is placed', () => {
  debugger;
  place({ id: 'a', lines: [1] });
});

test('an order has a total', () => {
  const order = { id: 'b', lines: [1, 2] };
  assert.equal(order.lines.length, 2);
});
`,
  ],
]);

test.each(NO_OP_CHANGES.map((change) => [change.name, change] as const))('%s: nothing is new', async (_, change) => {
  using repo = createRepository({ 'package.json': '{"name":"a","type":"module"}\n', ...Object.fromEntries(SOURCES) });
  const base = repo.git('rev-parse', 'HEAD');
  const after = change.apply(SOURCES, [...SOURCES.keys()]);
  const gone = [...SOURCES.keys()].filter((path) => !after.has(path)).map((path) => [path, null]);
  const head = repo.commit({ ...Object.fromEntries(gone), ...Object.fromEntries(after) });
  expect(repo.git('diff', '--name-only', base, head)).not.toBe('');
  const { added, unchanged, reasons } = await judgeChange(repo.root, { base, head });
  expect({ added, reasons, hasOld: unchanged > 0 }).toEqual({ added: [], reasons: [], hasOld: true });
});
