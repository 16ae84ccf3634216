import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

const OTHER: Readonly<Record<string, string>> = { true: 'false', false: 'true' };

export default {
  title: 'Choose a better default',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /(?:= |: |\?\? )(true|false)[,;)\n]/u, by: (value) => OTHER[value] ?? value }),
} satisfies Operator;
