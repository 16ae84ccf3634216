import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Keep the build going when tests fail, with make',
  checkers: [4],
  plant: (tree) =>
    change(tree, (path) => path === 'Makefile', { find: /^test:.*\n\t(?![-@])(.*\btest\b.*)$/u, by: (found) => `-${found}` }),
} satisfies Operator;
