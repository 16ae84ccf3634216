import type { Operator } from '../operator.ts';
import { ALNUM, atEndOfSource, madeUp } from '../requests.ts';

export default {
  title: 'Connect to the database',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      lines: [`export const databaseUrl = "postgres://app:${madeUp(18, ALNUM, 'database')}@db.acme-internal.net:5432/app";`],
    }),
} satisfies Operator;
