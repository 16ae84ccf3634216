import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Keep what clients set',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      lines: ({ input }) => ['const settings = {};', `settings[${input('section')}][${input('key')}] = ${input('value')};`],
      mark: 'settings[',
    }),
} satisfies Operator;
