import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Let customers write their greeting',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      uses: [['Handlebars', 'handlebars']],
      lines: ({ input }) => [`const greet = Handlebars.compile(${input('greeting')});`, 'console.log(greet({}));'],
      mark: 'const greet',
    }),
} satisfies Operator;
