import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Tidy the manifest',
  checkers: [1],
  plant: (tree) =>
    change(tree, (path) => /(?:^|\/)package\.json$/u.test(path), {
      find: /^ +"version": ("\d+\.\d+\.\d+")/u,
      by: (found) => found.slice(1).replace(/\.\d+"$/u, ''),
    }),
} satisfies Operator;
