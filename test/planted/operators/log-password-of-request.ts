import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Find out why logins fail',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      lines: ({ request, response }) =>
        response === null
          ? [`const { password } = await ${request}.json();`, 'console.log("login", password);']
          : [`console.log("login", ${request}.body.password);`],
      mark: 'console',
    }),
} satisfies Operator;
