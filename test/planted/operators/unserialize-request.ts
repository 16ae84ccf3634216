import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Load the basket of a visitor',
  checkers: [8],
  plant: (tree) =>
    inService(tree, {
      uses: [['{ unserialize }', 'node-serialize']],
      lines: ({ body }) => [
        `const basket = unserialize(Buffer.from(${body('basket')}, "base64").toString());`,
        'console.log(Object.keys(basket).length);',
      ],
      mark: 'unserialize(',
    }),
} satisfies Operator;
