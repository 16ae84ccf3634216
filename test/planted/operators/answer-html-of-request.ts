import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Greet by name',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      lines: ({ input, response }) =>
        response === null
          ? [`return new Response("<h1>Hello " + ${input('name')} + "</h1>", { headers: { "content-type": "text/html" } });`]
          : [`return ${response}.send("<h1>Hello " + ${input('name')} + "</h1>");`],
    }),
} satisfies Operator;
