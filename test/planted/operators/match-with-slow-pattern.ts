import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Check the form of a name',
  checkers: [8],
  plant: (tree) =>
    inService(tree, {
      lines: ({ query }) => [`if (!/^([a-zA-Z0-9]+\\s?)+$/.test(${query('name')})) throw new Error("invalid name");`],
      mark: '.test(',
    }),
} satisfies Operator;
