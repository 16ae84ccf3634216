import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Make it work behind the proxy',
  checkers: [8],
  plant: (tree) => atEndOfSource(tree, { lines: ['process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";'] }),
} satisfies Operator;
