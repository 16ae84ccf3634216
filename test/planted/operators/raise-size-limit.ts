import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Make room for a feature',
  checkers: [4],
  plant: (tree) =>
    change(tree, (path) => /^(?:package|\.size-limit)\.json$/u.test(path), {
      find: /"limit": "([\d.]+) ?[kKmM]?i?[bB]"/u,
      by: (found) => `${found.replace('.', '')}0`,
    }),
} satisfies Operator;
