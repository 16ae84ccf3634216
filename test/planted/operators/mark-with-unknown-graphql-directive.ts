import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { ownGraphql } from '../languages.ts';

export default {
  title: 'Deprecate a field',
  checkers: [1],
  plant: (tree) =>
    change(tree, (path) => ownGraphql(tree)(path) && !tree.read(path).includes('@entity'), {
      find: /^type \w+[^{]*\{\n(?:.*\n)*?( +\w+: [\w![\]]+)$/u,
      by: (found) => `${found} @deprecate(reason: "use the identifier")`,
    }),
} satisfies Operator;
