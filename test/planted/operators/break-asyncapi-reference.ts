import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Name a message better',
  checkers: [1],
  plant: (tree) =>
    change(tree, (path) => /\.ya?ml$/u.test(path) && /^asyncapi: /mu.test(tree.read(path)), {
      find: /\$ref: ["']#\/components\/messages\/(\w+)/u,
      by: (found) => `${found}V2`,
    }),
} satisfies Operator;
