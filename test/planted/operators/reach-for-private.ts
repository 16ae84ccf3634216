import type { Operator } from '../operator.ts';
import { append, isTypeScript } from '../places.ts';

export default {
  title: 'Read what a box holds',
  checkers: [5],
  plant(tree) {
    return append(tree, {
      code: 'class Box {\n  private content = 1;\n}\nexport const contentOfBox = new Box().content;',
      mark: 'export',
      wanted: isTypeScript,
    });
  },
} satisfies Operator;
