import { change } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Say who sends',
  checkers: [1],
  plant: (tree) =>
    change(tree, (path) => /\.ya?ml$/u.test(path) && /^asyncapi: ['"]?3\./mu.test(tree.read(path)), {
      find: /^ +action: (send|receive)$/u,
      by: (found) => (found === 'send' ? 'publish' : 'subscribe'),
    }),
} satisfies Operator;
