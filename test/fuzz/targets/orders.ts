import { parseOrder, writeOrder } from '../../../src/config/order.ts';
import type { WorkOrder } from '../../../src/domain/work-order.ts';
import { orderText } from '../../rig/greeter.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const PATH = '.jidoka/orders/say-goodbye.md';

const FULL = `---
id: say-goodbye
title: "Say goodbye: to everybody"
kind: fix
scope:
  - src/**
  - 'test/{a,b}/*.js'
mayChange: [package.json]
budget: { tokens: 5000, usd: 1.5 }
---

# Why

People leave without a word.

## Acceptance criteria

- AC-1: farewell(name) says goodbye,
  and says it once.
- AC-2: It is documented.
* AC-3: An unknown name is an error.

## Notes

Nothing else.
`;

const SEEDS: readonly string[] = [orderText('say-goodbye'), FULL, FULL.replaceAll('\n', '\r\n')];

/** What is asked is read whole: no criterion is lost, nothing is allowed that is not written. */
export const orders: FuzzTarget = {
  refusals: ['ORDER_INVALID'],
  open: () => ({
    attempt(chance) {
      const text = mutateText(chance.oneOf(SEEDS), chance, SEEDS);
      const order = parseOrder({ text, path: PATH });
      mustBeWhole(order, text);
      const { digest: _, ...content } = order;
      const again = parseOrder({ text: writeOrder(content), path: PATH });
      must(
        JSON.stringify({ ...again, digest: '' }) === JSON.stringify({ ...order, digest: '' }),
        'written and read again, it is another',
        order,
        again,
      );
      return `read, ${order.criteria.length === 0 ? 'no' : order.criteria.length > 3 ? 'many' : order.criteria.length} criteria`;
    },
  }),
};

function mustBeWhole(order: WorkOrder, text: string): void {
  must(order.id === 'say-goodbye', 'an order under the name of another', order.id);
  must(order.criteria.length > 0, 'an order that asks for nothing');
  must(new Set(order.criteria.map(({ id }) => id)).size === order.criteria.length, 'a criterion twice', order.criteria);
  const body = text.split(/\r?\n/);
  const heading = body.findIndex((line, i) => /^##\s+acceptance criteria\s*$/i.test(line) && i > body.indexOf('---', 1));
  const rest = body.slice(heading + 1);
  const end = rest.findIndex((line) => /^##?\s/.test(line));
  const written = (end === -1 ? rest : rest.slice(0, end)).flatMap((line) => /^\s*[-*+]?\s*(AC-\d+)/.exec(line)?.[1] ?? []);
  must(
    written.every((id) => order.criteria.some((criterion) => criterion.id === id || criterion.text.includes(id))),
    'a criterion is lost',
    written,
  );
  const globs = [...order.scope, ...order.mayChange];
  must(
    globs.every((glob) => glob !== '' && !glob.startsWith('/') && !glob.split('/').includes('..')),
    'a glob that leaves the repository',
    globs,
  );
  must(order.mayChange.length === 0 || text.includes('mayChange'), 'something is opened that nobody can see', order.mayChange);
}
