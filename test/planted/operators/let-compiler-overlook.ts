import type { Operator } from '../operator.ts';
import { replaceFirst } from '../places.ts';

export default {
  title: 'Make the compiler less strict',
  checkers: [4],
  plant: (tree) => replaceFirst(tree, (path) => path === 'tsconfig.json', { find: /^ *"no(?!Emit)\w+": (true)/u, by: () => 'false' }),
} satisfies Operator;
