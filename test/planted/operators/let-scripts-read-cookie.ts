import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Remember the visitor',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      lines: ({ input, response }) => [`${response}.cookie("session", ${input('session')}, { httpOnly: false, secure: false });`],
      onlyExpress: true,
    }),
} satisfies Operator;
